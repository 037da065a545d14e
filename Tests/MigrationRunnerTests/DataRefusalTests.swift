import Diagnostics
import MigrationRunner
import PartitionCore
import PostgresClient
import TestSupport
import Testing

/// Rows stand in the way: running again would not help, so nobody is told to.
@Suite(.database, .timeLimit(.minutes(12))) struct DataRefusalTests {
  private func finding(_ body: () throws -> Void) throws -> Diagnostic {
    try #require(try failure(body).diagnostics.first)
  }

  @Test func aDoubleKeyIsNamedAndToBeMended() throws {
    let project = try Project()
    try project.database.execute(
      "CREATE TABLE public.t (a int); INSERT INTO public.t VALUES (7), (7)")
    try project.add(
      10, "a", "b",
      [
        Statement("CREATE TABLE public.one ()"), Statement("CREATE UNIQUE INDEX i ON public.t (a)"),
      ],
      transaction: .none)
    let stopped = try finding { try project.apply() }
    #expect(stopped.code == .partial)
    #expect(stopped.notes == ["Key (a)=(7) is duplicated."])
    #expect(
      stopped.help == [
        "mend the data that the message names, then run  pgparcel apply  to go on",
        "or take it back with  pgparcel down",
      ])
    try project.database.execute("DELETE FROM public.t")
    #expect(try project.apply().files.count == 1)
  }

  @Test func aRowWithoutPartitionIsNamedByItsKey() throws {
    let project = try Project()
    try project.database.execute(
      "CREATE TABLE public.p (a int, secret text) PARTITION BY LIST (a)")
    try project.add(10, "a", "b", [Statement("INSERT INTO public.p VALUES (7, 'secret')")])
    let failed = try finding { try project.apply() }
    #expect(failed.notes == ["Partition key of the failing row contains (a) = (7)."])
    #expect(
      failed.help == [
        "nothing of this file remains applied",
        "mend the data that the message names, then run  pgparcel apply",
      ])
  }

  @Test func wholeRowsAreNotQuoted() throws {
    let project = try Project()
    try project.database.execute(
      "CREATE TABLE public.p (a int CHECK (a > 0), secret text NOT NULL)")
    for (second, values) in [(10, "(0, 'secret')"), (11, "(1, NULL)")] {
      try project.add(
        second, "a\(second)", "a\(second + 1)",
        [Statement("INSERT INTO public.p VALUES \(deparsed: values)")])
      let failed = try finding { try project.apply(to: "202511221030\(second)") }
      #expect(failed.notes.isEmpty)
      #expect(failed.help.count == 2)
      try project.edit(second, "INSERT INTO public.p VALUES \(values)", "SELECT 1")
      try project.apply()
    }
  }

  @Test func aFilesOwnWordsAreToBeDone() throws {
    let project = try Project()
    try project.add(
      10, "a", "b",
      [
        Statement("CREATE TABLE public.one ()"),
        Statement("DO $$ BEGIN RAISE 'pgparcel: give them a value first'; END $$"),
      ], transaction: .none)
    let stopped = try finding { try project.apply() }
    #expect(stopped.help.first == "do what the message says, then run  pgparcel apply  to go on")
  }

  @Test func theWayBackIsRunAgain() throws {
    let project = try Project()
    try project.add(
      10, "a", "b", [Statement("SELECT 1")],
      down: [Statement("SELECT 1"), Statement("SELECT 1 / 0")],
      downTransaction: Step.Transaction.none)
    try project.apply()
    let stopped = try finding { try project.down() }
    #expect(
      stopped.help == ["mend the data that the message names, then run  pgparcel down  to go on"])
  }
}
