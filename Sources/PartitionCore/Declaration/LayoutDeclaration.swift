package import Diagnostics

/// A `partition:` mapping: the strategy, the key, and the partitions of one level.
package struct LayoutDeclaration: Sendable {
  package var span: Span
  package var strategy: Spanned<PartitionStrategy>
  package var key: Spanned<[KeyDeclaration]>
  package var partitions: [PartitionDeclaration]
  /// The default partition, if declared.
  package var defaultPartition: PartitionDeclaration? {
    get { boxedDefault.first }
    set { boxedDefault = newValue.map { [$0] } ?? [] }
  }

  /// At most one element: an array, because the types contain each other.
  private var boxedDefault: [PartitionDeclaration]
  /// Hash only: number of partitions and their name pattern.
  package var hash: HashDeclaration?
  package var window: WindowDeclaration?
  /// `defaults:`: what partitions of this level that say nothing else are created with. Already
  /// written into the declared partitions by the decoder; windows need it for future ones.
  package var defaultTablespace: Spanned<String>?
  package var defaultOptions: [StorageParameterDeclaration]
  /// `subpartition:`: the layout of every partition of this level without one of its own, with
  /// name patterns instead of names. Already expanded into `PartitionDeclaration.layout` by the
  /// decoder; windows need it for future partitions.
  package var template: LayoutDeclaration? {
    get { boxedTemplate.first }
    set { boxedTemplate = newValue.map { [$0] } ?? [] }
  }
  private var boxedTemplate: [LayoutDeclaration]
  package var hasTemplate: Bool { !boxedTemplate.isEmpty }

  package init(
    span: Span, strategy: Spanned<PartitionStrategy>, key: Spanned<[KeyDeclaration]>
  ) {
    self.span = span
    self.strategy = strategy
    self.key = key
    partitions = []
    boxedDefault = []
    hash = nil
    window = nil
    defaultTablespace = nil
    defaultOptions = []
    boxedTemplate = []
  }
}

/// One element of `key:`.
package enum KeyDeclaration: Sendable {
  case column(Spanned<String>)
  case expression(Spanned<String>)
  /// A column or expression with a collation or operator class of its own, both as SQL.
  indirect case with(
    KeyDeclaration, collation: Spanned<String>?, operatorClass: Spanned<String>?)

  /// The column's name; nil for an expression.
  package var column: String? {
    switch self {
    case .column(let name): name.value
    case .expression: nil
    case .with(let base, _, _): base.column
    }
  }

  package var span: Span {
    switch self {
    case .column(let name): name.span
    case .expression(let sql): sql.span
    case .with(let base, _, _): base.span
    }
  }
}

/// One declared partition. Hash partitions (`count:`) are expanded into these by the decoder, with
/// their modulus and remainder as bound.
package struct PartitionDeclaration: Sendable {
  package enum Bound: Sendable {
    case list([Spanned<BoundValue>])
    case range(from: Spanned<[Spanned<BoundValue>]>, to: Spanned<[Spanned<BoundValue>]>)
    case hash(modulus: Int, remainder: Int)
    case `default`
  }

  package var name: Spanned<String>
  /// The former name (`was:`), for renames that the author states.
  package var was: Spanned<String>?
  package var bound: Bound
  /// The whole entry.
  package var span: Span
  package var tablespace: Spanned<String>?
  package var options: [StorageParameterDeclaration]
  package var comment: Spanned<String>?
  /// Indexes of this partition only.
  package var indexes: [IndexDeclaration]
  package var layout: LayoutDeclaration?
  /// `partition: none`: it stays a plain table although its level has a template.
  package var refusesTemplate: Bool

  package init(name: Spanned<String>, bound: Bound, span: Span) {
    self.name = name
    self.bound = bound
    self.span = span
    was = nil
    tablespace = nil
    options = []
    comment = nil
    indexes = []
    layout = nil
    refusesTemplate = false
  }
}

package struct HashDeclaration: Sendable {
  package var count: Spanned<Int>
  package var namePattern: Spanned<String>

  package init(count: Spanned<Int>, namePattern: Spanned<String>) {
    self.count = count
    self.namePattern = namePattern
  }
}

/// A rolling window, decoded and checked. `WindowUnrolling` writes its partitions out.
package struct WindowDeclaration: Sendable {
  package struct Retention: Sendable {
    package enum Fate: String, CaseIterable, Sendable { case keep, detach, archive, drop }
    package var keep: Spanned<String>
    package var then: Fate
    package var archiveSchema: Spanned<String>?
    package var archiveTablespace: Spanned<String>?
    /// Whether rows are written into a file before they are dropped.
    package var exported = false

    package init(keep: Spanned<String>, then: Fate) {
      self.keep = keep
      self.then = then
      archiveSchema = nil
      archiveTablespace = nil
    }
  }

  package var span: Span
  /// As written: `1 month`, or a plain integer for integer keys.
  package var interval: Spanned<String>
  package var start: Spanned<String>?
  package var timezone: Spanned<String>?
  package var premake: Spanned<Int>?
  package var encoding: Spanned<String>?
  package var namePattern: Spanned<String>
  package var retention: Retention?

  package init(span: Span, interval: Spanned<String>, namePattern: Spanned<String>) {
    self.span = span
    self.interval = interval
    self.namePattern = namePattern
    start = nil
    timezone = nil
    premake = nil
    encoding = nil
    retention = nil
  }
}
