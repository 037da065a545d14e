import CLibpq

/// The rows of one result, copied out of libpq, values as PostgreSQL's text.
///
/// All values lie in one buffer and become a `String` only when asked for, so that a catalog of
/// 100,000 rows costs its bytes and one integer a value.
package struct Rows: RandomAccessCollection, Sendable {
  private let storage: Storage

  /// A class, so that each `Row` shares the table with one reference instead of four.
  private final class Storage: Sendable {
    let columns: [String]
    let indexes: [String: Int]
    let rowCount: Int
    let bytes: [UInt8]
    /// End of each value in `bytes`, row by row; the complement (`~end`) marks a NULL.
    let ends: [Int]
    let commandTag: String

    init(columns: [String], rowCount: Int, bytes: [UInt8], ends: [Int], commandTag: String) {
      self.columns = columns
      indexes = [String: Int](
        zip(columns, columns.indices), uniquingKeysWith: { first, _ in first })
      self.rowCount = rowCount
      self.bytes = bytes
      self.ends = ends
      self.commandTag = commandTag
    }
  }

  init(copying result: OpaquePointer) {
    let rowCount = unsafe PQntuples(result)
    let columnCount = unsafe PQnfields(result)
    var columns: [String] = []
    for column in 0..<columnCount {
      columns.append(unsafe PQfname(result, column).map { unsafe String(cString: $0) } ?? "")
    }
    var bytes: [UInt8] = []
    var ends: [Int] = []
    ends.reserveCapacity(Int(rowCount) * Int(columnCount))
    for row in 0..<rowCount {
      for column in 0..<columnCount {
        if unsafe PQgetisnull(result, row, column) == 1 {
          ends.append(~bytes.count)
          continue
        }
        let value = unsafe UnsafeRawBufferPointer(
          start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
        unsafe bytes.append(contentsOf: value)
        ends.append(bytes.count)
      }
    }
    storage = Storage(
      columns: columns, rowCount: Int(rowCount), bytes: bytes, ends: ends,
      commandTag: unsafe String(cString: PQcmdStatus(result)))
  }

  /// Column names in the order of the select list.
  package var columns: [String] { storage.columns }

  /// The server's word on what was done, such as `SELECT 3` or `CREATE TABLE`.
  package var commandTag: String { storage.commandTag }

  package var startIndex: Int { 0 }
  package var endIndex: Int { storage.rowCount }
  package subscript(row: Int) -> Row {
    precondition(row >= 0 && row < storage.rowCount, "row \(row) of \(storage.rowCount)")
    return Row(rows: self, number: row)
  }

  /// Place of a column, to be looked up once before a loop; the first one if two share the name.
  ///
  /// A name that the statement did not select is a mistake in our own code and stops the program.
  package func index(of column: String) -> Int {
    guard let index = storage.indexes[column] else {
      preconditionFailure("the statement selects \(columns), not \(column)")
    }
    return index
  }

  /// One value, nil for NULL.
  package subscript(row: Int, column: Int) -> String? {
    guard let range = byteRange(row, column) else { return nil }
    return String(decoding: storage.bytes[range], as: UTF8.self)
  }

  /// The bytes of one value's text, nil for NULL: what needs no `String` is read from them.
  package func bytes(_ row: Int, _ column: Int) -> ArraySlice<UInt8>? {
    byteRange(row, column).map { storage.bytes[$0] }
  }

  /// Whether a value is NULL, without decoding it.
  package func isNull(_ row: Int, _ column: Int) -> Bool { byteRange(row, column) == nil }

  private func byteRange(_ row: Int, _ column: Int) -> Range<Int>? {
    precondition(column >= 0 && column < columns.count, "column \(column) of \(columns.count)")
    precondition(row >= 0 && row < storage.rowCount, "row \(row) of \(storage.rowCount)")
    let cell = row * columns.count + column
    let end = storage.ends[cell]
    guard end >= 0 else { return nil }
    guard cell > 0 else { return 0..<end }
    let previous = storage.ends[cell - 1]
    return (previous >= 0 ? previous : ~previous)..<end
  }
}
