import CLibpq

/// Opens a session; the caller owns it and finishes it with `PQfinish`.
///
/// - Throws: `.connection` with libpq's words, which name host and user but no password.
func connect(
  _ target: ConnectionTarget, applicationName: String, _ receiver: NoticeReceiver
) throws(PostgresError) -> OpaquePointer {
  let parameters = target.parameters(applicationName: applicationName)
  let raw = try unsafe withCStrings(parameters.map(\.keyword) + [nil]) {
    (keywords) throws(PostgresError) -> OpaquePointer? in
    try unsafe withCStrings(parameters.map(\.value) + [nil]) {
      (values) throws(PostgresError) -> OpaquePointer? in
      unsafe PQconnectdbParams(keywords.baseAddress, values.baseAddress, 1)
    }
  }
  guard let raw = unsafe raw else { throw .outOfMemory }
  guard unsafe PQstatus(raw) == CONNECTION_OK else {
    defer { unsafe PQfinish(raw) }
    throw PostgresError(.connection, unsafe errorMessage(of: raw))
  }
  unsafe receiver.attach(to: raw)
  return unsafe raw
}
