import PartitionYAML
import PostgresClient
import TestSupport
import Testing

/// Windows under a clock that runs for years, in irregular steps, against PostgreSQL's own calendar.
@Suite(.database, .timeLimit(.minutes(12))) struct WindowClockTests {
  @Test(arguments: SimulatedWindow.units, Seed.some(1))
  func rollsLikeTheCalendar(_ window: SimulatedWindow, _ seed: Seed) throws {
    try run(window, seed)
  }

  @Test(arguments: SimulatedWindow.keys, Seed.some(1))
  func rollsKeysThatEncodeTime(_ window: SimulatedWindow, _ seed: Seed) throws {
    try run(window, seed)
  }

  private func run(_ window: SimulatedWindow, _ seed: Seed) throws {
    let connection = try TestDatabase.current.connect(settings: ["TimeZone": "UTC"])
    var random = Seeded(seed)
    try connection.execute("CREATE TABLE public.t (k \(window.type)) PARTITION BY RANGE (k)")
    var simulation = try WindowSimulation(window.schema, connection)
    let bounds = try connection.query(
      """
      SELECT extract(epoch FROM $1::timestamptz)::bigint AS first,
             extract(epoch FROM $2::timestamptz)::bigint AS last,
             extract(epoch FROM $3::interval)::bigint AS step
      """, [window.days.first, window.days.last, SimulatedWindow.sqlInterval(window.interval)])[0]
    var now = try #require(Int(try bounds.text("first")))
    let last = try #require(Int(try bounds.text("last")))
    let step = try #require(Int(try bounds.text("step")))
    var turns = 0
    var moment = now
    while now <= last {
      simulation.apply(try simulation.state(at: now, connection))
      let expected = try window.expected(at: now, connection)
      let lines = simulation.lines
      try #require(
        lines == expected.lines,
        """
        at \(now): too many \(lines.subtracting(expected.lines).map(\.description).sorted()), \
        missing \(expected.lines.subtracting(lines).map(\.description).sorted())
        """)
      try #require(simulation.count == lines.count)
      let again = try simulation.state(at: now, connection)
      try #require(!again.isDue, "at \(now), the second time: \(again)")
      try #require(again.ahead == window.premake)
      turns += 1
      moment = now
      // To the edge of an interval, just before it, or anywhere; some intervals are slept through.
      let edges = [expected.next, expected.next - 1].filter { $0 > now }
      now =
        edges.randomElement(using: &random).flatMap { Bool.random(using: &random) ? $0 : nil }
        ?? now + Int.random(in: 1...step * 4, using: &random)
    }
    // No turn passes over more than four intervals, and no run is shorter than ten.
    #expect(turns > 2)
    #expect(try window.rowsOutOfPlace(of: simulation.lines, at: moment, connection) == [])
  }
}
