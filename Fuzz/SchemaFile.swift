import Diagnostics
import PartitionYAML

/// Any bytes are a schema file or give findings; every renderer can show these.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzSchemaFile(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  var bag = DiagnosticBag()
  let table = decodeTable(path: "schemas/a.yaml", bytes: bytes, into: &bag)
  precondition(table != nil || bag.hasErrors, "no table and no reason")
  _ = TextRenderer().rendered(bag)
  _ = JSONRenderer.rendered(bag)
  _ = GitHubRenderer.rendered(bag)
  return 0
}
