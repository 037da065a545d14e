import TestSupport
import Testing

/// A change from one partitioned layout of `orders` to another, with the load that runs beside it.
struct LayoutChange: Sendable, CustomTestStringConvertible {
  /// The file of `Tests/Fixtures/load` that makes the table as it is before.
  let base: String
  /// The file there that says what becomes of it.
  let schema: String
  let scripts: [(String, Int)]
  /// The partitions afterwards.
  let partitions: [String]
  var testDescription: String { "\(base) to \(schema)" }

  static let all = [
    // Inserts go into the default partition, then into the one that comes.
    LayoutChange(
      base: "by_id", schema: "split_default", scripts: Load.mixed + [("insert", 20)],
      partitions: ["orders_first", "orders_rest", "orders_second"]),
    LayoutChange(
      base: "by_month", schema: "split_month", scripts: ofDays,
      partitions: ["orders_2026_01", "orders_2026_02", "orders_2026_02b", "orders_2026_03"]),
    LayoutChange(
      base: "by_half", schema: "merge_month", scripts: ofDays,
      partitions: ["orders_2026_01", "orders_2026_02", "orders_2026_03"]),
    LayoutChange(
      base: "by_hash_4", schema: "hash_8", scripts: Load.mixed,
      partitions: (0..<8).map { "orders_\($0)" }),
    LayoutChange(
      base: "by_hash_8", schema: "hash_4", scripts: Load.mixed,
      partitions: (0..<4).map { "orders_\($0)" }),
    LayoutChange(
      base: "by_status", schema: "other_key", scripts: Load.mixed,
      partitions: ["orders_first", "orders_later", "orders_second"]),
  ]

  /// Rows change their day too. An id alone is not unique there, which the upsert relies on.
  private static let ofDays = Load.mixed.filter { $0.0 != "upsert" } + [("redate", 3)]
}
