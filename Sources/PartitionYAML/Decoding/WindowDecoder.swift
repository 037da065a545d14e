import Diagnostics
import PartitionCore

/// `window:`: partitions of equal length that come and go with time.
enum WindowDecoder {
  static let keys = [
    "interval", "start", "timezone", "premake", "name", "retention", "encoding",
  ]
  static let retentionKeys = ["keep", "then", "archive", "export"]

  /// How a key that is no date holds a time.
  enum Encoding: String, CaseIterable {
    case epochSeconds = "epoch_s"
    case epochMilliseconds = "epoch_ms"
    case epochMicroseconds = "epoch_us"
    case epochNanoseconds = "epoch_ns"
    case uuidv7, ulid, snowflake
  }

  static func window(
    _ decoder: NodeDecoder, into bag: inout DiagnosticBag
  ) -> WindowDeclaration? {
    guard let mapping = decoder.mapping(keys, into: &bag) else { return nil }
    let interval = mapping.required(
      "interval", help: "write `interval: 1 month`", into: &bag)?.anyText(into: &bag)
    let name = mapping.required(
      "name", help: "write `name: \"{table}_{start:YYYY_MM}\"`", into: &bag)?.text(into: &bag)
    let start = mapping.required(
      "start", help: "write the first boundary: `start: \"2025-01-01\"`", into: &bag)?
      .anyText(into: &bag)
    guard let interval, let name else { return nil }
    guard let length = Interval(interval.value) else {
      bag.add(Interval.refusal(of: interval, key: "interval", example: "1 month"))
      return nil
    }
    var window = WindowDeclaration(span: decoder.span, interval: interval, namePattern: name)
    window.start = start
    window.timezone = mapping["timezone"]?.text(into: &bag)
    window.premake = mapping["premake"]?.int(atLeast: 0, atMost: 1000, into: &bag)
    window.encoding = mapping["encoding"]?.choice(Encoding.self, into: &bag).map {
      Spanned($0.value.rawValue, at: $0.span)
    }
    if !length.isDuration {
      mapping.refuse(["encoding"], because: "`interval` is a plain integer", into: &bag)
    }
    window.retention = mapping["retention"].flatMap {
      retention($0, interval: length, into: &bag)
    }
    return window
  }

  private static func retention(
    _ decoder: NodeDecoder, interval: Interval, into bag: inout DiagnosticBag
  ) -> WindowDeclaration.Retention? {
    guard let mapping = decoder.mapping(retentionKeys, into: &bag) else { return nil }
    let keep = mapping.required(
      "keep", help: "write a duration: `keep: 36 months`", into: &bag)?.anyText(into: &bag)
    let then = mapping.required(
      "then", help: "write `then: keep`, `detach`, `drop` or `archive`", into: &bag)?
      .choice(WindowDeclaration.Retention.Fate.self, into: &bag)
    guard let keep, let then else { return nil }
    guard let length = Interval(keep.value), length.isDuration == interval.isDuration else {
      bag.add(Interval.refusal(of: keep, key: "keep", example: "36 months"))
      return nil
    }
    var retention = WindowDeclaration.Retention(keep: keep, then: then.value)
    let archive = ArchiveDecoder.archive(mapping, then: then.value == .archive, into: &bag)
    (retention.archiveSchema, retention.archiveTablespace) = (archive.schema, archive.tablespace)
    retention.exported = ArchiveDecoder.export(mapping, then: then.value == .drop, into: &bag)
    return retention
  }
}
