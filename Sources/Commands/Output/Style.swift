/// Colours, or none. The text says the same without them.
struct Style {
  var colour: Bool

  enum Role {
    case heading, added, removed, changed, warning, faint

    var code: String {
      switch self {
      case .heading: "1"
      case .added: "32"
      case .removed: "31"
      case .changed: "33"
      case .warning: "1;33"
      case .faint: "2"
      }
    }
  }

  func paint(_ text: String, _ role: Role) -> String {
    colour ? "\u{1B}[\(role.code)m\(text)\u{1B}[0m" : text
  }
}
