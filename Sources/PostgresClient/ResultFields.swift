import CLibpq

/// Fields of an error or notice (manual, "PQresultErrorField"). The `PG_DIAG_*` codes are character
/// macros, which Swift does not import.
enum ResultField: Unicode.Scalar {
  case severity = "V"
  case sqlState = "C"
  case message = "M"
  case detail = "D"
  case hint = "H"
  case position = "P"
  case context = "W"
  case constraint = "n"

  /// The field's text in `result`, copied; nil if the server sent none.
  func text(of result: OpaquePointer) -> String? {
    guard let bytes = unsafe PQresultErrorField(result, Int32(rawValue.value)) else { return nil }
    return unsafe String(cString: bytes)
  }
}

extension PostgresError {
  /// The error in `result`; `connectionLost` tells what libpq says about the session afterwards.
  init(copying result: OpaquePointer, connectionLost: Bool) {
    let state = unsafe ResultField.sqlState.text(of: result)
    let kind: Kind =
      if connectionLost { .connectionLost } else if state == "57014" { .cancelled } else { .server }
    let fallback = unsafe String(cString: PQresultErrorMessage(result))
    let message = unsafe ResultField.message.text(of: result) ?? fallback.trimmingLineEnds
    self.init(kind, message, hint: unsafe ResultField.hint.text(of: result), sqlState: state)
    detail = unsafe ResultField.detail.text(of: result)
    context = unsafe ResultField.context.text(of: result)
    position = unsafe ResultField.position.text(of: result).flatMap { Int($0) }
    constraint = unsafe ResultField.constraint.text(of: result)
  }
}

extension String {
  /// Without the line end that libpq puts after its messages.
  var trimmingLineEnds: String {
    var text = Substring(self)
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
