import Diagnostics
import PartitionCore

/// `convert:`: how a table gets its new layout, where it needs one.
enum ConversionDecoder {
  static let keys = ["strategy", "partition", "batch", "keep_old", "default_rows"]
  static let batchKeys = ["rows", "pause"]

  static func conversion(
    _ decoder: NodeDecoder?, into bag: inout DiagnosticBag
  ) -> ConversionDeclaration {
    var conversion = ConversionDeclaration()
    guard let mapping = decoder?.mapping(keys, into: &bag) else { return conversion }
    if let strategy = mapping["strategy"]?.choice(
      ConversionDeclaration.Strategy.self, into: &bag)
    {
      conversion.strategy = strategy.value
      conversion.strategySpan = strategy.span
    }
    conversion.partition = mapping["partition"]?.text(into: &bag)
    if let batch = mapping["batch"]?.mapping(batchKeys, into: &bag) {
      conversion.batchRows =
        batch["rows"]?.int(atLeast: 1, atMost: 10_000_000, into: &bag)?.value
      conversion.batchPause = batch["pause"].flatMap { pause($0, into: &bag) }
    }
    if let keep = mapping["keep_old"]?.text(into: &bag) {
      if Interval(keep.value)?.isDuration == true {
        conversion.keepOld = keep
      } else {
        bag.add(Interval.refusal(of: keep, key: "keep_old", example: "7 days"))
      }
    }
    if let rows = mapping["default_rows"]?.choice(
      ConversionDeclaration.DefaultRows.self, into: &bag)
    {
      conversion.defaultRows = rows.value
    }
    return conversion
  }

  /// Milliseconds of `50ms`, `2s` or `1min`.
  private static func pause(_ decoder: NodeDecoder, into bag: inout DiagnosticBag) -> Int? {
    guard let text = decoder.text(into: &bag) else { return nil }
    let number = text.value.prefix { $0.isASCII && $0.isNumber }
    let unit = text.value.dropFirst(number.count).drop { $0 == " " }
    let factors = ["ms": 1, "s": 1000, "min": 60_000]
    if number.count <= 7, let count = Int(number), let factor = factors[String(unit)] {
      return count * factor
    }
    bag.add(
      Diagnostic(
        .invalidValue, "`pause` cannot be `\(text.value)`", at: text.span,
        help: ["write a number and ms, s or min: `50ms`"]))
    return nil
  }
}
