/// The objects of one conversion in the schema `pgparcel`, and what tells its sessions apart.
package struct SyncNames: Sendable {
  static let schema = "pgparcel"

  /// What `pgparcel.conversions` calls the conversion: `public_appointments`.
  let base: String
  package let table: QualifiedName

  package init(_ table: QualifiedName) {
    self.table = table
    base = Naming.fitted(Self.joined(table))
  }

  /// Block ranges of the source and whether they are copied.
  package var ranges: QualifiedName { object("ranges") }
  var copy: QualifiedName { object("copy") }
  var purge: QualifiedName { object("purge") }
  /// The function of the trigger that keeps writers away from the retired table.
  var guardian: QualifiedName { object("guard") }

  /// The logs of the keys that are written before the swap and after it.
  package var forward: QualifiedName { object(RowSync.Direction.forward.rawValue) }
  package var backward: QualifiedName { object(RowSync.Direction.backward.rawValue) }

  func object(_ suffix: String) -> QualifiedName {
    QualifiedName(Self.schema, Naming.fitted("\(Self.joined(table))_\(suffix)"))
  }

  /// `a_b.c` and `a.b_c` run together alike, so a schema with an underscore adds a hash.
  private static func joined(_ table: QualifiedName) -> String {
    let plain = "\(table.schema)_\(table.name)"
    guard table.schema.contains("_") else { return plain }
    return "\(plain)_\(digest("\(table.schema)\u{0}\(table.name)", length: 6))"
  }

  /// The key of the advisory lock that keeps copy, purge, drain and swap of one table apart.
  ///
  /// Sixty bits of a hash; advisory locks are apart by database (manual, "Advisory Locks").
  var lockKey: SQLText {
    let bits = digest("pgparcel sync \(table.schema)\u{0}\(table.name)", length: 15)
    return "\(Int(bits, radix: 16) ?? 0)"
  }

  /// Triggers of a name and kind fire in the order of their names: ours come last, and log what
  /// all others left.
  static let capture = "zzz_pgparcel_capture"
  static let captureTruncate = "zzz_pgparcel_capture_truncate"
  static let guardTrigger = "zzz_pgparcel_guard"
}
