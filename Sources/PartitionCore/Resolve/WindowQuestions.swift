package import Diagnostics

/// What windows have to ask the server: its zones know when clocks changed, and its tables how far
/// their keys have come.
package struct WindowQuestions: Sendable {
  /// Times of one zone, in seconds since 1970-01-01 00:00.
  package struct Zone: Sendable {
    /// As clocks in the zone show them.
    package var local: Set<Int> = []
    /// In UTC.
    package var instants: Set<Int> = []
    /// Where the file names it.
    package let span: Span

    package init(at span: Span) { self.span = span }
  }

  /// By the zone's name as written.
  package var zones: [String: Zone] = [:]
  /// Columns of which the largest value is to be known.
  package var columns: Set<String> = []

  package var isEmpty: Bool { zones.isEmpty && columns.isEmpty }

  package init() {}
}

/// The server's answers to `WindowQuestions`.
package struct WindowAnswers: Sendable {
  package struct Zone: Sendable {
    /// From what clocks show to the instant, both in seconds since 1970-01-01 00:00. Where clocks skip
    /// a time it is the moment of the change, where they show it twice the second one.
    package var instant: [Int: Int]
    /// The other way; for the moment that stands for a time that clocks skip it is that time, so that a
    /// day begins at midnight even where clocks do not show it.
    package var local: [Int: Int]

    package init(instant: [Int: Int] = [:], local: [Int: Int] = [:]) {
      self.instant = instant
      self.local = local
    }
  }

  package var zones: [String: Zone]
  /// The largest value of a column as text; absent for a table without rows.
  package var maxima: [String: String]

  package init(zones: [String: Zone] = [:], maxima: [String: String] = [:]) {
    self.zones = zones
    self.maxima = maxima
  }
}
