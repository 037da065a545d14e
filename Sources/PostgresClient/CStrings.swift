/// Calls `body` with C strings for `values`, nil staying a null pointer.
///
/// One buffer holds all of them, so nothing is allocated apiece and nothing has to be freed; the
/// pointers die with the call.
///
/// - Throws: `PostgresError` of kind `.usage` for a value with a NUL character, which C would cut
///   short in silence; and whatever `body` throws.
func withCStrings<Result>(
  _ values: [String?],
  _ body: (UnsafeBufferPointer<UnsafePointer<CChar>?>) throws(PostgresError) -> Result
) throws(PostgresError) -> Result {
  var bytes: [UInt8] = []
  var starts: [Int?] = []
  for value in values {
    guard let value else {
      starts.append(nil)
      continue
    }
    try rejectNUL(value)
    starts.append(bytes.count)
    bytes.append(contentsOf: value.utf8)
    bytes.append(0)
  }
  return try unsafe bytes.withUnsafeBufferPointer {
    (buffer) throws(PostgresError) -> Result in
    try unsafe buffer.withMemoryRebound(to: CChar.self) {
      (buffer) throws(PostgresError) -> Result in
      let pointers = unsafe starts.map { start in
        unsafe start.flatMap { unsafe buffer.baseAddress?.advanced(by: $0) }
      }
      return try unsafe pointers.withUnsafeBufferPointer(body)
    }
  }
}

/// Refuses text that would reach libpq cut short.
func rejectNUL(_ text: String) throws(PostgresError) {
  if text.utf8.contains(0) {
    throw PostgresError(
      .usage, "text for PostgreSQL contains a NUL character, which it cannot hold")
  }
}
