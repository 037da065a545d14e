import PostgresClient
import TestSupport
import Testing

/// TRUNCATE fires no row trigger; what it takes away and what comes after it is followed all the
/// same.
@Suite(.database) struct TruncateTests {
  enum Moment: CaseIterable, Sendable { case before, during, after, caughtUp }

  private static let reload = """
    TRUNCATE public.visits;
    INSERT INTO public.visits
      SELECT g, date '2026-01-01' + g, g, 'reloaded' FROM generate_series(15, 25) AS g;
    """

  @Test("13. TRUNCATE, then reload", arguments: Moment.allCases)
  func truncateAndReload(_ moment: Moment) throws {
    let conversion = try Conversion()
    switch moment {
    case .before:
      try conversion.up(.build, through: .capture)
      try conversion.write(Self.reload)
      try conversion.up(.copy, through: .indexes)
    case .during:
      try conversion.up(.build, through: .capture)
      try conversion.execute("UPDATE public.visits SET note = repeat('x', 900)")
      try conversion.execute("UPDATE public.twin SET note = repeat('x', 900)")
      // One range is copied, then the table is emptied under the rest.
      try conversion.copyFirstBlock()
      #expect(try conversion.value("SELECT count(*) > 0 FROM public.visits_new") == "t")
      try conversion.write(Self.reload)
      try conversion.up(.copy, through: .indexes)
    case .after:
      try conversion.up(.build, through: .copy)
      try conversion.write(Self.reload)
      try conversion.up(.indexes)
    case .caughtUp:
      try conversion.up(.build, through: .catchUp)
      try conversion.write(Self.reload)
    }
    try conversion.expectCopied()
    try conversion.expectTwins()
    try conversion.run(.catchUp)
    try conversion.up(.swap)
    try conversion.expectTwins()
  }

  @Test("13b. A TRUNCATE is not brought over under the lock") func notUnderTheLock() throws {
    let conversion = try Conversion()
    try conversion.up(.build, through: .catchUp)
    try conversion.write("TRUNCATE public.visits")
    #expect(try conversion.failure(.swap, catchingUp: false).sqlState == "55P03")
    #expect(try conversion.phase() == "checked")
    try conversion.up(.swap)
    try conversion.expectTwins()
  }

  @Test("14. TRUNCATE of one partition before the way back") func truncatedPartition() throws {
    let conversion = try Conversion()
    try conversion.up(.build, through: .swap)
    try conversion.execute("TRUNCATE public.visits_2025")
    try conversion.execute("DELETE FROM public.twin WHERE day < '2026-01-01'")
    try conversion.write("INSERT INTO public.visits VALUES (3, '2025-01-01', 3, 'later')")
    try conversion.expectTwins()
    try conversion.down(.swap)
    #expect(try !conversion.isPartitioned())
    try conversion.expectTwins()
  }
}
