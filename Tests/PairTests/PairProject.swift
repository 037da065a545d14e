import Diagnostics
import Foundation
import MigrationProof
import MigrationRunner
import PartitionCore
import PartitionYAML
import PostgresClient
import TestSupport
import Testing

/// A directory of migration files for the table, and the way from a schema file through them into a
/// database.
final class PairProject: Sendable {
  let database: TestDatabase
  private let directory: MigrationDirectory

  init(in database: TestDatabase) {
    self.database = database
    let root = FileManager.default.temporaryDirectory.appending(path: "pgparcel-\(UUID())")
    directory = MigrationDirectory(root.path)
  }

  deinit { try? FileManager.default.removeItem(atPath: directory.path) }

  /// Plans a schema file against the database as it is now. Nil where it is refused: the bag says why.
  func plan(_ yaml: String, into bag: inout DiagnosticBag) throws -> Plan? {
    guard let declaration = decodeTable(path: "shipments.yaml", text: yaml, into: &bag),
      !bag.hasErrors
    else { return nil }
    return try LivePlanning.plan(declaration, on: database.connect(), into: &bag)?.outcome.plan
  }

  /// Writes the files of a plan behind those that are there.
  ///
  /// - Returns: the version of the last one.
  func write(_ plan: Plan, from version: MigrationVersion) throws -> MigrationVersion {
    let files = MigrationFile.files(for: plan, firstVersion: version)
    _ = try directory.write(files)
    return try #require(files.last?.id.version)
  }

  /// Runs what is pending; files for after the deploy only where both phases are asked for.
  func apply(all: Bool = false) throws {
    let selection = Applier.Selection(phase: all ? nil : .beforeDeploy)
    // The old table need not be kept for a day here.
    let settings = all ? ["pgparcel.keep_old": "off"] : [:]
    _ = try Applier(try directory.check(), selection: selection, options: Self.options)
      .apply(on: database.connect(settings: settings))
  }

  func down(to version: MigrationVersion) throws {
    _ = try Reverter(try directory.check(), .downTo(version), options: Self.options)
      .revert(on: database.connect())
  }

  private static var options: RunOptions {
    var options = RunOptions()
    options.retryPause = 0.01...0.02
    return options
  }
}
