package import Diagnostics
package import PartitionCore

/// How one window of a live table stands on one day.
package struct WindowState: Sendable {
  /// A partition that the day asks for.
  package struct Addition: Hashable, Sendable {
    package let name: QualifiedName
    /// Texts of the bound.
    package let from: String
    package let to: String
    /// Whether it begins before now: a hole, where rows are refused.
    package let isOver: Bool
  }

  /// A partition that has outlived the window's retention.
  package struct Expired: Sendable {
    package let partition: Partition
    /// Text of its upper bound.
    package let to: String
    package let departure: Departure

    init(partition: Partition, to: String, _ retention: WindowDeclaration.Retention) {
      self.partition = partition
      self.to = to
      departure = retention.departure
    }
  }

  /// The table or partition that the window divides.
  package let parent: QualifiedName
  /// Where the file declares the window.
  package let span: Span
  /// As written: `1 month`.
  package let interval: String
  package let timezone: String?
  /// As written: `36 months`; nil without a retention.
  package let keep: String?
  /// How many intervals there should be behind today's.
  package let premake: Int
  /// How many there are without a hole.
  package internal(set) var ahead = 0
  /// In order of their bounds; interior ones too.
  package internal(set) var additions: [Addition] = []
  package internal(set) var expired: [Expired] = []
  /// A partition that takes everything from some point on, so that nothing can follow it.
  package internal(set) var end: QualifiedName?

  /// The same window for a function inside the database; nil where its partitions are divided further.
  package let program: WindowProgram?

  init(
    _ level: WindowLevel, of layout: LayoutDeclaration, parent: QualifiedName,
    grants: TableDeclaration.GrantsPolicy
  ) {
    self.parent = parent
    let column = layout.key.value.first?.column
    program =
      layout.hasTemplate
      ? nil
      : column.map {
        WindowProgram(level, of: layout, column: $0, copiesGrants: grants == .inherit)
      }
    span = level.window.span
    interval = level.window.interval.value
    timezone = level.window.timezone?.value
    keep = level.window.retention?.keep.value
    premake = level.premake
  }

  /// A level never loses its last partition.
  mutating func keepsLast(of count: Int) {
    if expired.count >= count, !expired.isEmpty { expired.removeLast() }
  }

  package var isDue: Bool { !additions.isEmpty || !expired.isEmpty }
}

extension WindowDeclaration.Retention {
  /// What becomes of a partition that is over since long enough.
  var departure: Departure {
    switch then {
    case .drop: .drop(exported: exported)
    case .archive: .archive(schema: archiveSchema?.value, tablespace: archiveTablespace?.value)
    case .keep, .detach: .detach
    }
  }
}
