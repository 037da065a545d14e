import Diagnostics
import PartitionCore

/// Writes out what a layout says in short: name patterns, hash counts, templates and defaults.
struct LayoutExpansion {
  /// More partitions than any server opens gladly; a bound on work for hostile files.
  static let maximumPartitions = 20_000

  private let table: String
  private var collected = UniqueFindings()
  private var remaining = Self.maximumPartitions

  var findings: [Diagnostic] { collected.diagnostics }

  init(table: String) { self.table = table }

  /// What partitions get that say nothing else.
  private struct Defaults {
    var tablespace: Spanned<String>?
    var options: [StorageParameterDeclaration] = []

    func merged(with layout: LayoutDeclaration) -> Defaults {
      var result = self
      if let tablespace = layout.defaultTablespace { result.tablespace = tablespace }
      result.options = Self.merged(layout.defaultOptions, over: options)
      return result
    }

    func applied(to partition: inout PartitionDeclaration) {
      partition.tablespace = partition.tablespace ?? tablespace
      if !options.isEmpty {
        partition.options = Self.merged(partition.options, over: options)
      }
    }

    private static func merged(
      _ own: [StorageParameterDeclaration], over others: [StorageParameterDeclaration]
    ) -> [StorageParameterDeclaration] {
      own + others.filter { other in !own.contains { $0.name == other.name } }
    }
  }

  /// The table's layout, written out.
  mutating func expanded(_ layout: LayoutDeclaration) -> LayoutDeclaration {
    expanded(layout, parent: table, Defaults())
  }

  private mutating func expanded(
    _ layout: LayoutDeclaration, parent: String, _ outer: Defaults
  ) -> LayoutDeclaration {
    var layout = layout
    let defaults = outer.merged(with: layout)
    // Partitions that a window adds later get them too.
    layout.defaultTablespace = defaults.tablespace
    layout.defaultOptions = defaults.options
    let template = layout.template
    if let hash = layout.hash {
      layout.partitions = partitions(of: hash, parent: parent)
    } else {
      layout.partitions = layout.partitions.compactMap {
        named(
          $0, parent: parent,
          tokens: layout.strategy.value == .list
            ? [.table, .parent, .value] : [.table, .parent])
      }
    }
    for place in layout.partitions.indices {
      complete(&layout.partitions[place], template, defaults)
    }
    if var partition = layout.defaultPartition.flatMap({
      named($0, parent: parent, tokens: [.table, .parent])
    }) {
      complete(&partition, template, defaults)
      layout.defaultPartition = partition
    } else {
      layout.defaultPartition = nil
    }
    return layout
  }

  /// A partition that a window of an expanded layout adds, or has already: then only what lies below
  /// it is declared, its own storage is whatever it is.
  mutating func window(
    _ partition: PartitionDeclaration, of layout: LayoutDeclaration, parent: String, isNew: Bool
  ) -> PartitionDeclaration {
    var partition = partition
    if isNew || layout.hasTemplate {
      complete(&partition, layout.template, Defaults().merged(with: layout))
    }
    return partition
  }

  private mutating func complete(
    _ partition: inout PartitionDeclaration, _ template: LayoutDeclaration?, _ defaults: Defaults
  ) {
    if let layout = partition.layout ?? (partition.refusesTemplate ? nil : template) {
      if let option = partition.options.first, partition.layout == nil {
        collected.add(
          Diagnostic(
            .conflictingKeys,
            "`\(option.name.value)` does not belong here: \(partition.name.value) is itself "
              + "partitioned by `subpartition`, and PostgreSQL allows no storage options there",
            at: option.name.span, help: ["write it under `defaults` of `subpartition`"]))
      }
      partition.layout = expanded(layout, parent: partition.name.value, defaults)
    } else {
      defaults.applied(to: &partition)
    }
  }

  private mutating func partitions(
    of hash: HashDeclaration, parent: String
  ) -> [PartitionDeclaration] {
    switch NamePattern.parsed(hash.namePattern, allowing: [.table, .parent, .remainder]) {
    case .failure(let refusal):
      collected.add(refusal.finding)
      return []
    case .success(let pattern):
      guard pattern.uses(.remainder) || hash.count.value == 1 else {
        collected.add(
          Diagnostic(
            .invalidNamePattern, "all \(hash.count.value) partitions would have one name",
            at: hash.namePattern.span, help: ["put `{remainder}` into the name"]))
        return []
      }
      let modulus = hash.count.value
      guard spend(modulus, at: hash.count.span) else { return [] }
      return (0..<modulus).map { remainder in
        let name = pattern.name(
          NamePattern.Values(table: table, parent: parent, remainder: String(remainder)))
        return PartitionDeclaration(
          name: Spanned(name, at: hash.namePattern.span),
          bound: .hash(modulus: modulus, remainder: remainder), span: hash.namePattern.span)
      }
    }
  }

  private mutating func named(
    _ partition: PartitionDeclaration, parent: String, tokens: [NamePattern.Token]
  ) -> PartitionDeclaration? {
    guard spend(1, at: partition.span) else { return nil }
    switch NamePattern.parsed(partition.name, allowing: tokens) {
    case .failure(let refusal):
      collected.add(refusal.finding)
      return nil
    case .success(let pattern):
      var values = NamePattern.Values(table: table, parent: parent)
      if pattern.uses(.value) {
        guard let value = nameValue(of: partition) else { return nil }
        values.value = value
      }
      var partition = partition
      partition.name = Spanned(pattern.name(values), at: partition.name.span)
      partition.indexes = partition.indexes.map { named($0, values, tokens) }
      return partition
    }
  }

  /// An index of one partition: a template needs a name for each.
  private mutating func named(
    _ index: IndexDeclaration, _ values: NamePattern.Values, _ tokens: [NamePattern.Token]
  ) -> IndexDeclaration {
    guard let name = index.name else { return index }
    // A value is at hand only where the partition's own name uses it.
    let tokens = values.value == nil ? tokens.filter { $0 != .value } : tokens
    var index = index
    switch NamePattern.parsed(name, allowing: tokens) {
    case .success(let pattern): index.name = Spanned(pattern.name(values), at: name.span)
    case .failure(let refusal): collected.add(refusal.finding)
    }
    return index
  }

  /// The values of a list as part of a name.
  private mutating func nameValue(of partition: PartitionDeclaration) -> String? {
    guard case .list(let values) = partition.bound else { return nil }
    var words: [String] = []
    for value in values {
      let word =
        switch value.value {
        case .value(let text): text.lowercased()
        case .null: "null"
        case .minValue, .maxValue: ""
        }
      guard !word.isEmpty, word.utf8.allSatisfy(Self.isNameByte) else {
        collected.add(
          Diagnostic(
            .invalidNamePattern, "`{value}` cannot put `\(word)` into a name",
            at: partition.name.span, labels: [Diagnostic.Label(value.span, "this value")],
            help: ["write the name out; values in names are letters a-z, digits and _"]))
        return nil
      }
      words.append(word)
    }
    return words.joined(separator: "_")
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
  }

  private mutating func spend(_ count: Int, at span: Span) -> Bool {
    if remaining >= count {
      remaining -= count
      return true
    }
    // Once is enough, wherever the bound was met.
    if remaining >= 0 {
      collected.add(
        Diagnostic(
          .invalidValue, "the file declares more than \(Self.maximumPartitions) partitions",
          at: span))
    }
    remaining = -1
    return false
  }
}

/// Findings, one for each code and place: a template's mistake is reported once, not per parent.
struct UniqueFindings {
  private struct Place: Hashable {
    let code: Diagnostic.Code
    let bytes: Range<Int>?
  }

  private(set) var diagnostics: [Diagnostic] = []
  private var places: Set<Place> = []

  mutating func add(_ finding: Diagnostic) {
    if places.insert(Place(code: finding.code, bytes: finding.span?.bytes)).inserted {
      diagnostics.append(finding)
    }
  }
}
