import PostgresClient
import TestSupport
import Testing

/// A foreign key guards every write, whichever of two files has just run.
@Suite(.database) struct ForeignKeyTests {
  private static let sql = """
    CREATE TABLE public.kinds (kind text PRIMARY KEY);
    INSERT INTO public.kinds VALUES ('a'), ('b');
    CREATE TABLE public.parcels (
      id integer PRIMARY KEY,
      kind text NOT NULL CONSTRAINT parcels_kind REFERENCES public.kinds ON UPDATE CASCADE);
    INSERT INTO public.parcels SELECT n, 'a' FROM generate_series(1, 100) AS n;
    """
  private static let byRange = """
    table: public.parcels
    primary_key: [id]
    partition:
      by: range
      key: [id]
      partitions:
        - {name: parcels_low, from: [MINVALUE], to: [50]}
        - {name: parcels_high, from: [50], to: [MAXVALUE]}
    """

  @Test func neverLapses() throws {
    let conversion = try Conversion(Self.sql, yaml: Self.byRange, table: "public.parcels")
    let before = try TestDatabase.current.dumpSchema()
    try walk(conversion)
    #expect(try TestDatabase.current.dumpSchema(["-N", "pgparcel"]) == before)
  }

  @Test func neverLapsesBetweenTwoPartitionedLayouts() throws {
    let sql = """
      CREATE TABLE public.kinds (kind text PRIMARY KEY);
      INSERT INTO public.kinds VALUES ('a'), ('b');
      CREATE TABLE public.parcels (
        id integer PRIMARY KEY,
        kind text NOT NULL CONSTRAINT parcels_kind REFERENCES public.kinds ON UPDATE CASCADE)
        PARTITION BY HASH (id);
      CREATE TABLE public.parcels_0 PARTITION OF public.parcels FOR VALUES WITH (MODULUS 2, REMAINDER 0);
      CREATE TABLE public.parcels_1 PARTITION OF public.parcels FOR VALUES WITH (MODULUS 2, REMAINDER 1);
      INSERT INTO public.parcels SELECT n, 'a' FROM generate_series(1, 100) AS n;
      """
    let conversion = try Conversion(sql, yaml: Self.byRange, table: "public.parcels")
    let before = try TestDatabase.current.dumpSchema()
    try walk(conversion)
    #expect(try TestDatabase.current.dumpSchema(["-N", "pgparcel"]) == before)
  }

  /// Up, down, up and down again, with a look after each file.
  private func walk(_ conversion: Conversion) throws {
    for _ in 0..<2 {
      for stage in [Stage.build, .capture, .copy, .indexes, .catchUp, .swap, .validate] {
        try conversion.up(stage)
        try expectGuarded(conversion, "after \(stage) up")
      }
      for stage in [Stage.validate, .swap, .catchUp, .indexes, .copy, .capture, .build] {
        try conversion.down(stage)
        try expectGuarded(conversion, "after \(stage) down")
      }
    }
  }

  private func expectGuarded(_ conversion: Conversion, _ when: Comment) throws {
    #expect(throws: PostgresError.self, when) {
      try conversion.execute("INSERT INTO public.parcels VALUES (1000, 'nobody')")
    }
    try conversion.execute("UPDATE public.kinds SET kind = 'c' WHERE kind = 'a'")
    let left = try conversion.value("SELECT count(*) FROM public.parcels WHERE kind <> 'c'")
    #expect(left == "0", when)
    try conversion.execute("UPDATE public.kinds SET kind = 'a' WHERE kind = 'c'")
  }
}
