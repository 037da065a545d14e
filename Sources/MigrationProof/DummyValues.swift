import PartitionCore
import PostgresClient

/// Makes up values for the columns of one table, as text that the column's type accepts.
struct DummyValues {
  struct Column {
    let name: String
    let notNull: Bool
    let hasDefault: Bool
    fileprivate let kind: String
    fileprivate let category: String
    fileprivate let type: String
    /// `atttypmod`, or the domain's.
    fileprivate let modifier: Int
    fileprivate let firstLabel: String?
  }

  /// Without generated ones.
  let columns: [Column]

  init(table: QualifiedName, on connection: borrowing Connection) throws(PostgresError) {
    let name: SQLText = "\(table)"
    let rows = try connection.query(
      """
      WITH RECURSIVE base AS (
        SELECT a.attnum, a.attname, a.attnotnull, a.atthasdef OR a.attidentity <> '' AS has_default,
               a.atttypmod AS modifier, t.oid, t.typtype, t.typcategory, t.typname, t.typbasetype,
               t.typtypmod
          FROM pg_catalog.pg_attribute AS a
          JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
         WHERE a.attrelid = $1::pg_catalog.regclass AND a.attnum > 0 AND NOT a.attisdropped
           AND a.attgenerated = ''
        UNION ALL
        SELECT b.attnum, b.attname, b.attnotnull, b.has_default, b.typtypmod, t.oid, t.typtype,
               t.typcategory, t.typname, t.typbasetype, t.typtypmod
          FROM base AS b
          JOIN pg_catalog.pg_type AS t ON t.oid = b.typbasetype
         WHERE b.typtype = 'd'
      )
      SELECT attname, attnotnull, has_default, modifier, typtype, typcategory, typname,
             (SELECT enumlabel FROM pg_catalog.pg_enum WHERE enumtypid = base.oid
               ORDER BY enumsortorder LIMIT 1) AS label
        FROM base WHERE typtype <> 'd' ORDER BY attnum
      """, [name.text])
    var columns: [Column] = []
    for row in rows {
      columns.append(
        Column(
          name: try row.text("attname"), notNull: try row.bool("attnotnull"),
          hasDefault: try row.bool("has_default"), kind: try row.text("typtype"),
          category: try row.text("typcategory"), type: try row.text("typname"),
          modifier: try row.int("modifier"), firstLabel: row["label"]))
    }
    self.columns = columns
  }

  /// The `number`th value, different from the others where the type has room; nil for no idea.
  static func value(of column: Column, number: Int) -> String? {
    switch column.kind {
    case "e": return column.firstLabel
    case "r": return "empty"
    case "m": return "{}"
    case "c": return nil
    default: break
    }
    switch column.category {
    case "N": return Self.number(column, number)
    case "S": return text("s\(number)", column)
    case "B": return "false"
    case "A": return "{}"
    case "V":
      return String(repeating: "0", count: column.type == "bit" ? max(column.modifier, 1) : 1)
    case "I": return "10.\(number / 65536 % 256).\(number / 256 % 256).\(number % 256)"
    case "T": return "\(number) seconds"
    case "D": return moment(column, number)
    default: return other(column, number)
    }
  }

  private static func number(_ column: Column, _ number: Int) -> String {
    switch column.type {
    case "int2": return String(number % 32_000)
    case "numeric" where column.modifier > 4:
      let precision = (column.modifier - 4) >> 16 & 0xFFFF
      let scale = (column.modifier - 4) & 0x7FF
      let digits = min(max(precision - scale, 0), 9)
      return digits == 0 ? "0" : String(number % (0..<digits).reduce(1) { ten, _ in ten * 10 })
    default: return String(number)
    }
  }

  /// Cut at the front: the end differs.
  private static func text(_ text: String, _ column: Column) -> String {
    guard column.modifier > 4, column.type == "varchar" || column.type == "bpchar" else {
      return column.type == "char" ? "x" : text
    }
    return String(text.suffix(column.modifier - 4))
  }

  private static func moment(_ column: Column, _ number: Int) -> String {
    let (hour, minute, second) = (number / 3600 % 24, number / 60 % 60, number % 60)
    let clock = [hour, minute, second].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    switch column.type {
    case "time", "timetz": return clock
    case "date": return "20\(10 + number / 336 % 90)-0\(1 + number / 28 % 9)-1\(number % 10)"
    default: return "2000-01-01 \(clock)+00"
    }
  }

  private static func other(_ column: Column, _ number: Int) -> String? {
    let digits = String(number, radix: 16)
    switch column.type {
    case "uuid":
      return "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
    case "json", "jsonb": return "{\"n\": \(number)}"
    case "bytea": return digits.count % 2 == 0 ? "\\x\(digits)" : "\\x0\(digits)"
    case "xml": return "<n>\(number)</n>"
    case "point": return "(\(number),0)"
    case "box", "lseg": return "(\(number),0),(0,1)"
    case "circle": return "<(0,0),\(number)>"
    case "path", "polygon": return "((0,0),(1,\(number)))"
    case "line": return "{1,2,\(number)}"
    case "macaddr": return "00:00:00:00:00:0\(number % 10)"
    case "macaddr8": return "00:00:00:00:00:00:00:0\(number % 10)"
    case "tsvector", "tsquery": return ""
    case "pg_lsn": return "0/\(digits)"
    case "hstore", "ltree", "citext": return column.type == "hstore" ? "" : "n\(number)"
    default: return nil
    }
  }
}
