import Diagnostics
import MigrationProof
import PartitionCore
import PartitionYAML
import PostgresClient
import ScratchServer
import TestSupport
import Testing

/// The proof of what `generate` is about to write, on the cases of the acceptance tests.
@Suite(.database) struct ProofTests {
  @Test(arguments: AcceptanceCase.all())
  func passes(_ test: AcceptanceCase) throws {
    guard let subject = try subject(test) else { return }
    let report = Proof(of: [subject], for: TestDatabase.current.target).run(on: try server())
    #expect(report.diagnostics.filter { $0.severity == .error }.map(\.words) == [])
    #expect(report.proven.count >= 1)
    try test.golden.expect(report.summary, equals: "proof.txt")
  }

  @Test func refutesFilesThatLeadElsewhere() throws {
    let test = try #require(AcceptanceCase.all().first { $0.golden.name == "add_range_partition" })
    var subject = try #require(try subject(test))
    var files = subject.files
    let last = try #require(files.indices.last { files[$0].direction == .up })
    files[last].statements.removeLast()
    subject = Proof.Subject(
      declaration: subject.declaration, plan: subject.plan, desired: subject.desired, files: files)
    let report = Proof(of: [subject], for: TestDatabase.current.target).run(on: try server())
    #expect(report.diagnostics.first { $0.severity == .error }?.code == .proofFailed)
  }

  @Test func refutesALossyWayBack() throws {
    let test = try #require(AcceptanceCase.all().first { $0.golden.name == "list_from_plain" })
    var subject = try #require(try subject(test))
    var files = subject.files
    let swap = try #require(files.indices.first { files[$0].direction == .down })
    files[swap].statements.removeAll { $0.sql.text.contains("INSERT INTO") }
    subject = Proof.Subject(
      declaration: subject.declaration, plan: subject.plan, desired: subject.desired, files: files)
    let report = Proof(of: [subject], for: TestDatabase.current.target).run(on: try server())
    #expect(report.diagnostics.first { $0.severity == .error }?.code == .proofFailed)
  }

  @Test func refutesAQueryThatReadsTooMuch() throws {
    let test = try #require(AcceptanceCase.all().first { $0.golden.name == "list_from_plain" })
    let subject = try #require(try subject(test))
    let text = """
      version: 1
      table: \(subject.plan.table)
      partition: none
      assert:
        - {name: all, sql: SELECT * FROM \(subject.plan.table), max_partitions: 1}
      """
    var bag = DiagnosticBag()
    var declaration = subject.declaration
    let demanding = try #require(decodeTable(path: "t.yaml", text: text, into: &bag))
    declaration.assertions = demanding.assertions
    let asserted = Proof.Subject(
      declaration: declaration, plan: subject.plan, desired: subject.desired,
      files: subject.files)
    let report = Proof(of: [asserted], for: TestDatabase.current.target).run(on: try server())
    #expect(report.diagnostics.first { $0.severity == .error }?.code == .pruningAssertion)
  }

  @Test func namesAMissingServer() throws {
    let report = Proof(of: [], for: TestDatabase.current.target)
      .run(bindir: "/nonexistent", environment: [:], serverVersion: 150_000)
    #expect(report.diagnostics.map(\.code) == [.noScratchServer])
  }

  /// Builds the case's database and plans it; nil where the server is too old for it.
  private func subject(_ test: AcceptanceCase) throws -> Proof.Subject? {
    try SharedObjects.create()
    let connection = try TestDatabase.current.connect()
    guard connection.serverVersion >= test.minimumVersion else { return nil }
    try connection.execute(try test.golden.text("before.sql"))
    let declaration = try test.declaration()
    var bag = DiagnosticBag()
    let result = try LivePlanning.plan(declaration, on: connection, into: &bag)
    let outcome = try #require(result, "\(TextRenderer().rendered(bag))").outcome
    let version = try #require(MigrationVersion("20260101000000"))
    return Proof.Subject(
      declaration: declaration, plan: outcome.plan, desired: outcome.desired,
      files: MigrationFile.files(for: outcome.plan, firstVersion: version))
  }

  /// The tests' own server, else one of its own for the whole run.
  private func server() throws -> ScratchServer {
    try TestServer.shared.scratch ?? Self.own.get()
  }

  private static let own = Result {
    try ScratchServer.start(binaries: try TestServer.shared.binaries)
  }
}

extension Diagnostic {
  fileprivate var words: String { ([message] + notes).joined(separator: "\n") }
}

extension ProofReport {
  /// Sentences and gaps, one a line.
  fileprivate var summary: String {
    (proven.map { "shown: \($0)" } + gaps.map { "not covered: \($0)" })
      .joined(separator: "\n") + "\n"
  }
}
