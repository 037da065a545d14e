import MigrationRunner
import PartitionCore
import PostgresClient
import TestSupport
import Testing

/// Keys whose `=` is not PostgreSQL's own, and sessions with settings of their own.
@Suite(.database) struct KeyTypeTests {
  static let types = ["public.citext", "public.ltree", "public.email", "numeric", "app.pair"]

  @Test(
    "17b. Keys of types with operators of their own", .needs("citext", "ltree"), arguments: types)
  func foreignOperators(_ type: String) throws {
    let value = type == "app.pair" ? "('(1,' || g || ')')::app.pair" : "(g * 1.0)::text::\(type)"
    let spelt = type == "app.pair" ? "id" : "(upper(id::text) || '')::\(type)"
    let conversion = try Conversion(
      """
      CREATE EXTENSION citext SCHEMA public;
      CREATE EXTENSION ltree SCHEMA public;
      CREATE SCHEMA app;
      CREATE DOMAIN app.lower AS public.citext;
      CREATE DOMAIN public.email AS app.lower;
      CREATE TYPE app.pair AS (a integer, b text);
      CREATE TABLE public.visits (id \(type) PRIMARY KEY, day date NOT NULL, note text);
      INSERT INTO public.visits SELECT \(value), date '2025-12-22' + g, 'note ' || g
        FROM generate_series(1, 20) AS g;
      CREATE TABLE public.twin (LIKE public.visits INCLUDING ALL);
      INSERT INTO public.twin SELECT * FROM public.visits;
      """)
    let id = type == "app.pair" ? "'(1,3)'::app.pair" : "(3 * 1.0)::text::\(type)"
    try conversion.up(.build, through: .capture)
    try conversion.write(
      "UPDATE public.visits SET note = 'x' WHERE id OPERATOR(\(equals(type))) \(id)")
    try conversion.up(.copy, through: .indexes)
    try conversion.write("UPDATE public.visits SET id = \(spelt) WHERE day > '2025-12-30'")
    try conversion.write("DELETE FROM public.visits WHERE day = '2025-12-28'")
    try conversion.write("UPDATE public.visits SET day = '2026-09-09' WHERE day = '2025-12-29'")
    try conversion.expectCopied()
    try conversion.up(.catchUp, through: .swap)
    try conversion.write("UPDATE public.visits SET day = day + 100 WHERE day < '2026-01-01'")
    try conversion.expectTwins()
    try conversion.down(.swap)
    try conversion.expectTwins()
  }

  private func equals(_ type: String) -> String {
    ["numeric", "app.pair"].contains(type) ? "pg_catalog.=" : "public.="
  }

  @Test("17c. One key in another spelling stays one row", .needs("citext"))
  func otherSpelling() throws {
    let conversion = try Conversion(
      """
      CREATE EXTENSION citext SCHEMA public;
      CREATE TABLE public.visits (id public.citext PRIMARY KEY, day date NOT NULL);
      INSERT INTO public.visits VALUES ('Ada', '2026-01-01'), ('Bob', '2025-01-01');
      CREATE TABLE public.twin (LIKE public.visits INCLUDING ALL);
      INSERT INTO public.twin SELECT * FROM public.visits;
      """)
    try conversion.up(.build, through: .indexes)
    try conversion.write("UPDATE public.visits SET id = 'ADA' WHERE day = '2026-01-01'")
    try conversion.write("DELETE FROM public.visits WHERE day = '2025-01-01'")
    try conversion.write("INSERT INTO public.visits VALUES ('BOB', '2025-01-01')")
    try conversion.expectCopied()
    try conversion.up(.catchUp, through: .swap)
    try conversion.expectTwins()
  }

  @Test("A role whose default is SERIALIZABLE: apply works, psql is told") func serializable()
    throws
  {
    let conversion = try Conversion()
    try conversion.execute(
      """
      ALTER DATABASE \(conversion.database.name) SET default_transaction_isolation = 'serializable'
      """)
    let runner = try Runner(conversion)
    try runner.apply(through: .capture)
    try conversion.write("UPDATE public.visits SET note = 'x' WHERE id = 3")
    var options = Runner.options
    options.jobs = 2
    let database = conversion.database
    options.connect = { try database.connect() }
    try runner.apply(through: .catchUp, options)
    #expect(try conversion.failure(.swap).message.contains("READ COMMITTED"))
    try runner.apply(through: .swap)
    try conversion.write("UPDATE public.visits SET note = 'y' WHERE id = 4")
    #expect(try conversion.failure(.swap, .down).message.contains("READ COMMITTED"))
    try runner.down()
    try conversion.expectTwins()
  }

  @Test("psql in SERIALIZABLE is told before the purge") func serializablePurge() throws {
    let conversion = try Conversion()
    try conversion.up(.build, through: .copy)
    let settings = ["default_transaction_isolation": "repeatable read"]
    #expect(
      try conversion.failure(.indexes, settings: settings).message.contains("READ COMMITTED"))
    try conversion.up(.indexes, through: .swap)
    try conversion.expectTwins()
  }
}
