import Diagnostics
import PartitionCore

/// Where a window begins.
enum WindowStart {
  case number(Int)
  /// As clocks in the window's zone show it.
  case time(CivilTime)

  /// Nil for a text that is not what the interval counts.
  init?(_ text: String, _ interval: Interval) {
    if interval.isDuration {
      guard let time = CivilTime(text) else { return nil }
      self = .time(time)
    } else {
      guard let number = Int(text) else { return nil }
      self = .number(number)
    }
  }
}

extension WindowDeclaration {
  static func isUTC(_ zone: String) -> Bool {
    ["utc", "etc/utc", "z", "zulu", "gmt", "etc/gmt", "+00", "+00:00"].contains(zone.lowercased())
  }

  /// A key that knows instants, in a window that does not say whose days it counts.
  static func zoneMissing(
    _ window: WindowDeclaration, column: String = "the key", type: String
  ) -> Diagnostic {
    let unit = Interval(window.interval.value)?.unit?.rawValue ?? "interval"
    return Diagnostic(
      .windowZone, "\(column) is \(type); say in which zone \(unit)s begin",
      at: window.interval.span, help: ["add `timezone: UTC`"])
  }
}

extension KeyScale {
  /// A key of this type cannot be divided by the window's interval.
  static func refusal(
    of window: WindowDeclaration, type: String, isDuration: Bool
  ) -> Diagnostic {
    let encodings = WindowDecoder.Encoding.allCases.filter {
      KeyScale(type: type, encoding: $0, isDuration: true) != nil
    }.map(\.rawValue)
    let help: String
    if let encoding = window.encoding, !encodings.contains(encoding.value) {
      help = "`\(encoding.value)` is no encoding for \(type)"
    } else if !isDuration {
      help = "write a time, such as `interval: 1 month`"
    } else {
      help = "say how it holds the time: `encoding: \(encodings.joined(separator: "`, `"))`"
    }
    return Diagnostic(
      .windowKey, "a key of type \(type) cannot be divided by `\(window.interval.value)`",
      at: window.encoding?.span ?? window.interval.span,
      help: encodings.isEmpty && isDuration ? ["name the partitions under `partitions:`"] : [help])
  }
}
