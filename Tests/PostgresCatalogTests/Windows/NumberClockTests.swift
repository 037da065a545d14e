import PartitionYAML
import PostgresClient
import TestSupport
import Testing

/// Windows of whole numbers, whose clock is the largest key: it runs in irregular steps, against
/// PostgreSQL's own arithmetic.
@Suite(.database, .timeLimit(.minutes(12))) struct NumberClockTests {
  struct Window: CustomTestStringConvertible, Sendable {
    let type: String
    let interval: Int
    let start: Int
    /// The first and the last key, or somewhat less.
    let keys: ClosedRange<Int>
    var keep: Int?
    var premake = 3

    var testDescription: String { "\(type), \(interval) from \(start)" }

    var schema: String {
      """
      version: 1
      table: public.t
      partition:
        by: range
        key: [k]
        window:
          interval: \(interval)
          start: \(start)
          premake: \(premake)
          name: "{table}_{end}"
          \(keep.map { "retention: {keep: \($0), then: detach}" } ?? "")
        default: {name: t_rows}
      """
    }

    /// SQL for the lines that have to be there when $1 is the largest key.
    fileprivate var expectation: String {
      """
      WITH number AS (
        SELECT lo, lo + \(interval) AS hi, count(*) FILTER (WHERE lo > $1) OVER (ORDER BY lo) AS ahead
          FROM generate_series(\(start)::numeric, greatest($1::numeric, \(start)) + \((premake + 2) * interval),
                               \(interval)) AS lo)
      SELECT 't_' || hi AS name, lo::text AS lo, hi::text AS hi FROM number
       WHERE ahead <= \(premake) AND \(keep.map { "hi > $1 - \($0)" } ?? "true")
      """
    }
  }

  private static let windows: [Window] = [
    Window(type: "smallint", interval: 100, start: -30_000, keys: -30_200...29_000, keep: 250),
    Window(type: "integer", interval: 1, start: 0, keys: 0...60, keep: 7),
    Window(
      type: "integer", interval: 10_000_000, start: -2_000_000_000,
      keys: -2_000_000_000...2_000_000_000, keep: 35_000_000),
    Window(type: "bigint", interval: 1_000_000, start: 7, keys: 0...90_000_000, premake: 1),
    Window(
      type: "bigint", interval: 4_000_000_000_000_000, start: 0,
      keys: 4_000_000_000_000_000_000...4_600_000_000_000_000_000, keep: 20_000_000_000_000_000),
    Window(type: "numeric", interval: 1000, start: -1, keys: -5_000...90_000, keep: 1),
    Window(type: "numeric(12,3)", interval: 12_345, start: 678, keys: 0...900_000, keep: 99_999),
  ]

  @Test(arguments: windows, Seed.some(1))
  func rollsLikeArithmetic(_ window: Window, _ seed: Seed) throws {
    let connection = try TestDatabase.current.connect()
    try connection.execute(
      """
      CREATE TABLE public.t (k \(window.type)) PARTITION BY RANGE (k);
      CREATE TABLE public.t_rows PARTITION OF public.t DEFAULT;
      """)
    var random = Seeded(seed)
    var simulation = try WindowSimulation(window.schema, connection)
    var largest = window.keys.lowerBound
    var turns = 0
    while largest <= window.keys.upperBound {
      try connection.execute("INSERT INTO public.t VALUES (\(largest))")
      simulation.apply(try simulation.state(at: 0, connection))
      let expected = Set(
        try connection.query(window.expectation, [String(largest)]).map {
          WindowSimulation.Line(
            name: try $0.text("name"), from: try $0.text("lo"), to: try $0.text("hi"))
        })
      try #require(
        simulation.lines == expected,
        """
        at \(largest): too many \(simulation.lines.subtracting(expected).map(\.description).sorted()), \
        missing \(expected.subtracting(simulation.lines).map(\.description).sorted())
        """)
      // The default partition is none of them.
      try #require(simulation.count == expected.count + 1)
      let again = try simulation.state(at: 0, connection)
      try #require(!again.isDue, "at \(largest), the second time: \(again)")
      try #require(again.ahead == window.premake)
      turns += 1
      // To the edge of an interval, just before it, or anywhere; some intervals are slept through.
      let next = try connection.query(
        "SELECT min(hi::numeric) FROM (\(window.expectation)) AS e WHERE hi::numeric > $1",
        [String(largest)])[0, 0].flatMap { Int($0) }
      let edges = [next, next.map { $0 - 1 }].compactMap { $0 }.filter { $0 > largest }
      largest =
        edges.randomElement(using: &random).flatMap { Bool.random(using: &random) ? $0 : nil }
        ?? largest + Int.random(in: 1...window.interval * 4, using: &random)
    }
    #expect(turns > 5)
  }
}
