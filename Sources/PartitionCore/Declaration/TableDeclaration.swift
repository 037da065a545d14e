package import Diagnostics

/// What one schema file says, decoded and checked offline, before any server was asked.
///
/// Texts of values, bounds and SQL are as the author wrote them. Every part that a diagnostic
/// may point at carries its span, so that errors found later, on the server, still name the
/// line. A declaration is never compared; it is elaborated into a `Table` first.
package struct TableDeclaration: Sendable {
  package var source: SourceFile
  package var table: Spanned<QualifiedName>
  package var primaryKey: Spanned<[Spanned<String>]>?
  package var unique: [UniqueDeclaration]
  package var foreignKeysIn: [Spanned<String>: ForeignKeyTreatment]
  /// In file order; nil where the file has no `columns:`.
  package var columns: [ColumnDeclaration]?
  package var undeclared: UndeclaredPolicy
  package var retired: [RetiredDeclaration]
  /// `.none` for `partition: none`, a plain table.
  package var layout: LayoutChoice
  package var indexes: [IndexDeclaration]
  package var grants: GrantsPolicy
  package var convert: ConversionDeclaration
  package var assertions: [AssertionDeclaration]

  package enum LayoutChoice: Sendable {
    case plain(Span)
    case partitioned(LayoutDeclaration)
  }

  package enum ForeignKeyTreatment: String, CaseIterable, Sendable { case extend, drop }
  package enum UndeclaredPolicy: String, CaseIterable, Sendable { case keep, detach, error }
  package enum GrantsPolicy: String, CaseIterable, Sendable { case inherit, none }

  package init(source: SourceFile, table: Spanned<QualifiedName>, layout: LayoutChoice) {
    self.source = source
    self.table = table
    self.layout = layout
    primaryKey = nil
    unique = []
    foreignKeysIn = [:]
    columns = nil
    undeclared = .keep
    retired = []
    indexes = []
    grants = .inherit
    convert = ConversionDeclaration()
    assertions = []
  }
}

/// A value and the place where it stands. Equality and hash see the value only.
package struct Spanned<Value: Sendable>: Sendable {
  package let value: Value
  package let span: Span

  package init(_ value: Value, at span: Span) {
    self.value = value
    self.span = span
  }
}

extension Spanned: Equatable where Value: Equatable {
  package static func == (left: Self, right: Self) -> Bool { left.value == right.value }
}

extension Spanned: Hashable where Value: Hashable {
  package func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

package struct UniqueDeclaration: Sendable {
  package var name: Spanned<String>?
  package var columns: Spanned<[Spanned<String>]>

  package init(name: Spanned<String>?, columns: Spanned<[Spanned<String>]>) {
    self.name = name
    self.columns = columns
  }
}

package struct ColumnDeclaration: Sendable {
  package var name: Spanned<String>
  package var type: Spanned<String>?
  package var nullable: Spanned<Bool>?
  package var defaultExpression: Spanned<String>?
  package var generated: Spanned<String>?
  package var identity: Spanned<Column.Identity>?
  package var collation: Spanned<String>?

  package init(name: Spanned<String>) { self.name = name }
}

package struct RetiredDeclaration: Sendable {
  package enum Fate: String, CaseIterable, Sendable { case detach, archive, drop }
  package var name: Spanned<String>
  package var then: Fate
  package var archiveSchema: Spanned<String>?
  package var archiveTablespace: Spanned<String>?
  /// Whether rows are written into a file before they are dropped.
  package var exported = false

  package init(name: Spanned<String>, then: Fate) {
    self.name = name
    self.then = then
    archiveSchema = nil
    archiveTablespace = nil
  }

  package var departure: Departure {
    switch then {
    case .detach: .detach
    case .drop: .drop(exported: exported)
    case .archive:
      .archive(schema: archiveSchema?.value, tablespace: archiveTablespace?.value)
    }
  }
}

package struct IndexDeclaration: Sendable {
  /// One element: a column or an expression with its options.
  package struct Element: Sendable {
    /// A column's true name, or SQL of an expression.
    package enum Target: Sendable { case column(String), expression(String) }
    package var target: Target
    package var span: Span
    package var order: String?
    package var nulls: String?
    package var operatorClass: String?
    package var collation: String?

    package init(target: Target, span: Span) {
      self.target = target
      self.span = span
    }
  }

  package var span: Span
  package var name: Spanned<String>?
  package var elements: [Element]
  /// The whole body in SQL, as it stands behind USING in CREATE INDEX: `btree (a, lower(b)) WHERE
  /// c`. Instead of elements, method, predicate, include and options.
  package var definition: Spanned<String>?
  package var unique: Bool
  package var method: Spanned<String>?
  package var predicate: Spanned<String>?
  package var include: [Spanned<String>]
  package var options: [StorageParameterDeclaration]
  package var tablespace: Spanned<String>?

  package init(span: Span, elements: [Element]) {
    self.span = span
    self.elements = elements
    definition = nil
    name = nil
    unique = false
    method = nil
    predicate = nil
    include = []
    options = []
    tablespace = nil
  }
}

package struct StorageParameterDeclaration: Sendable {
  package var name: Spanned<String>
  package var value: Spanned<String>

  package init(name: Spanned<String>, value: Spanned<String>) {
    self.name = name
    self.value = value
  }
}

package struct ConversionDeclaration: Sendable {
  package enum Strategy: String, Hashable, CaseIterable, Sendable {
    case online, attach, offline, manual
  }
  /// How rows of a default partition get to a partition that is added for them.
  package enum DefaultRows: String, Hashable, CaseIterable, Sendable {
    /// In one file, under a lock.
    case locked
    /// Beside readers and writers, by a copy of the default partition.
    case online
  }
  package var strategy: Strategy
  package var strategySpan: Span?
  package var defaultRows: DefaultRows
  /// The partition that the table itself becomes with the strategy `attach`.
  package var partition: Spanned<String>?
  package var batchRows: Int?
  /// Milliseconds.
  package var batchPause: Int?
  /// As written: `7 days`.
  package var keepOld: Spanned<String>?

  package init(strategy: Strategy = .online) {
    self.strategy = strategy
    strategySpan = nil
    defaultRows = .locked
    partition = nil
    batchRows = nil
    batchPause = nil
    keepOld = nil
  }
}

package struct AssertionDeclaration: Sendable {
  package enum Plans: String, CaseIterable, Sendable { case custom, generic, both }
  package var name: Spanned<String>
  package var sql: Spanned<String>
  /// Text forms; nil is SQL NULL.
  package var parameters: [String?]
  /// The exact set of leaf partitions, in true spelling.
  package var scans: Spanned<[String]>?
  package var maxPartitions: Spanned<Int>?
  package var plans: Plans

  package init(name: Spanned<String>, sql: Spanned<String>) {
    self.name = name
    self.sql = sql
    parameters = []
    scans = nil
    maxPartitions = nil
    plans = .both
  }
}
