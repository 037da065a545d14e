import CLibpq

/// Asks the server to stop what one connection is doing. Safe from any thread, at any time, also
/// after the connection is closed.
///
/// A class, because it owns memory that is freed once.
@safe
package final class Canceller: Sendable {
  // The pointer never changes and PQcancel only reads what it points to ("thread-safe", manual,
  // "Canceling Queries in Progress").
  private nonisolated(unsafe) let raw: OpaquePointer?

  init(of connection: OpaquePointer) {
    unsafe raw = unsafe PQgetCancel(connection)
  }

  deinit {
    unsafe PQfreeCancel(raw)
  }

  /// Sends the request over a connection of its own. True means that it was sent, not that
  /// anything was running: the statement, if any, ends with a `.cancelled` error.
  @discardableResult
  package func cancel() -> Bool {
    var reason = [CChar](repeating: 0, count: 256)
    return unsafe reason.withUnsafeMutableBufferPointer { buffer in
      unsafe PQcancel(raw, buffer.baseAddress, Int32(buffer.count)) == 1
    }
  }
}
