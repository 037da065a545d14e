import PartitionCore

/// Any bytes are a bound or an error; a bound written as SQL is the same bound again.
///
/// Compiled together with `BoundParser.swift`, whose module needs libpq.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzBound(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  do throws(BoundParser.Failure) {
    let bound = try BoundParser.bound(bytes)
    // The server prints the words of a hash bound in small letters, and we send them in capitals.
    if case .hash = bound { return 0 }
    let again = try? BoundParser.bound(bound.clause.text)
    precondition(again == bound, "not the bound that was printed")
  } catch {
    precondition((0...bytes.count).contains(error.offset), "an error outside the text")
  }
  return 0
}
