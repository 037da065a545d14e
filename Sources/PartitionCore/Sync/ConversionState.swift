/// The row of `pgparcel.conversions` that says how far a conversion is.
///
/// Each file demands a phase and leaves one, so that psql and `apply` alike refuse the wrong order.
struct ConversionState {
  enum Phase: String, CaseIterable {
    case built, armed, copied, indexed, checked, swapped, validated
  }

  let names: SyncNames

  /// Makes schema and table where they are missing, and the row.
  ///
  /// Asked first: CREATE … IF NOT EXISTS needs the right to create even if it does nothing.
  func open(keepOld: String) -> [Statement] {
    [
      Statement(
        .block(
          """
          BEGIN
            IF pg_catalog.to_regnamespace('pgparcel') IS NULL THEN
              CREATE SCHEMA pgparcel;
              COMMENT ON SCHEMA pgparcel IS \(literal: Self.ownSchema);
            END IF;
            IF pg_catalog.to_regclass('pgparcel.conversions') IS NULL THEN
              CREATE TABLE pgparcel.conversions (
                name text PRIMARY KEY,
                table_schema text NOT NULL,
                table_name text NOT NULL,
                phase text NOT NULL,
                paused boolean NOT NULL DEFAULT false,
                keep_old interval NOT NULL,
                source_files text,
                started_at timestamp with time zone NOT NULL DEFAULT pg_catalog.now(),
                copying_since timestamp with time zone,
                swapped_at timestamp with time zone
              );
            END IF;
          END
          """), why: "Where the conversion keeps its state."),
      Statement(
        """
        INSERT INTO pgparcel.conversions (name, table_schema, table_name, phase, keep_old)
          VALUES (\(literal: names.base), \(literal: names.table.schema),
            \(literal: names.table.name), \(literal: Phase.built.rawValue), INTERVAL \(literal: keepOld))
        """),
    ]
  }

  /// Marks a schema that a conversion made: one that somebody made for a role that may make none stays.
  private static let ownSchema = "Made by a conversion of pgparcel, and dropped with the last one"

  /// Takes the row away, and table and schema with the last one.
  func close() -> [Statement] {
    [
      Statement("DELETE FROM pgparcel.conversions WHERE name = \(literal: names.base)"),
      Statement(
        .block(
          """
          BEGIN
            IF NOT EXISTS (SELECT FROM pgparcel.conversions) THEN
              DROP TABLE pgparcel.conversions;
            END IF;
            IF pg_catalog.obj_description(
              pg_catalog.to_regnamespace('pgparcel'), 'pg_namespace') = \(literal: Self.ownSchema)
            AND NOT EXISTS (
              SELECT FROM pg_catalog.pg_class
              WHERE relnamespace = pg_catalog.to_regnamespace('pgparcel'))
            AND NOT EXISTS (
              SELECT FROM pg_catalog.pg_proc
              WHERE pronamespace = pg_catalog.to_regnamespace('pgparcel'))
            THEN
              DROP SCHEMA pgparcel;
            END IF;
          END
          """), why: "Nothing of pgparcel stays that nobody uses."),
    ]
  }

  func set(_ phase: Phase) -> Statement {
    var assignments: SQLText = "phase = \(literal: phase.rawValue)"
    if phase == .swapped { assignments = "\(assignments), swapped_at = pg_catalog.now()" }
    if phase == .checked { assignments = "\(assignments), swapped_at = NULL" }
    return Statement(
      "UPDATE pgparcel.conversions SET \(assignments) WHERE name = \(literal: names.base)")
  }

  /// Adds to a guard that the conversion is in one of these phases.
  func require(_ phases: Phase..., in guards: inout Guard) {
    let list = SQLText.joined(phases.map { "\(literal: $0.rawValue)" })
    let words = phases.map(\.rawValue).joined(separator: " or ")
    guards.refuse(
      when: "pg_catalog.to_regclass('pgparcel.conversions') IS NULL",
      "no conversion of \(names.table) is under way; run its first file first")
    guards.refuse(
      when: """
        NOT EXISTS (
            SELECT FROM pgparcel.conversions
            WHERE name = \(literal: names.base) AND phase IN (\(list)))
        """,
      "the conversion of \(names.table) is not \(words); run its files in their order")
  }
}
