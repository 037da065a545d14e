/// The clinic of the guide, before and after.
enum DemoTables {
  static let database = "clinic"

  static let create = """
    CREATE TABLE users (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      name varchar(100) NOT NULL
    );
    CREATE TABLE doctors (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      name varchar(100) NOT NULL
    );
    CREATE TABLE appointments (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      user_id uuid NOT NULL REFERENCES users (id),
      doc_id uuid NOT NULL REFERENCES doctors (id),
      slot_date varchar(100) NOT NULL,
      slot_time varchar(100) NOT NULL,
      amount numeric(10,2) NOT NULL,
      date numeric NOT NULL,
      cancelled boolean DEFAULT false,
      payment boolean DEFAULT false,
      is_completed boolean DEFAULT false,
      created_at timestamp DEFAULT now(),
      updated_at timestamp DEFAULT now()
    );
    CREATE INDEX idx_appointments_user ON appointments (user_id);
    CREATE INDEX idx_appointments_doctor ON appointments (doc_id);
    """

  /// One row in ten is an open appointment.
  static func fill(rows: Int) -> String {
    """
    INSERT INTO users (name) SELECT 'user ' || n FROM generate_series(1, 200) n;
    INSERT INTO doctors (name) SELECT 'doctor ' || n FROM generate_series(1, 20) n;
    INSERT INTO appointments (user_id, doc_id, slot_date, slot_time, amount, date, is_completed)
      SELECT u.ids[1 + n % 200], d.ids[1 + n % 20], (n % 28 + 1) || '_12_2025',
        (8 + n % 10) || ':00', 20 + n % 80, 1764892800000 + n, n % 10 <> 0
      FROM (SELECT array_agg(id) AS ids FROM users) u,
        (SELECT array_agg(id) AS ids FROM doctors) d, generate_series(1, \(rows)) n;
    ANALYZE appointments;
    """
  }

  static let schema = """
    version: 1
    table: public.appointments
    primary_key: [id, is_completed]
    partition:
      by: list
      key: [is_completed]
      partitions:
        - name: appointments_active
          values: [false]
          indexes:
            - {name: idx_active_date, columns: [slot_date]}
        - name: appointments_completed
          values: [true]
          indexes:
            - {name: idx_completed_date, columns: [slot_date]}
    indexes:
      - {name: idx_appointments_user, columns: [user_id]}
      - {name: idx_appointments_doctor, columns: [doc_id]}
    convert: {strategy: online, keep_old: 1 day}
    assert:
      - name: open appointments
        sql: SELECT * FROM appointments WHERE is_completed = $1
        params: [false]
        scans: [appointments_active]

    """

  /// The application's own query, unchanged throughout.
  static let query = "SELECT * FROM appointments WHERE is_completed = false"

  /// Of all that is booked while the demo runs; no row before has it.
  static let day = "31_12_2025"

  static let booking = """
    INSERT INTO appointments (user_id, doc_id, slot_date, slot_time, amount, date)
    SELECT (SELECT id FROM users ORDER BY name LIMIT 1),
      (SELECT id FROM doctors ORDER BY name LIMIT 1), '\(day)', '09:30', 75, 1766568600000
    RETURNING id
    """
}
