import CLibpq

/// Something the server said that is not an error: NOTICE, WARNING, INFO, LOG, DEBUG.
package struct PostgresNotice: Hashable, Sendable {
  /// In English whatever the server's language is, `WARNING` for example.
  package let severity: String
  package let sqlState: String?
  package let message: String
  package let detail: String?
  package let hint: String?

  init(copying result: OpaquePointer) {
    severity = unsafe ResultField.severity.text(of: result) ?? "NOTICE"
    sqlState = unsafe ResultField.sqlState.text(of: result)
    message = unsafe ResultField.message.text(of: result) ?? ""
    detail = unsafe ResultField.detail.text(of: result)
    hint = unsafe ResultField.hint.text(of: result)
  }
}

/// A class, because libpq holds its address for as long as the connection lives.
final class NoticeReceiver: Sendable {
  private let handle: @Sendable (PostgresNotice) -> Void

  init(_ handle: @escaping @Sendable (PostgresNotice) -> Void) {
    self.handle = handle
  }

  /// Makes `connection` report here instead of printing to standard error. The owner of the
  /// connection must keep this object until the connection is finished.
  func attach(to connection: OpaquePointer) {
    let address = unsafe Unmanaged.passUnretained(self).toOpaque()
    _ = unsafe PQsetNoticeReceiver(
      connection,
      { address, result in
        guard let address = unsafe address, let result = unsafe result else { return }
        let receiver = unsafe Unmanaged<NoticeReceiver>.fromOpaque(address).takeUnretainedValue()
        unsafe receiver.handle(PostgresNotice(copying: result))
      }, address)
  }
}
