package import Diagnostics

extension ConversionProgress {
  /// Keys that take a drain minutes.
  package static let muchBacklog = 1_000_000
  /// Keys that the swap brings over itself.
  private static let littleBacklog = 500
  /// Seconds after which a log that nobody drains was most likely forgotten.
  private static let long: Double = 3600

  /// What to say of a log that has grown large or old; nil for nothing.
  package var alarm: Diagnostic? {
    if sinceSwap != nil {
      guard backlog >= Self.muchBacklog else { return nil }
      return Diagnostic(
        .growingLog,
        "\(backlog) keys of \(table) are logged for the way back, which would take long",
        help: ["give the way back up with  pgparcel apply --phase after-deploy"])
    }
    // A log grows while rows are copied; whoever copies drains it afterwards.
    guard backlog > Self.littleBacklog, !attended,
      age >= Self.long || backlog >= Self.muchBacklog
    else {
      return nil
    }
    return Diagnostic(
      .growingLog,
      "the log of \(table) grows and nobody drains it: \(backlog) keys,"
        + " \(Int(age) / 60) minutes after the conversion began",
      help: ["go on with  pgparcel apply, or end the conversion with  pgparcel down"])
  }
}
