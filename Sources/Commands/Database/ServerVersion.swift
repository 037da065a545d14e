package import Diagnostics

/// A server's version as the server counts it: 150018 is 15.18.
package struct ServerVersion {
  /// DETACH CONCURRENTLY, on which plans rely, came with 14.
  private static let supported = 14...18
  private let number: Int

  package init(_ number: Int) { self.number = number }

  /// Why this server is not worked with; nil for one that is. Newer ones than are known are let in:
  /// what they refuse shows in the proof.
  package var refusal: Diagnostic? {
    let (oldest, newest) = (Self.supported.lowerBound, Self.supported.upperBound)
    guard number < oldest * 10_000 else { return nil }
    return Diagnostic(
      .serverVersion, "the server is PostgreSQL \(name); \(oldest) or newer is needed",
      help: ["connect to a server of PostgreSQL \(oldest) to \(newest), or upgrade this one"])
  }

  /// Before 10 the major version had two parts.
  private var name: String {
    let (first, rest) = (number / 10_000, number % 10_000)
    return first >= 10 ? "\(first).\(rest)" : "\(first).\(rest / 100).\(rest % 100)"
  }
}
