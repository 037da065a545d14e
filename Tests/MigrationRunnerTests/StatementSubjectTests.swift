import Testing

@testable import MigrationRunner

@Suite struct StatementSubjectTests {
  @Test(arguments: [
    (
      #"CREATE INDEX "visits_p1_day_idx" ON ONLY "public"."visits_p1" USING btree (day)"#,
      "visits_p1_day_idx"
    ),
    (#"CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "Day" ON t (a)"#, #""Day""#),
    (
      #"ALTER TABLE ONLY "public"."visits" VALIDATE CONSTRAINT "visits_fk""#,
      "public.visits VALIDATE CONSTRAINT visits_fk"
    ),
    (
      #"ALTER INDEX "public"."a" ATTACH PARTITION "public"."b""#,
      "public.a ATTACH PARTITION public.b"
    ),
    (#"ALTER TABLE "public"."a" RENAME TO "b""#, "public.a"),
    (#"ALTER TABLE "public"."a" ADD COLUMN b int"#, "public.a"),
    (#"DROP INDEX CONCURRENTLY IF EXISTS "public"."a""#, "public.a"),
    (#"VACUUM (ANALYZE) "public"."visits_new""#, "public.visits_new"),
    (#"CALL "pgparcel"."copy"()"#, "pgparcel.copy"),
    (#"SELECT "pgparcel"."purge"()"#, "pgparcel.purge"),
    (
      #"CREATE TRIGGER "t" AFTER INSERT OR UPDATE ON "public"."visits" EXECUTE FUNCTION f()"#,
      "t ON public.visits"
    ),
    (#"DROP TRIGGER IF EXISTS "t" ON "public"."visits""#, "t ON public.visits"),
    ("UPDATE pgparcel.conversions SET phase = 'built'", "pgparcel.conversions"),
    ("-- of mine\ncreate table a (b int)", "a"),
  ])
  func isNamed(_ sql: String, _ subject: String) {
    #expect(StatementSubject(of: sql).name == subject)
  }

  @Test(arguments: ["DO $$ BEGIN END $$", "SELECT 1", "SET lock_timeout = '3s'", "COMMIT", ""])
  func othersHaveNone(_ sql: String) {
    #expect(StatementSubject(of: sql).name == nil)
  }
}
