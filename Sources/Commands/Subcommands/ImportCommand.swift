import ArgumentParser
import Diagnostics
import PartitionCore
import PartitionYAML
import PostgresCatalog
import PostgresClient

struct ImportCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Write the schema files of live tables.",
    discussion: """
      Without names, every partitioned table is read. What a schema file cannot say stands in it \
      as a comment and on stderr; so does a window that would go on with its partitions. Files that are \
      there are left alone.
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: "Tables, with or without their schema.")
  var tables: [String] = []

  @Flag(help: "Print the files instead of writing them.")
  var stdout = false

  @Flag(help: "Overwrite files that are there.")
  var force = false

  func report(_ session: Session) throws -> Report {
    let connection = try Database(session).connect()
    let selection: TableSelection =
      tables.isEmpty
      ? .all(includePlain: false)
      : .named(try TableNames(connection).resolved(tables))
    let snapshot = try CatalogReader.read(connection, tables: selection)
    try refusePartitions(snapshot)
    var report = Report()
    var written: [String] = []
    var texts: [String] = []
    for (name, table) in snapshot.tables.sorted(by: { $0.key < $1.key }) {
      let gaps = ImportGaps(table).sentences
      let proposal = WindowProposal(table)
      let text = LayoutEncoder.encode(
        table, includeColumns: true, comments: gaps, proposal: proposal)
      report.remarks += gaps.map { "\(Printable.line(name.description)): \(Printable.line($0))" }
      if let proposal {
        report.remarks.append(
          "\(Printable.line(name.description)): the newest \(proposal.count) partitions are of"
            + " \(proposal.interval) each; the file proposes a window that goes on with them")
      }
      let path = "\(session.settings.schemas)/\(fileName(name, among: snapshot.tables.keys))"
      if stdout {
        texts.append(text)
      } else if session.project.exists(path), !force {
        throw Failure(
          Diagnostic(
            .fileAccess, "\(session.project.location(path)) is there already",
            help: ["overwrite it with --force, or look at it with --stdout"]))
      } else {
        try session.project.createDirectory(session.settings.schemas)
        try session.project.write(text, to: path)
        written.append(path)
      }
    }
    if snapshot.tables.isEmpty {
      report.remarks.append("The database has no partitioned table; name the tables to import.")
    }
    report.text = stdout ? texts.joined(separator: "---\n") : written.joined(separator: "\n")
    report.members = [
      ("written", .strings(written)),
      ("tables", .strings(snapshot.tables.keys.sorted().map(\.description))),
      ("texts", .strings(texts)),
    ]
    if !written.isEmpty { report.next = "edit the files, then  pgparcel plan" }
    return report
  }

  private func refusePartitions(_ snapshot: CatalogSnapshot) throws {
    guard let (name, root) = snapshot.partitionParents.min(by: { $0.key < $1.key }) else { return }
    throw Failure(
      Diagnostic(
        .unsupportedTable, "\(name) is a partition of \(root)",
        help: ["run  pgparcel import \(root)"]))
  }

  /// `appointments.yaml`, or with the schema where two tables share a name.
  private func fileName(
    _ name: QualifiedName, among all: some Collection<QualifiedName>
  ) -> String {
    let shared = all.count { $0.name == name.name } > 1
    let text = shared ? "\(name.schema).\(name.name)" : name.name
    return String(text.map { $0 == "/" || $0.isNewline ? "_" : $0 }) + ".yaml"
  }
}

/// Tables of the database, for names as users type them.
private struct TableNames {
  private let all: [QualifiedName]

  init(_ connection: borrowing Connection) throws {
    let rows = try connection.query(
      """
      SELECT n.nspname AS schema, c.relname AS name
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p')
        AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pgparcel')
        AND n.nspname !~ '^pg_(toast|temp)'
      ORDER BY n.nspname <> 'public', 1, 2
      """)
    all = try rows.map { QualifiedName(try $0.text("schema"), try $0.text("name")) }
  }

  /// A name without schema is looked for in `public` first.
  func resolved(_ names: [String]) throws -> [QualifiedName] {
    var unknown = DiagnosticBag()
    var result: [QualifiedName] = []
    for name in names {
      if let found = all.first(where: { $0.name == name || $0.description == name }) {
        result.append(found)
        continue
      }
      let candidates = all.flatMap { [$0.name, $0.description] }
      let near = EditDistance.suggestion(for: name, among: candidates)
      unknown.add(
        Diagnostic(
          .tableMissing, "the database has no table `\(name)`",
          help: near.map { ["did you mean `\($0)`?"] } ?? []))
    }
    if unknown.hasErrors { throw Failure(unknown) }
    return result
  }
}
