import PostgresClient

/// Reads the values of one row in the order of the select list.
///
/// A position counter instead of names: a read of 10,000 partitions looks at a million values.
struct RowReader {
  private let rows: Rows
  private let row: Int
  private var column = 0

  init(_ rows: Rows, _ row: Int) {
    self.rows = rows
    self.row = row
  }

  mutating func optional() -> String? {
    defer { column += 1 }
    return rows[row, column]
  }

  /// A value that is NULL only if an object vanished between the snapshot and the deparser, which
  /// looks at the newest catalog. The error is the one the deparsers themselves raise then.
  mutating func text() throws(PostgresError) -> String {
    guard let text = optional() else { throw Self.vanished }
    return text
  }

  static var vanished: PostgresError {
    PostgresError(.server, "the catalogs changed while they were read", sqlState: "XX000")
  }

  mutating func bool() throws(PostgresError) -> Bool {
    try bytes().elementsEqual(CollectionOfOne(UInt8(ascii: "t")))
  }

  mutating func int() throws(PostgresError) -> Int {
    let bytes = try bytes()
    // Places and numbers of pages have few digits; whatever else is said is left to the library.
    if (1...9).contains(bytes.count), bytes.allSatisfy({ 0x30...0x39 ~= $0 }) {
      return bytes.reduce(0) { $0 * 10 + Int($1) - 0x30 }
    }
    guard let number = Int(String(decoding: bytes, as: UTF8.self)) else {
      throw PostgresError(.usage, "column \(column) of a catalog query is no whole number")
    }
    return number
  }

  private mutating func bytes() throws(PostgresError) -> ArraySlice<UInt8> {
    defer { column += 1 }
    guard let bytes = rows.bytes(row, column) else { throw Self.vanished }
    return bytes
  }

  mutating func optionalInt() -> Int? { optional().flatMap { Int($0) } }

  /// The elements of an array that holds no NULL; nil for a NULL array.
  mutating func optionalTexts() throws(PostgresError) -> [String]? {
    guard let text = optional() else { return nil }
    return try decodeTextArray(text).compactMap { $0 }
  }

  mutating func texts() throws(PostgresError) -> [String] { try optionalTexts() ?? [] }

  /// The place in the list of relations, counted from zero here and from one by the server.
  mutating func number() throws(PostgresError) -> Int { try int() - 1 }
}
