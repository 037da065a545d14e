import PostgresClient
import TestSupport
import Testing

/// Windows on real tables, one for each way in which a key can hold a time or a number.
@Suite(.database, .timeLimit(.minutes(12))) struct KeyTypeWindowTests {
  struct Key: CustomTestStringConvertible, Sendable {
    let type: String
    var encoding: String?
    var zone: String?
    var testDescription: String { encoding ?? type }

    var schema: String {
      let lines = [zone.map { "timezone: \($0)" }, encoding.map { "encoding: \($0)" }]
        .compactMap { $0 }
      return """
        version: 1
        table: public.events
        primary_key: [k]
        partition:
          by: range
          key: [k]
          window:
            interval: 1 month
            start: "2024-11-01"
            premake: 2
            name: "{table}_{start:YYYY_MM}"
            retention: {keep: 3 months, then: drop}
        \(lines.map { "    " + $0 }.joined(separator: "\n"))
        """
    }
  }

  private static let keys: [Key] = [
    Key(type: "date"), Key(type: "timestamp"), Key(type: "timestamptz", zone: "Europe/Berlin"),
    Key(type: "timestamptz(0)", zone: "America/Sao_Paulo"),
    Key(type: "integer", encoding: "epoch_s", zone: "UTC"),
    Key(type: "bigint", encoding: "epoch_ms", zone: "Asia/Kathmandu"),
    Key(type: "numeric(20,2)", encoding: "epoch_us", zone: "UTC"),
    Key(type: "bigint", encoding: "epoch_ns", zone: "Europe/Berlin"),
    Key(type: "bigint", encoding: "snowflake", zone: "UTC"),
    Key(type: "uuid", encoding: "uuidv7", zone: "Europe/Berlin"),
    Key(type: "text", encoding: "ulid", zone: "UTC"),
    Key(type: "character varying(26)", encoding: "ulid", zone: "UTC"),
  ]

  @Test(arguments: keys) func rolls(_ key: Key) throws {
    let project = try Bookings.project(
      after: "CREATE TABLE public.events (k \(key.type) PRIMARY KEY) PARTITION BY RANGE (k)",
      schema: key.schema)
    func names(_ months: String...) -> [String] { months.map { "events_\($0)" } }
    let allowed = ["--allow", "DELETES_DATA"]
    try project.roll("2025-01-10", allowed[0], allowed[1])
    #expect(
      try LivePartitions.names(of: "events")
        == names("2024_11", "2024_12", "2025_01", "2025_02", "2025_03"))
    try project.roll("2025-02-28", allowed[0], allowed[1])
    // April and May were slept through.
    try project.roll("2025-06-02", allowed[0], allowed[1])
    #expect(
      try LivePartitions.names(of: "events")
        == names("2025_03", "2025_04", "2025_05", "2025_06", "2025_07", "2025_08"))
  }

  @Test(arguments: ["smallint", "integer", "bigint", "numeric", "numeric(12,3)"])
  func numbersFollowTheLargestKey(_ type: String) throws {
    let project = try Bookings.project(
      after: "CREATE TABLE public.log (id \(type) PRIMARY KEY) PARTITION BY RANGE (id)",
      schema: """
        version: 1
        table: public.log
        primary_key: [id]
        partition:
          by: range
          key: [id]
          window:
            interval: 1000
            start: 0
            premake: 2
            name: "{table}_{start}"
            retention: {keep: 2000, then: detach}
        """)
    try project.roll("2025-11-22")
    #expect(try LivePartitions.names(of: "log") == ["log_0", "log_1000"])
    try TestDatabase.current.execute("INSERT INTO log VALUES (0), (1999)")
    try project.roll("2025-11-22")
    #expect(
      try LivePartitions.names(of: "log") == ["log_0", "log_1000", "log_2000", "log_3000"])
    try TestDatabase.current.execute("INSERT INTO log VALUES (3999)")
    try project.roll("2025-11-22")
    #expect(
      try LivePartitions.names(of: "log")
        == ["log_1000", "log_2000", "log_3000", "log_4000", "log_5000"])
    // Without rows keys may begin again: nothing goes, and what had gone is a partition again.
    try TestDatabase.current.execute("TRUNCATE log")
    try project.roll("2025-11-22")
    #expect(
      try LivePartitions.names(of: "log")
        == ["log_0", "log_1000", "log_2000", "log_3000", "log_4000", "log_5000"])
  }

  /// Bounds by hand say more than the milliseconds: version and variant of a UUID.
  @Test func meetsBoundsThatSayMoreThanAMillisecond() throws {
    let key = Key(type: "uuid", encoding: "uuidv7", zone: "UTC")
    let project = try Bookings.project(
      after: """
        CREATE TABLE public.events (k uuid PRIMARY KEY) PARTITION BY RANGE (k);
        CREATE TABLE events_by_hand PARTITION OF events
          FOR VALUES FROM ('01941f29-7c00-7000-8000-000000000000')
                       TO ('0194bece-a000-7000-8000-000000000000');
        """, schema: key.schema.replacing("2024-11-01", with: "2025-01-01"))
    try project.roll("2025-01-10", "--allow", "DELETES_DATA")
    let bounds = try TestDatabase.current.query(
      """
      SELECT pg_get_expr(relpartbound, oid) FROM pg_class WHERE relname = 'events_2025_02'
      """)
    #expect(
      bounds[0, 0]?.contains("FROM ('0194bece-a000-7000-8000-000000000000')") == true,
      "\(bounds[0, 0] ?? "")")
  }
}
