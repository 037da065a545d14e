import PartitionCore

/// A day or moment in UTC from the command line.
struct AsOf {
  /// Nil if the user named none.
  let version: MigrationVersion?

  /// Seconds since 1970-01-01 00:00 UTC; nil if the user named no day.
  var seconds: Int? { version?.unixSeconds }

  /// - Parameter text: `2025-11-22`, or 14 digits.
  init(_ text: String?) throws {
    guard let text else {
      version = nil
      return
    }
    let digits = text.filter { $0 != "-" && $0 != ":" && $0 != "T" && $0 != "Z" && $0 != " " }
    let whole = digits.count == 8 ? digits + "000000" : digits
    guard let version = MigrationVersion(whole) else {
      throw UsageError(
        "`\(Printable.line(text))` is no date", help: "write --as-of 2025-11-22")
    }
    self.version = version
  }
}
