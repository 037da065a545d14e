package import PostgresClient

/// How a run behaves. The defaults are those of the command line.
package struct RunOptions: Sendable {
  /// Overrides the files' own `lock_timeout`; any PostgreSQL interval such as `500ms`.
  package var lockTimeout: String?
  /// Tries after the first one; nil for the file's own number.
  package var lockRetries: Int?
  /// Seconds between two tries; each is drawn at random, so that two runners fall out of step.
  package var retryPause: ClosedRange<Double> = 0.5...2
  /// Seconds to wait for another runner.
  package var wait: Double = 0
  /// Sessions that share the work of a statement which several may run at once; one or more.
  package var jobs = 1
  /// Opens one more session with the same database, for sharing work and for watching it.
  package var connect: (@Sendable () throws -> Connection)?
  /// Seconds between two reports of a copy's progress.
  package var progressPause: Double = 30
  /// Words of allowed hazards.
  package var allow: Set<String> = []
  /// Where free space is looked for.
  package var disk = Disk.here
  /// What copies the tables of a run into files before it begins; nil for none.
  package var backup: TableDump?
  /// What writes rows into files before a file that says so drops them.
  package var dump: TableDump?
  /// Asked between two statements; true ends the run with its state saved.
  package var shouldStop: @Sendable () -> Bool = { false }
  package var toolVersion: String?
  /// Where the pipeline's run can be seen.
  package var runURL: String?

  package init() {}

  /// Hazards that run only when allowed: those that lose rows.
  package static let guarded: Set<String> = ["DELETES_DATA"]

  /// What else may be allowed: a conversion on a disk that seems too small.
  package static let diskSpace = SpaceCheck.word

  /// The address of the pipeline's run, from the variables that GitHub and GitLab set.
  package static func runURL(environment: [String: String]) -> String? {
    if let server = environment["GITHUB_SERVER_URL"],
      let repository = environment["GITHUB_REPOSITORY"], let run = environment["GITHUB_RUN_ID"]
    {
      return "\(server)/\(repository)/actions/runs/\(run)"
    }
    return environment["CI_JOB_URL"] ?? environment["CI_PIPELINE_URL"]
  }
}
