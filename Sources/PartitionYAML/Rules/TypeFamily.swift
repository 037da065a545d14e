/// What a declared column type means for checks made without a server.
enum TypeFamily: Equatable {
  case boolean, integer, number, date, timestamp, timestamptz, uuid, text, other

  /// From the text under `columns:`, as people and `format_type` write it.
  init(_ type: String) {
    var base = type.lowercased()
    if let open = base.firstIndex(of: "("), let close = base.firstIndex(of: ")"), open < close {
      base.removeSubrange(open...close)
    }
    let words = base.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    switch words {
    case "boolean", "bool": self = .boolean
    case "smallint", "integer", "bigint", "int", "int2", "int4", "int8", "serial", "bigserial",
      "smallserial":
      self = .integer
    case "numeric", "decimal", "real", "double precision", "float", "float4", "float8":
      self = .number
    case "date": self = .date
    case "timestamp", "timestamp without time zone": self = .timestamp
    case "timestamptz", "timestamp with time zone": self = .timestamptz
    case "uuid": self = .uuid
    case "text", "varchar", "character varying", "char", "character", "bpchar", "citext", "name":
      self = .text
    default: self = .other
    }
  }

  /// What it is called in messages: `a boolean`.
  var noun: String {
    switch self {
    case .boolean: "a boolean"
    case .integer: "a whole number"
    case .number: "a number"
    default: "a value of this type"
    }
  }
}
