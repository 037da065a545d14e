import Diagnostics
import PartitionCore

/// Any bytes give a file or findings; a file that was read prints to one that reads alike.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let name = "20260101000000_t_create_1_create.up.sql"
  var bag = DiagnosticBag()
  guard let first = MigrationFileParser.parsed(name: name, bytes: bytes, into: &bag) else {
    precondition(bag.hasErrors, "no file and no error")
    return 0
  }
  let text = MigrationFilePrinter.printed(first.file)
  let second = MigrationFileParser.parsed(name: name, bytes: Array(text.utf8), into: &bag)
  precondition(second?.file == first.file, "printed otherwise than read")
  return 0
}
