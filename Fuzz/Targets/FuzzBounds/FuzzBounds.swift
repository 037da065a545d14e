import PartitionCore
import PostgresCatalog

/// Any bytes give a bound or an error.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  _ = try? BoundParser.bound(bytes)
  return 0
}
