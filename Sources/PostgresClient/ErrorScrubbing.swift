extension PostgresError {
  /// This error without the values sent along with the statement.
  ///
  /// The server repeats input in messages (`invalid input syntax for type integer: "…"`); values may
  /// be personal data, so each becomes its placeholder, `$1`.
  func scrubbed(of values: [String?]) -> PostgresError {
    guard values.contains(where: { $0 != nil }) else { return self }
    var error = self
    error.message = message.hiding(values)
    error.hint = hint?.hiding(values)
    if let sqlState, sqlState.hasPrefix("22") || sqlState.hasPrefix("23") {
      // These also quote fragments of values (a JSON token, one column of a row).
      error.detail = nil
      error.context = nil
    } else {
      error.detail = detail?.hiding(values)
      error.context = context?.hiding(values)
    }
    return error
  }
}

extension String {
  /// Short values are hidden only where something encloses them: `1` is part of many sentences.
  fileprivate func hiding(_ values: [String?]) -> String {
    var text = self
    for (index, value) in values.enumerated() {
      guard let value, !value.isEmpty else { continue }
      let placeholder = "$\(index + 1)"
      for (open, close) in [("\"", "\""), ("'", "'"), ("(", ")")] {
        text = text.replacing(open + value + close, with: open + placeholder + close)
      }
      if value.count >= 4 { text = text.replacing(value, with: placeholder) }
    }
    return text
  }
}
