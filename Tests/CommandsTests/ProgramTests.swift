import Foundation
import PostgresClient
import TestSupport
import Testing

/// The built program as a process of its own.
@Suite struct ProgramTests {
  private func started(
    _ arguments: [String], _ environment: [String: String] = [:]
  ) throws -> (process: Process, output: Pipe, error: Pipe) {
    let started = try Program.start(arguments, environment)
    return (started.process, started.output, started.error)
  }

  private func text(_ pipe: Pipe) -> String { Program.text(pipe) }

  @Test func printsItsVersion() throws {
    let run = try started(["--version"])
    #expect(text(run.output) == "0.1.0\n")
    run.process.waitUntilExit()
    #expect(run.process.terminationStatus == 0)
  }

  @Test func printsResultsAndRemarksApart() throws {
    let project = try Project()
    try project.write(Clinic.schema, to: "schemas/a.yaml")
    let run = try started(["validate", "-C", project.root])
    #expect(text(run.output) == "1 file checked, no error.\n")
    #expect(text(run.error).isEmpty)
    run.process.waitUntilExit()
    #expect(run.process.terminationStatus == 0)
  }

  @Test func wrongUseEndsWith64() throws {
    let run = try started(["apply", "--nonsense"])
    #expect(text(run.output).isEmpty)
    #expect(text(run.error).contains("--nonsense"))
    run.process.waitUntilExit()
    #expect(run.process.terminationStatus == 64)
  }

  @Test func theDemoChecksAllItsClaims() throws {
    let run = try started(["demo", "--rows", "1000"])
    let output = text(run.output)
    run.process.waitUntilExit()
    #expect(run.process.terminationStatus == 0)
    #expect(output.contains("ok: it reads appointments_active only"))
    #expect(output.contains("ok: the booking is in the plain table"))
  }

  @Test(.database, arguments: [(SIGTERM, Int32(143)), (SIGINT, Int32(130))])
  func endsCleanlyWhenAsked(_ signal: Int32, _ status: Int32) throws {
    let project = try Clinic.project()
    #expect(project.run("generate", "--no-proof").status == 0)
    let other = try TestDatabase.current.connect()
    try other.execute("BEGIN; LOCK TABLE public.appointments IN ACCESS SHARE MODE")
    let run = try started(
      ["apply", "-C", project.root, "--lock-timeout", "60s"], project.environment)
    // It waits for our lock now.
    for _ in 0..<500 {
      let waiting = try other.query(
        """
        SELECT count(*) FROM pg_locks
        WHERE NOT granted AND relation = 'public.appointments'::regclass
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """)
      if waiting[0, 0] != "0" { break }
      usleep(20_000)
    }
    kill(run.process.processIdentifier, signal)
    if signal == SIGINT {
      usleep(200_000)
      kill(run.process.processIdentifier, signal)
    }
    run.process.waitUntilExit()
    #expect(run.process.terminationStatus == status)
    #expect(text(run.error).contains("Next: pgparcel apply"))
    try other.execute("ROLLBACK")
    #expect(project.run("apply").status == 0)
  }
}
