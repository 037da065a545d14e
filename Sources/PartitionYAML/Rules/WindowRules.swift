import Diagnostics
import PartitionCore

extension LayoutRules {
  /// Windows: zone, start, and the names of all partitions to come.
  mutating func checkWindow(
    _ window: WindowDeclaration, _ layout: LayoutDeclaration, parent: String
  ) {
    guard layout.key.value.count == 1, let key = layout.key.value.first else {
      add(
        Diagnostic(
          .boundShape, "a window needs one key column, not \(layout.key.value.count)",
          at: layout.key.span, help: ["name the partitions under `partitions:` instead"]))
      return
    }
    guard let interval = Interval(window.interval.value) else { return }
    checkZone(window, interval, key)
    guard let start = checkStart(window, interval) else { return }
    checkNames(window, interval, start, parent: parent)
  }

  private mutating func checkZone(
    _ window: WindowDeclaration, _ interval: Interval, _ key: KeyDeclaration
  ) {
    let family = type(of: key)
    let column = key.column ?? "the key"
    if let zone = window.timezone {
      let type: String? =
        switch family {
        case .date: "date"
        case .timestamp: "timestamp without time zone"
        default: interval.isDuration ? nil : "divided by whole numbers"
        }
      if let type {
        add(
          Diagnostic(
            .windowZone, "\(column) is \(type), so `timezone` means nothing", at: zone.span,
            help: ["remove `timezone`"]))
      } else if [.minute, .hour].contains(interval.unit), !WindowDeclaration.isUTC(zone.value) {
        add(
          Diagnostic(
            .windowZone, "windows shorter than a day need UTC, not \(zone.value)", at: zone.span,
            help: ["write `timezone: UTC`"],
            notes: ["when clocks change, an hour of \(zone.value) is missing or comes twice"]))
      }
    } else if family == .timestamptz {
      add(WindowDeclaration.zoneMissing(window, column: column, type: "timestamptz"))
    }
    if family == .date, [.minute, .hour].contains(interval.unit) {
      add(
        Diagnostic(
          .invalidValue, "\(column) is a date, which knows nothing shorter than a day",
          at: window.interval.span, help: ["write `interval: 1 day`"]))
    }
  }

  /// The first boundary, if it can be read and lies on one.
  private mutating func checkStart(
    _ window: WindowDeclaration, _ interval: Interval
  ) -> WindowStart? {
    guard let start = window.start else { return nil }
    guard let first = WindowStart(start.value, interval) else {
      if interval.isDuration {
        refuseStart(start, "`start` is no date", "write it as \"2025-01-01\"")
      } else {
        refuseStart(start, "`start` must be a whole number, as `interval` is", nil)
      }
      return nil
    }
    guard case .time(let time) = first, let unit = interval.unit else { return first }
    if time.offset != nil {
      refuseStart(
        start, "`start` counts in the zone of the window, so it has no offset",
        "write the time that clocks in that zone show")
      return nil
    }
    let month = CivilTime(year: time.year, month: time.month, day: 1)
    let quarter = (time.month - 1) / 3 * 3 + 1
    let boundary: CivilTime? =
      switch unit {
      case .minute: time.second == 0 && time.microsecond == 0 ? nil : month
      case .hour: time.minute == 0 && time.second == 0 && time.microsecond == 0 ? nil : month
      case .day, .week:
        time.isMidnight ? nil : CivilTime(year: time.year, month: time.month, day: time.day)
      case .month: time.day == 1 && time.isMidnight ? nil : month
      case .quarter:
        time.day == 1 && time.isMidnight && time.month == quarter
          ? nil : CivilTime(year: time.year, month: quarter, day: 1)
      case .year:
        time.day == 1 && time.isMidnight && time.month == 1
          ? nil : CivilTime(year: time.year, month: 1, day: 1)
      }
    if let boundary {
      let text = DateFormat("YYYY-MM-DD")?.text(for: boundary) ?? ""
      refuseStart(
        start, "`start` is not on the boundary of a \(unit.rawValue)", "write \"\(text)\"")
      return nil
    }
    return .time(time)
  }

  private mutating func refuseStart(_ start: Spanned<String>, _ message: String, _ help: String?) {
    add(Diagnostic(.windowStart, message, at: start.span, help: help.map { [$0] } ?? []))
  }

  private mutating func checkNames(
    _ window: WindowDeclaration, _ interval: Interval, _ start: WindowStart, parent: String
  ) {
    let pattern: NamePattern
    switch NamePattern.parsed(window.namePattern, allowing: [.table, .parent, .start, .end]) {
    case .failure(let refusal): return add(refusal.finding)
    case .success(let parsed): pattern = parsed
    }
    if let finding = formatFinding(pattern, window, interval, start) { return add(finding) }
    let names = WindowNames(
      pattern: pattern, interval: interval, start: start, table: table.table.value.name,
      parent: parent)
    if let name = names.repetition {
      return add(
        Diagnostic(
          .duplicateName, "several partitions of the window would be named \(name)",
          at: window.namePattern.span,
          labels: [Diagnostic.Label(window.interval.span, "each this long")],
          help: ["put more of the date into the name: {start:YYYY_MM_DD}"]))
    }
    let longest = names.longest
    let excess = longest.name.utf8.count - NameRules.limit
    guard excess > 0 else { return }
    add(
      Diagnostic(
        .nameTooLong,
        "`\(NameRules.shortened(longest.name))` is \(longest.name.utf8.count) bytes; PostgreSQL "
          + "would cut it and collide with `\(NameRules.shortened(longest.next))`",
        at: window.namePattern.span, help: ["shorten `window.name` by \(excess)"]))
  }

  private func formatFinding(
    _ pattern: NamePattern, _ window: WindowDeclaration, _ interval: Interval,
    _ start: WindowStart
  ) -> Diagnostic? {
    let dates = pattern.dateParts
    let message: String
    let help: String
    if dates.isEmpty {
      message = "all partitions of the window would have one name"
      help = interval.isDuration ? "put `{start:YYYY_MM}` into it" : "put `{start}` into it"
    } else if interval.isDuration, dates.contains(where: { $0.format == nil }) {
      message = "`{start}` needs a date format"
      help = "write `{start:YYYY_MM_DD}`"
    } else if !interval.isDuration, dates.contains(where: { $0.format != nil }) {
      message = "`interval` is a whole number, which has no date"
      help = "write `{start}`"
    } else {
      return weekFinding(pattern, window, start)
    }
    return Diagnostic(
      .invalidNamePattern, message, at: window.namePattern.span, help: [help])
  }

  /// ISO weeks begin on Monday; a window that does not would bear another week's number.
  private func weekFinding(
    _ pattern: NamePattern, _ window: WindowDeclaration, _ start: WindowStart
  ) -> Diagnostic? {
    let weeks = pattern.dateParts.contains { $0.format?.fields.contains(.isoWeek) == true }
    guard weeks, case .time(let time) = start, time.weekday != 1, let written = window.start else {
      return nil
    }
    let monday = CivilTime(days: time.days - time.weekday + 1)
    return Diagnostic(
      .windowStart, "the name counts ISO weeks, which begin on Monday, and `start` is none",
      at: written.span, labels: [Diagnostic.Label(window.namePattern.span, "IW is the ISO week")],
      help: ["write \"\(DateFormat("YYYY-MM-DD")?.text(for: monday) ?? "")\""])
  }
}
