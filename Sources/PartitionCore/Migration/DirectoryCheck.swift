package import Diagnostics

/// One step as it stands in the directory: its way up and its way down.
package struct StoredMigration: Sendable {
  package let up: ParsedMigration
  package let down: ParsedMigration?

  package init(up: ParsedMigration, down: ParsedMigration?) {
    self.up = up
    self.down = down
  }

  package var id: MigrationID { up.id }
  package var version: MigrationVersion { up.id.version }
}

/// What a migrations directory holds and what is wrong with it, without a database.
package struct DirectoryCheck: Sendable {
  /// In order of their versions; only files that could be read.
  package private(set) var migrations: [StoredMigration] = []
  /// SQL files of other tools, by name.
  package private(set) var foreign: [String] = []
  /// The changes of each table, in the order of the tables' names.
  package private(set) var chains: [LayoutChain] = []
  package private(set) var findings = DiagnosticBag()

  /// Reads the directory's `.sql` files.
  ///
  /// - Parameters:
  ///   - files: Names and contents, in any order.
  ///   - sum: The content of `pgparcel.sum`, nil where there is none.
  package init(files: [(name: String, bytes: [UInt8])], sum: [UInt8]?) {
    let sums = SumFile.parsed(sum ?? [], into: &findings)
    var parsed: [MigrationID: [MigrationDirection: ParsedMigration]] = [:]
    for (name, bytes) in files.sorted(by: { $0.name < $1.name }) {
      let recorded = sums.checksums[name]
      guard recorded != nil || MigrationFileParser.claims(bytes) else {
        foreign.append(name)
        continue
      }
      compare(name, bytes, with: recorded)
      let file = MigrationFileParser.parsed(name: name, bytes: bytes, into: &findings)
      if let file { parsed[file.id, default: [:]][file.file.direction] = file }
    }
    let present = Set(files.map(\.name))
    for name in sums.checksums.keys.sorted() where !present.contains(name) {
      findings.add(
        Diagnostic(
          .missingFile, "\(name) stands in \(SumFile.fileName) and is missing",
          at: SumFile.place(of: name, in: sum ?? []), help: [LayoutChain.restore]))
    }
    for (id, pair) in parsed.sorted(by: { $0.key < $1.key }) {
      for (direction, other) in [(MigrationDirection.up, MigrationDirection.down), (.down, .up)] {
        guard let file = pair[direction], pair[other] == nil,
          !present.contains(id.fileName(other))
        else { continue }
        report(.missingFile, "\(id.fileName(other)) is missing", file, LayoutChain.restore)
      }
      if let up = pair[.up] { migrations.append(StoredMigration(up: up, down: pair[.down])) }
      if let up = pair[.up], let down = pair[.down] { compare(up, down) }
    }
    checkVersions()
    chains = Dictionary(grouping: migrations, by: \.up.file.table).sorted { $0.key < $1.key }
      .map { LayoutChain($0.value) }
    for chain in chains { findings.add(chain.findings) }
  }

  private mutating func compare(_ name: String, _ bytes: [UInt8], with recorded: Checksum?) {
    let actual = Checksum(of: bytes)
    if recorded?.sha256 == actual.sha256 { return }
    let source = SourceFile(path: name, text: String(decoding: bytes, as: UTF8.self))
    let start = Span(file: source, bytes: 0..<0)
    guard let recorded else {
      return findings.add(
        Diagnostic(
          .changedFile, "\(name) does not stand in \(SumFile.fileName)", at: start,
          help: ["run  pgparcel generate, which records what it writes"]))
    }
    let sameSQL = recorded.sql == actual.sql
    findings.add(
      Diagnostic(
        .changedFile,
        "\(name) was changed after it was recorded (\(sameSQL ? "comments only" : "its SQL"))",
        severity: sameSQL ? .warning : .error, at: start,
        help: ["restore it (git checkout -- migrations/\(name)) and generate a new migration"]))
  }

  private mutating func compare(_ up: ParsedMigration, _ down: ParsedMigration) {
    guard
      up.file.table != down.file.table || up.file.steps != down.file.steps
        || up.file.from != down.file.to || up.file.to != down.file.from
        || up.file.phase != down.file.phase
    else { return }
    report(.malformedFile, "\(down.fileName) is not the way back of \(up.fileName)", down)
  }

  private mutating func checkVersions() {
    for (left, right) in zip(migrations, migrations.dropFirst()) where left.version == right.version
    {
      report(
        .orderConflict, "\(left.up.fileName) has the same version", right.up,
        "remove this branch's files and run  pgparcel generate  again, or with --rebase if they are"
          + " of one table")
    }
  }

  private mutating func report(
    _ code: Diagnostic.Code, _ message: String, _ file: ParsedMigration, _ help: String...
  ) {
    findings.add(Diagnostic(code, message, at: Span(file: file.source, bytes: 0..<0), help: help))
  }
}
