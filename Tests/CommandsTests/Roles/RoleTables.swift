/// What the roles work on: a table that is converted online, with all that needs rights of its own, and
/// one whose windows roll.
enum RoleTables {
  static let sql = """
    CREATE TABLE clinic.doctors (id bigint PRIMARY KEY);
    ALTER TABLE clinic.doctors OWNER TO other;
    INSERT INTO clinic.doctors SELECT generate_series(0, 4);
    CREATE TABLE clinic.appointments (
      id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      doc_id bigint NOT NULL REFERENCES clinic.doctors,
      is_completed boolean NOT NULL DEFAULT false
    );
    CREATE INDEX idx_doctor ON clinic.appointments (doc_id);
    CREATE VIEW clinic.open_appointments AS
      SELECT * FROM clinic.appointments WHERE NOT is_completed;
    INSERT INTO clinic.appointments (doc_id, is_completed)
      SELECT n % 5, n % 10 <> 0 FROM generate_series(1, 100) AS n;
    ALTER TABLE clinic.appointments OWNER TO app;
    ALTER VIEW clinic.open_appointments OWNER TO app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON clinic.appointments TO writer;
    CREATE TABLE clinic.bookings (
      id bigint NOT NULL, at timestamptz NOT NULL, doctor integer, PRIMARY KEY (id, at)
    ) PARTITION BY RANGE (at);
    SET timezone = 'UTC';
    CREATE TABLE clinic.bookings_2025_09 PARTITION OF clinic.bookings
      FOR VALUES FROM ('2025-09-01') TO ('2025-10-01');
    CREATE TABLE clinic.bookings_2025_10 PARTITION OF clinic.bookings
      FOR VALUES FROM ('2025-10-01') TO ('2025-11-01');
    CREATE TABLE clinic.bookings_2025_11 PARTITION OF clinic.bookings
      FOR VALUES FROM ('2025-11-01') TO ('2025-12-01');
    INSERT INTO clinic.bookings VALUES (1, '2025-09-05', 7);
    ALTER TABLE clinic.bookings OWNER TO app;
    ALTER TABLE clinic.bookings_2025_09 OWNER TO app;
    ALTER TABLE clinic.bookings_2025_10 OWNER TO app;
    ALTER TABLE clinic.bookings_2025_11 OWNER TO app;
    """

  static func appointments(_ more: String = "") -> String {
    """
    version: 1
    table: clinic.appointments
    primary_key: [id, is_completed]
    partition:
      by: list
      key: [is_completed]
      partitions:
        - {name: appointments_active, values: [false]}
        - {name: appointments_completed, values: [true]}
    indexes:
      - {name: idx_doctor, columns: [doc_id]}
    \(more)
    convert: {strategy: online}
    assert:
      - name: open appointments
        sql: SELECT * FROM clinic.appointments WHERE is_completed = $1
        params: [false]
        scans: [appointments_active]

    """
  }

  static let bookings = """
    version: 1
    table: clinic.bookings
    primary_key: [id, at]
    partition:
      by: range
      key: [at]
      window:
        interval: 1 month
        start: "2025-09-01"
        timezone: UTC
        premake: 2
        name: "{table}_{start:YYYY_MM}"
        retention: {keep: 1 month, then: drop, export: true}

    """
}
