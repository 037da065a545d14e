import PartitionCore

extension WindowProgram {
  /// The window of a level in the terms of SQL.
  init(
    _ level: WindowLevel, of layout: LayoutDeclaration, column: String, copiesGrants: Bool
  ) {
    let retention = level.window.retention
    self.init(
      column: column, scale: level.scale.sql, start: level.grid.startText,
      interval: level.grid.interval.sql, zone: level.window.timezone?.value ?? "UTC",
      premake: level.premake,
      keep: retention.flatMap { $0.then == .keep ? nil : Interval($0.keep.value)?.sql },
      departure: retention?.departure ?? .detach,
      name: level.pattern.sql(table: level.table),
      tablespace: layout.defaultTablespace?.value,
      options: layout.defaultOptions.map { StorageParameter($0.name.value, $0.value.value) },
      copiesGrants: copiesGrants)
  }
}

extension WindowGrid {
  fileprivate var startText: String {
    switch start {
    case .number(let number): String(number)
    case .time(let time): time.text
    }
  }
}

extension Interval {
  /// PostgreSQL knows no quarters.
  fileprivate var sql: String {
    switch unit {
    case nil: String(count)
    case .quarter: "\(count * 3) months"
    case .some(let unit): "\(count) \(unit.rawValue)s"
    }
  }
}

extension NamePattern {
  /// The name as an expression; see `WindowProgram.name`.
  fileprivate func sql(table: String) -> SQLText {
    .joined(
      parts.map { part in
        switch part {
        case .literal(let text): "\(literal: text)"
        case .token(.table, _): "\(literal: table)"
        case .token(.parent, _): "parent_name"
        case .token(.start, let format): Self.sql("piece.local_from", format)
        case .token(.end, let format): Self.sql("piece.local_to", format)
        case .token: "''"
        }
      }, " || ")
  }

  private static func sql(_ value: SQLText, _ format: DateFormat?) -> SQLText {
    guard let format else { return "\(value)::text" }
    return "to_char(\(value), \(literal: format.template))"
  }
}

extension DateFormat {
  /// As `to_char` takes it: its fields have the same names, other letters need quotes (manual, "Data Type
  /// Formatting Functions").
  fileprivate var template: String {
    parts.map { part in
      switch part {
      case .field(let field): field.rawValue
      case .literal(let character): "\"\(character)\""
      }
    }.joined()
  }
}

extension KeyScale {
  /// Between the text of a bound and the instant that it stands for.
  fileprivate var sql: WindowProgram.Scale {
    switch self {
    case .number: return .number
    case .timestamptz:
      return .time(instant: { "(\($0))::timestamptz" }, text: { "(\($0))::text" })
    case .timestamp:
      return .time(
        instant: { "((\($0))::timestamp AT TIME ZONE 'UTC')" },
        text: { "(\($0) AT TIME ZONE 'UTC')::text" })
    case .date:
      return .time(
        instant: { "((\($0))::timestamp AT TIME ZONE 'UTC')" },
        text: { "(\($0) AT TIME ZONE 'UTC')::date::text" })
    case .epoch(let perSecond):
      return .time(
        instant: { "to_timestamp(((\($0))::numeric / \(perSecond))::double precision)" },
        text: { "trunc(extract(epoch FROM \($0)) * \(perSecond))::bigint::text" })
    case .snowflake:
      return .time(
        instant: {
          "to_timestamp((((\($0))::bigint >> 22) + 1288834974657) / 1000.0)"
        },
        text: {
          "((trunc(extract(epoch FROM \($0)) * 1000)::bigint - 1288834974657) << 22)::text"
        })
    case .uuidv7:
      return .time(
        instant: {
          """
          to_timestamp((('x' || left(replace(\($0), '-', ''), 12))
                    ::bit(48)::bigint) / 1000.0)
          """
        },
        text: {
          """
          regexp_replace(lpad(to_hex(
                    trunc(extract(epoch FROM \($0)) * 1000)::bigint), 12, '0'),
                    '^(.{8})(.{4})$', '\\1-\\2-0000-0000-000000000000')
          """
        })
    case .ulid:
      return .time(
        instant: {
          """
          to_timestamp((SELECT sum(
                    (strpos('0123456789ABCDEFGHJKMNPQRSTVWXYZ',
                      substr(\($0), i, 1)) - 1)::numeric * (32::numeric ^ (10 - i)))
                  FROM generate_series(1, 10) AS i)::double precision / 1000.0)
          """
        },
        text: {
          """
          ((SELECT string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ',
                    ((trunc(extract(epoch FROM \($0)) * 1000)::bigint >> (5 * (10 - i)))
                      & 31)::integer + 1, 1), '' ORDER BY i)
                  FROM generate_series(1, 10) AS i) || '0000000000000000')
          """
        })
    }
  }
}
