import Diagnostics
import PartitionCore

/// Any bytes are a migration file or give findings, and so for the file of checksums.
///
/// The first line is the file's name, because the header has to agree with it.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzMigrationFile(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  let parts = bytes.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
  let name = String(decoding: parts[0], as: UTF8.self)
  checkFile(name, parts.count > 1 ? Array(parts[1]) : [])
  checkSums(bytes)
  return 0
}

private func checkFile(_ name: String, _ bytes: [UInt8]) {
  _ = MigrationFileParser.claims(bytes)
  var bag = DiagnosticBag()
  if let parsed = MigrationFileParser.parsed(name: name, bytes: bytes, into: &bag) {
    for command in parsed.commands { _ = parsed.line(of: command) }
    _ = MigrationFilePrinter.printed(parsed.file)
  } else {
    precondition(bag.hasErrors, "no file and no reason")
  }
  _ = TextRenderer().rendered(bag)
  var end = 0
  for statement in (try? StatementSplitter.split(bytes)) ?? [] {
    precondition(statement.range.lowerBound >= end, "statements overlap")
    end = statement.range.upperBound
  }
}

private func checkSums(_ bytes: [UInt8]) {
  var bag = DiagnosticBag()
  let sums = SumFile.parsed(bytes, into: &bag)
  _ = TextRenderer().rendered(bag)
  var none = DiagnosticBag()
  let again = SumFile.parsed(Array(sums.printed().utf8), into: &none)
  precondition(again == sums && none.diagnostics.isEmpty, "not the sums that were printed")
}
