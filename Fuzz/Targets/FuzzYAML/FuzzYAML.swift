import Diagnostics
import PartitionCore
import PartitionYAML

/// Any bytes give a declaration or findings that can be rendered, and no crash.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  var bag = DiagnosticBag()
  let table = decodeTable(path: "fuzz.yaml", bytes: bytes, into: &bag)
  precondition(table != nil || bag.hasErrors, "no table and no error")
  _ = TextRenderer().rendered(bag)
  return 0
}
