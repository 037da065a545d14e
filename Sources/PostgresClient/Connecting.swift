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
      unsafe PQconnectStartParams(keywords.baseAddress, values.baseAddress, 1)
    }
  }
  guard let raw = unsafe raw else { throw .outOfMemory }
  // A server warns during login too (a changed collation, for example), and libpq prints that unless
  // told where to send it, which only an object says that exists already. So the attempt that made
  // the object is dropped before anything is sent, and PQreset makes the real one, blocking, with
  // libpq's own rules for several hosts and for `connect_timeout`.
  unsafe receiver.attach(to: raw)
  if unsafe PQstatus(raw) != CONNECTION_BAD { unsafe PQreset(raw) }
  guard unsafe PQstatus(raw) == CONNECTION_OK else {
    defer { unsafe PQfinish(raw) }
    throw PostgresError(.connection, unsafe errorMessage(of: raw))
  }
  return unsafe raw
}
