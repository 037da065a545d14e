import Diagnostics
import Foundation
import MigrationProof
import PartitionCore
import PartitionYAML
import PostgresClient
import TestSupport
import Testing

/// One directory of `Tests/Fixtures/acceptance`.
struct AcceptanceCase: Sendable, CustomTestStringConvertible {
  let golden: GoldenCase
  var testDescription: String { golden.name }

  static func all() -> [AcceptanceCase] {
    GoldenCase.all(in: "acceptance").filter { !$0.name.contains(".") }
      .map { AcceptanceCase(golden: $0) }
  }

  /// Cases that convert a table.
  static func conversions() -> [AcceptanceCase] {
    all().filter { $0.optionalText("desired.yaml")?.contains("strategy: offline") == true }
  }

  /// A file that not every case has.
  func optionalText(_ file: String) -> String? { try? golden.text(file) }

  /// The lowest server version that the case is for.
  var minimumVersion: Int {
    optionalText("needs").flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) } ?? 0
  }

  func declaration() throws -> TableDeclaration {
    var bag = DiagnosticBag()
    let text = try golden.text("desired.yaml")
    let declaration = decodeTable(path: "desired.yaml", text: text, into: &bag)
    return try #require(bag.hasErrors ? nil : declaration, "\(TextRenderer().rendered(bag))")
  }

  /// Queries of `probe.sql`, one a line.
  var probes: [String] {
    (optionalText("probe.sql") ?? "").split(separator: "\n").map(String.init)
  }
}

/// Roles and tablespaces that fixtures name; they belong to the whole server, so they are made once.
enum SharedObjects {
  static func create() throws { try created.get() }

  private static let created = Result {
    let connection = try Connection(
      try TestServer.shared.maintenance, applicationName: "pgparcel/test")
    for role in ["clinic_app", "clinic_report"] {
      try connection.ignoring(["42710", "23505"], "CREATE ROLE \(role)")
    }
    guard connection.serverVersion >= 150000 else { return }
    try connection.execute("SET allow_in_place_tablespaces = on")
    try connection.ignoring(["42710", "23505"], "CREATE TABLESPACE clinic_archive LOCATION ''")
  }
}

extension Connection {
  /// Runs a statement that may have been run before.
  borrowing func ignoring(_ states: [String], _ sql: String) throws(PostgresError) {
    do throws(PostgresError) {
      try execute(sql)
    } catch {
      guard let state = error.sqlState, states.contains(state) else { throw error }
    }
  }
}

extension AcceptanceCase {
  /// All files of the way from the database as it is to the declaration.
  func files(of declaration: TableDeclaration) throws -> [ScriptRun] {
    let plan = try Self.plan(declaration)
    #expect(!plan.steps.isEmpty)
    let version = try #require(MigrationVersion("20260101000000"))
    return try MigrationFile.files(for: plan, firstVersion: version).map {
      try ScriptRun(printing: $0)
    }
  }

  /// In a session of its own, because planning pins settings such as `search_path`.
  static func plan(_ declaration: TableDeclaration) throws -> Plan {
    var bag = DiagnosticBag()
    let result = try LivePlanning.plan(
      declaration, on: try TestDatabase.current.connect(), into: &bag)
    return try #require(result, "\(TextRenderer().rendered(bag))").outcome.plan
  }
}
