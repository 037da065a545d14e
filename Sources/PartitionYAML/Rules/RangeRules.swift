import Diagnostics
import PartitionCore

/// A range that is sound in itself.
struct DeclaredRange {
  let partition: String
  let from: Spanned<[Spanned<BoundValue>]>
  let to: Spanned<[Spanned<BoundValue>]>
  /// The values of `from` and `to`, without their places.
  let lower: [BoundValue]
  let upper: [BoundValue]

  init(
    partition: String, from: Spanned<[Spanned<BoundValue>]>, to: Spanned<[Spanned<BoundValue>]>
  ) {
    self.partition = partition
    self.from = from
    self.to = to
    lower = from.value.map(\.value)
    upper = to.value.map(\.value)
  }

  /// For sentences: `2025-01-01`, or `(2025-01-01, 0)`.
  static func shown(_ bound: [BoundValue]) -> String {
    let texts = bound.map { value in
      switch value {
      case .null: "NULL"
      case .minValue: "MINVALUE"
      case .maxValue: "MAXVALUE"
      case .value(let text): text
      }
    }
    return texts.count == 1 ? texts.joined() : "(\(texts.joined(separator: ", ")))"
  }
}

extension LayoutRules {
  /// Ranges: the shape of bounds, then empty ranges, overlaps and gaps.
  mutating func checkRange(_ layout: LayoutDeclaration, parent: String) {
    let key = layout.key.value
    let ranges = layout.partitions.compactMap { partition -> DeclaredRange? in
      guard case .range(let from, let to) = partition.bound else { return nil }
      return DeclaredRange(partition: partition.name.value, from: from, to: to)
    }
    var sound: [DeclaredRange] = []
    for range in ranges {
      let startsWell = checkShape(range.from, key, "from")
      let endsWell = checkShape(range.to, key, "to")
      for side in [range.from, range.to] {
        for (value, key) in zip(side.value, key) {
          checkType(value, type(of: key), key)
          checkDay(value, type(of: key), inRange: true)
        }
      }
      if startsWell && endsWell { sound.append(range) }
    }
    if let window = layout.window { checkWindow(window, layout, parent: parent) }
    let order = order(of: sound, layout)
    sound = sound.filter { checkNotEmpty($0, order) }
    checkNeighbours(sound, order, layout)
  }

  private func order(of ranges: [DeclaredRange], _ layout: LayoutDeclaration) -> BoundOrder {
    let zone = layout.window?.timezone?.value
    return BoundOrder(
      columns: layout.key.value.enumerated().map { index, key in
        var texts = ranges.flatMap { [$0.lower[index], $0.upper[index]] }.compactMap { value in
          if case .value(let text) = value { text } else { nil }
        }
        if let start = layout.window?.start { texts.append(start.value) }
        return ValueOrder(
          type(of: key), texts: texts, zoneIsUTC: zone.map(WindowDeclaration.isUTC) ?? false)
      })
  }

  private mutating func checkShape(
    _ bound: Spanned<[Spanned<BoundValue>]>, _ key: [KeyDeclaration], _ side: String
  ) -> Bool {
    guard bound.value.count == key.count else {
      let columns = key.count == 1 ? "1 column" : "\(key.count) columns"
      let count = bound.value.count == 1 ? "1 value" : "\(bound.value.count) values"
      add(
        Diagnostic(
          .boundShape, "`\(side)` has \(count) and the key \(columns)", at: bound.span,
          help: ["write one value for each of " + key.map(\.span.text).joined(separator: ", ")]))
      return false
    }
    if let null = bound.value.first(where: { $0.value == .null }) {
      add(
        Diagnostic(
          .boundShape, "a range cannot begin or end at NULL", at: null.span,
          help: ["rows with NULL go to `default:`; quote it if it is meant as a text"]))
      return false
    }
    var infinity: Spanned<BoundValue>?
    for value in bound.value {
      if let infinity, value.value != infinity.value {
        let word = infinity.value == .minValue ? "MINVALUE" : "MAXVALUE"
        add(
          Diagnostic(
            .boundShape, "after \(word) everything must be \(word)", at: value.span,
            labels: [Diagnostic.Label(infinity.span, "the bound ends here")],
            help: ["write \(word) here"],
            notes: ["PostgreSQL refuses other values behind it (42804)"]))
        return false
      }
      if value.value == .minValue || value.value == .maxValue { infinity = value }
    }
    return true
  }

  private mutating func checkNotEmpty(_ range: DeclaredRange, _ order: BoundOrder) -> Bool {
    guard let result = order.compare(range.lower, range.upper), result >= 0 else { return true }
    add(
      Diagnostic(
        .emptyRange,
        result == 0
          ? "from and to are equal, so no row can ever be stored"
          : "from comes after to, so no row can ever be stored",
        at: range.to.span, labels: [Diagnostic.Label(range.from.span, "from")],
        help: [
          result == 0
            ? "`to` is exclusive: write where the next partition begins" : "exchange them"
        ]))
    return false
  }

  private mutating func checkNeighbours(
    _ ranges: [DeclaredRange], _ order: BoundOrder, _ layout: LayoutDeclaration
  ) {
    // Sorting needs every pair to compare; one that does not leaves all to the server.
    let texts = order.columns.contains { if case .unknown = $0 { true } else { false } }
    if texts { return checkEqualTexts(ranges) }
    let sorted = ranges.enumerated().sorted { left, right in
      let result = order.compare(left.element.lower, right.element.lower) ?? 0
      return (result, left.offset) < (0, right.offset)
    }.map(\.element)
    var last: DeclaredRange?
    for range in sorted {
      guard let previous = last else {
        last = range
        continue
      }
      let gap = order.compare(previous.upper, range.lower) ?? 0
      if gap > 0 { addOverlap(previous, range, order) }
      if gap < 0, layout.defaultPartition == nil { addGap(previous, range.from, range.lower) }
      if let result = order.compare(previous.upper, range.upper), result < 0 { last = range }
    }
    if let window = layout.window, let last { checkWindowStart(window, after: last, order, layout) }
  }

  /// Without an order, ranges that begin at one text still overlap.
  private mutating func checkEqualTexts(_ ranges: [DeclaredRange]) {
    var seen: [[BoundValue]: DeclaredRange] = [:]
    for range in ranges {
      if let first = seen[range.lower] {
        add(
          Diagnostic(
            .overlappingBounds, "\(range.partition) and \(first.partition) begin at one value",
            at: range.from.span, labels: [Diagnostic.Label(first.from.span, first.partition)]))
      } else {
        seen[range.lower] = range
      }
    }
  }

  private mutating func addOverlap(
    _ first: DeclaredRange, _ second: DeclaredRange, _ order: BoundOrder
  ) {
    // The one that stands later in the file is the one to correct.
    let firstIsLater = first.from.span.bytes.lowerBound > second.from.span.bytes.lowerBound
    let (later, earlier) = firstIsLater ? (first, second) : (second, first)
    let endsFirst = (order.compare(first.upper, second.upper) ?? 0) <= 0
    let end = endsFirst ? first.upper : second.upper
    let message =
      "\(later.partition) overlaps \(earlier.partition) "
      + "from \(DeclaredRange.shown(second.lower)) to \(DeclaredRange.shown(end))"
    add(
      Diagnostic(
        .overlappingBounds, message, at: firstIsLater ? later.to.span : later.from.span,
        labels: [
          Diagnostic.Label(firstIsLater ? earlier.from.span : earlier.to.span, earlier.partition)
        ],
        help: [
          firstIsLater
            ? "`to` is exclusive, so write `to: \(earlier.from.span.text)`"
            : "`to` is exclusive, so write `from: \(earlier.to.span.text)`"
        ]))
  }

  private mutating func addGap(
    _ previous: DeclaredRange, _ next: Spanned<[Spanned<BoundValue>]>, _ lower: [BoundValue]
  ) {
    let from = DeclaredRange.shown(previous.upper)
    let to = DeclaredRange.shown(lower)
    add(
      Diagnostic(
        .rangeGap, "nothing takes rows from \(from) to \(to)", at: next.span,
        labels: [Diagnostic.Label(previous.to.span, "\(previous.partition) ends here")],
        help: ["INSERTs there will fail (23514); add a partition or `default:`"]))
  }

  private mutating func checkWindowStart(
    _ window: WindowDeclaration, after last: DeclaredRange, _ order: BoundOrder,
    _ layout: LayoutDeclaration
  ) {
    guard let start = window.start, last.upper.count == 1 else { return }
    let value = BoundValue.value(start.value)
    guard let result = order.compare(last.upper, [value]), result != 0 else { return }
    if result < 0 {
      guard layout.defaultPartition == nil else { return }
      addGap(last, Spanned([Spanned(value, at: start.span)], at: start.span), [value])
      return
    }
    add(
      Diagnostic(
        .overlappingBounds, "\(last.partition) overlaps the window, which starts at \(start.value)",
        at: last.to.span, labels: [Diagnostic.Label(start.span, "the window starts here")],
        help: [
          "a fixed partition must end where the window starts: write `to: [\(start.span.text)]`"
        ]
      ))
  }
}
