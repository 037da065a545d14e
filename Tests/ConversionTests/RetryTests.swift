import Diagnostics
import MigrationRunner
import PartitionCore
import PostgresClient
import TestSupport
import Testing

/// A swap that is tried again says what it waits for.
@Suite(.database, .timeLimit(.minutes(12))) struct RetryTests {
  @Test("36d. A retried swap says what it waits for") func toldWhy() throws {
    let conversion = try Conversion()
    let runner = try Runner(conversion)
    try runner.apply(through: .catchUp)
    let reader = try conversion.session("report")
    try reader.execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1")
    let words =
      "transactions with an old snapshot are open: pid \(reader.backendPID) report"
    let error = try runner.failure { try runner.apply(through: .swap) }
    let causes = runner.events.compactMap { event in
      if case .retry(_, _, _, let cause, _) = event { cause.sentence } else { nil }
    }
    #expect(causes == [words, words])
    let finding = try #require(error.diagnostics.first)
    #expect(finding.code == .busy)
    #expect(finding.message.contains(words))
    #expect(!finding.message.contains("lock"))
    #expect(finding.help.contains { $0.contains("pgparcel.snapshots") })
    try reader.execute("COMMIT")
  }

  @Test("36e. Who holds a table at the other end of a foreign key is named") func heldElsewhere()
    throws
  {
    let conversion = try Conversion(
      """
      CREATE TABLE public.doctors (id bigint PRIMARY KEY);
      CREATE TABLE public.visits (
        id bigint PRIMARY KEY, day date NOT NULL, doctor bigint REFERENCES public.doctors);
      """)
    let runner = try Runner(conversion)
    try runner.apply(through: .catchUp)
    let holder = try conversion.session("holder")
    try holder.execute("BEGIN; LOCK TABLE public.doctors IN ROW EXCLUSIVE MODE")
    guard
      case .lockTimeout(_, _, _, let cause) = try runner.failure({
        try runner.apply(through: .swap)
      })
    else {
      Issue.record("no lock timeout")
      return
    }
    #expect(cause.blockers.map(\.application) == ["holder"])
    try holder.execute("COMMIT")
  }
}
