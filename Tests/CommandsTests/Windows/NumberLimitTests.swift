import PostgresClient
import TestSupport
import Testing

/// Windows of whole numbers where the key comes to the end of its type, or of all counting.
@Suite(.database) struct NumberLimitTests {
  private func project(_ type: String, largest: String, interval: Int = 1000) throws -> Project {
    try Bookings.project(
      after: """
        CREATE TABLE public.log (id \(type)) PARTITION BY RANGE (id);
        CREATE TABLE public.log_rest PARTITION OF public.log DEFAULT;
        INSERT INTO public.log VALUES ('\(largest)');
        """,
      schema: """
        version: 1
        table: public.log
        partition:
          by: range
          key: [id]
          window:
            interval: \(interval)
            start: 0
            name: "{table}_{start}"
            retention: {keep: 2000, then: detach}
          default: {name: log_rest}
        """)
  }

  @Test(arguments: [
    ("smallint", "32767"), ("smallint", "30000"), ("integer", "2147483647"),
    ("bigint", "9223372036854775000"), ("numeric(7,2)", "99999.99"), ("numeric(4,-2)", "999900"),
  ])
  func theEndOfTheTypeIsSaid(_ type: String, _ largest: String) throws {
    let project = try project(type, largest: largest)
    let run = project.run("maintain", "--apply")
    #expect(run.status == 1, "\(run.output)\(run.error)")
    #expect(run.error.contains("E025") && run.error.contains(type), "\(run.error)")
    #expect(try LivePartitions.names(of: "log") == ["log_rest"])
    #expect(project.run("verify", "--windows").status != 0)
  }

  @Test(arguments: ["numeric": "NaN", "numeric(40,1)": "1e30", "bigint": "9223372036854775807"])
  func whatNoIntervalHoldsIsSaid(_ type: String, _ largest: String) throws {
    let project = try project(type, largest: largest)
    let run = project.run("maintain", "--apply")
    #expect(run.status == 1, "\(run.output)\(run.error)")
    #expect(run.error.contains("E025") && run.error.contains("largest key"), "\(run.error)")
    #expect(try LivePartitions.names(of: "log") == ["log_rest"])
  }

  @Test(arguments: ["-Infinity", "-1e30"])
  func whatLiesInFrontOfTheStartIsNoMatter(_ largest: String) throws {
    let project = try project("numeric", largest: largest)
    try project.roll("2025-11-22")
    #expect(
      try LivePartitions.names(of: "log") == ["log_rest", "log_0", "log_1000", "log_2000"])
  }

  @Test func aWindowOfOneStopsAtTheEndToo() throws {
    let run = try project("bigint", largest: "9223372036854775806", interval: 1)
      .run("maintain", "--apply")
    #expect(run.status == 1 && run.error.contains("E025"), "\(run.output)\(run.error)")
  }

  /// 2,147,483,647 seconds are over on 19 January 2038.
  @Test func secondsInAnIntegerEnd() throws {
    let project = try Bookings.project(
      after: "CREATE TABLE public.log (at integer) PARTITION BY RANGE (at)",
      schema: """
        version: 1
        table: public.log
        partition:
          by: range
          key: [at]
          window:
            interval: 1 month
            start: "2037-09-01"
            timezone: UTC
            encoding: epoch_s
            premake: 2
            name: "{table}_{start:YYYY_MM}"
        """)
    try project.roll("2037-10-15")
    let run = project.run("maintain", "--apply", "--as-of", "2037-11-15")
    #expect(run.status == 1, "\(run.output)\(run.error)")
    #expect(run.error.contains("E025") && run.error.contains("log_2038_01"), "\(run.error)")
  }
}
