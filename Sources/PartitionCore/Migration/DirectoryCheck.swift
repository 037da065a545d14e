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
      compare(name, Checksum(of: bytes), with: recorded)
      let file = MigrationFileParser.parsed(name: name, bytes: bytes, into: &findings)
      if let file { parsed[file.id, default: [:]][file.file.direction] = file }
    }
    let present = Set(files.map(\.name))
    for name in sums.checksums.keys.sorted() where !present.contains(name) {
      report(
        .missingFile, "\(name) stands in \(SumFile.fileName) and is missing", nil, Self.restore)
    }
    for (id, pair) in parsed.sorted(by: { $0.key < $1.key }) {
      for (direction, other) in [(MigrationDirection.up, MigrationDirection.down), (.down, .up)] {
        guard let file = pair[direction], pair[other] == nil,
          !present.contains(id.fileName(other))
        else { continue }
        report(.missingFile, "\(id.fileName(other)) is missing", file, Self.restore)
      }
      if let up = pair[.up] { migrations.append(StoredMigration(up: up, down: pair[.down])) }
      if let up = pair[.up], let down = pair[.down] { compare(up, down) }
    }
    checkVersions()
    for chain in chains() { checkChain(chain) }
  }

  private static let restore = "restore it from version control"

  private mutating func compare(_ name: String, _ actual: Checksum, with recorded: Checksum?) {
    guard let recorded else {
      return findings.add(
        Diagnostic(
          .changedFile, "\(name) does not stand in \(SumFile.fileName)",
          help: ["run  pgparcel generate, which records what it writes"]))
    }
    if recorded.sha256 == actual.sha256 { return }
    let sameSQL = recorded.sql == actual.sql
    findings.add(
      Diagnostic(
        .changedFile,
        "\(name) was changed after it was recorded (\(sameSQL ? "comments only" : "its SQL"))",
        severity: sameSQL ? .warning : .error,
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
        "remove this branch's files and run  pgparcel generate  again")
    }
  }

  /// The files of each table, in order.
  private func chains() -> [[ParsedMigration]] {
    Dictionary(grouping: migrations.map(\.up), by: \.file.table)
      .sorted { $0.key < $1.key }.map(\.value)
  }

  private mutating func checkChain(_ chain: [ParsedMigration]) {
    for (index, file) in chain.enumerated() {
      let previous = index > 0 ? chain[index - 1] : nil
      checkStep(file, after: previous)
      guard let previous, previous.file.to != file.file.from else { continue }
      if let rival = chain[..<index].last(where: { $0.file.from == file.file.from }) {
        report(
          .orderConflict,
          "two files start from layout \(file.file.from) of \(file.file.table): \(rival.fileName)"
            + " and \(file.fileName)", file,
          "remove this branch's files and run  pgparcel generate  again")
      } else if file.id.step == 1 {
        // Windows that `maintain` rolled change the layout without leaving a file.
        let finding = Diagnostic(
          .stalePlan,
          "\(file.fileName) starts from layout \(file.file.from), the file before it leads to"
            + " \(previous.file.to)", severity: .warning, at: start(of: file))
        findings.add(finding)
      }
    }
    if let last = chain.last { checkEnd(last) }
  }

  /// Steps of one change follow each other without gaps, up to the last.
  private mutating func checkStep(_ file: ParsedMigration, after previous: ParsedMigration?) {
    if let previous, file.id.step == previous.id.step + 1, file.id.slug == previous.id.slug,
      file.file.steps == previous.file.steps
    {
      return
    }
    if let previous { checkEnd(previous) }
    if file.id.step == 1 { return }
    report(
      .missingFile,
      "step \(file.id.step) of \(file.file.steps) does not follow step \(file.id.step - 1)", file,
      Self.restore)
  }

  private mutating func checkEnd(_ last: ParsedMigration) {
    guard last.id.step < last.file.steps else { return }
    report(
      .missingFile, "of \(last.file.steps) steps those after step \(last.id.step) are missing",
      last, Self.restore)
  }

  private mutating func report(
    _ code: Diagnostic.Code, _ message: String, _ file: ParsedMigration?, _ help: String...
  ) {
    findings.add(Diagnostic(code, message, at: file.map(start), help: help))
  }

  private func start(of file: ParsedMigration) -> Span {
    Span(file: file.source, bytes: 0..<0)
  }
}
