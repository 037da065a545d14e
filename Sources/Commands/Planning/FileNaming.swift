import Diagnostics
import PartitionCore

/// Which versions new files get.
struct FileNaming {
  private(set) var next: MigrationVersion

  /// Above every file present; else `asOf`, or now.
  init(newest: MigrationVersion?, asOf: MigrationVersion?, now: Int) {
    let wanted = asOf ?? MigrationVersion(unixSeconds: now)
    next = newest.map { max($0.next, wanted) } ?? wanted
  }

  /// The files of a plan, in order; the following plan's files come after them.
  mutating func files(_ table: TablePlan, slug: String?) -> [MigrationFile] {
    guard var plan = table.plan else { return [] }
    if let slug { plan.slug = slug }
    let source = table.declaration.source
    let hash = Checksum.hexadecimal(Array(source.text.utf8)).prefix(8)
    let files = MigrationFile.files(
      for: plan, firstVersion: next, source: .init(path: source.path, hash: String(hash)))
    next = files.map(\.id.version).max()?.next ?? next
    return files
  }
}
