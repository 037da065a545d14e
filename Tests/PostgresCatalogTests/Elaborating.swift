import Diagnostics
import PartitionCore
import PartitionYAML
import PostgresCatalog
import PostgresClient
import TestSupport
import Testing

/// What the elaborator makes of a schema file.
struct Elaborated {
  var elaboration: Elaboration?
  var diagnostics: [Diagnostic]
  /// `E025 "maybe" …`, errors and warnings in order of place.
  var findings: [String] { diagnostics.map { "\($0.code.rawValue) \($0.message)" } }
  /// The texts that the findings point at.
  var places: [String] {
    diagnostics.map { diagnostic in
      guard let span = diagnostic.span else { return "nowhere" }
      return String(decoding: Array(span.file.text.utf8)[span.bytes], as: UTF8.self)
    }
  }

  func value(_ text: String, _ type: String, collation: String? = nil) -> Elaboration.Value? {
    elaboration?.values[
      Elaboration.TypedText(type: type, collation: collation, text: text)]
  }
}

/// Reads the declared table and elaborates the file against it.
func elaborated(_ yaml: String, as role: String? = nil) throws -> Elaborated {
  var bag = DiagnosticBag()
  let declaration = try #require(decodeTable(path: "t.yaml", text: yaml, into: &bag))
  try #require(bag.diagnostics.isEmpty, "the file itself must be right: \(bag.diagnostics)")
  let connection = try TestDatabase.current.connect()
  if let role { try connection.execute("SET ROLE \(role)") }
  let name = declaration.table.value
  let snapshot = try CatalogReader.read(connection, tables: .named([name]))
  let elaboration = try Elaborator.elaborate(
    declaration, actual: snapshot.tables[name], snapshot: snapshot, connection: connection,
    bag: &bag)
  #expect(connection.transactionStatus == .idle)
  return Elaborated(elaboration: elaboration, diagnostics: bag.sorted())
}
