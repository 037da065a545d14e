package import MigrationRunner

/// What a run sees of the process around it, as a value, so that tests need no process.
package struct World: Sendable {
  package var environment: [String: String]
  package var console: Console
  /// Seconds since 1970, read when a command needs the time.
  package var now: @Sendable () -> Int
  /// Whether SIGINT and SIGTERM are caught, to end cleanly.
  package var handlesSignals: Bool

  /// Where free space is looked for.
  package var disk: Disk

  package init(
    environment: [String: String], console: Console, now: @escaping @Sendable () -> Int,
    handlesSignals: Bool = false, disk: Disk = .here
  ) {
    self.environment = environment
    self.console = console
    self.now = now
    self.handlesSignals = handlesSignals
    self.disk = disk
  }
}
