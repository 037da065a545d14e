import ArgumentParser
import Diagnostics
import PartitionYAML

struct InitCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Write the directories, an example and the files around them.",
    discussion: "Never overwrites a file; running it again adds what is missing.")

  @OptionGroup var global: GlobalOptions

  func report(_ session: Session) throws -> Report {
    let settings = session.settings
    let project = session.project
    var created: [String] = []
    var kept: [String] = []
    for directory in [settings.schemas, settings.migrations, ".pgparcel"]
    where !project.isDirectory(directory) {
      try project.createDirectory(directory)
      created.append(directory + "/")
    }
    let files = [
      ("\(settings.schemas)/appointments.yaml.example", StarterFiles.schema),
      (".pgparcel/schema-v1.json", JSONSchema.text),
      (ConfigFile.name, StarterFiles.configuration),
      (".gitattributes", StarterFiles.gitAttributes(settings.migrations)),
    ]
    for (path, text) in files {
      if project.exists(path) {
        kept.append(path)
      } else {
        try project.write(text, to: path)
        created.append(path)
      }
    }
    var report = Report(
      text: created.joined(separator: "\n"),
      members: [("created", .strings(created)), ("kept", .strings(kept))])
    report.remarks = kept.map { "kept  \($0)  (it is there already)" }
    let attributes = StarterFiles.attribute(settings.migrations)
    if kept.contains(".gitattributes"), try !holds(attributes, ".gitattributes", project) {
      report.remarks.append("add to .gitattributes:  \(attributes)")
    }
    report.next =
      "pgparcel import TABLE, or copy \(settings.schemas)/appointments.yaml.example"
      + " to \(settings.schemas)/TABLE.yaml"
    return report
  }

  private func holds(_ line: String, _ path: String, _ project: ProjectFiles) throws -> Bool {
    let text = String(decoding: try project.bytes(path) ?? [], as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).contains { $0 == line }
  }
}

/// Texts that `init` writes.
enum StarterFiles {
  static let schema = """
    # yaml-language-server: $schema=../.pgparcel/schema-v1.json
    # An example: copy it to appointments.yaml and change it, or run  pgparcel import TABLE.
    version: 1
    table: public.appointments
    # PostgreSQL: a primary key contains every partition key column.
    primary_key: [id, is_completed]
    partition:
      by: list
      key: [is_completed]
      partitions:
        - name: appointments_active
          values: [false]
          indexes: # only on this partition
            - {name: idx_active_date, columns: [slot_date]}
        - name: appointments_completed
          values: [true]
          with: {fillfactor: 100}
    indexes: # on every partition
      - columns: [user_id]
      - columns: [doc_id]
    convert:
      strategy: offline
    assert:
      - name: open appointments of a doctor
        sql: SELECT * FROM appointments WHERE doc_id = $1 AND is_completed = $2
        params: ["018f4e3a-0000-7000-8000-000000000001", false]
        scans: [appointments_active]

    """

  static let configuration = """
    # Defaults of the command line. A flag and a variable PGPARCEL_<NAME> go before this file.
    schemas: schemas
    migrations: migrations
    # lock_timeout: 3s
    # lock_retries: 10

    """

  static func attribute(_ migrations: String) -> String { "\(migrations)/pgparcel.sum merge=union" }

  /// Two branches that add files of different tables then merge without a conflict.
  static func gitAttributes(_ migrations: String) -> String { attribute(migrations) + "\n" }
}
