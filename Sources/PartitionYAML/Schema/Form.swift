import Diagnostics

/// Building blocks of the JSON Schema.
enum Form {
  typealias Members = [(String, JSONValue)]

  /// A mapping with known keys; `x-*` is allowed anywhere.
  static func object(
    _ description: String?, required: [String] = [], _ properties: Members, rules: Members = []
  ) -> JSONValue {
    .object(
      described(description) + [
        ("type", .string("object")), ("required", .strings(required)),
        ("properties", .object(properties)), ("patternProperties", anything),
        ("additionalProperties", .bool(false)),
      ] + rules)
  }

  /// A mapping whose keys are the author's names.
  static func map(_ description: String?, of value: JSONValue) -> JSONValue {
    .object(
      described(description) + [
        ("type", .string("object")), ("patternProperties", anything),
        ("additionalProperties", value),
      ])
  }

  static func list(
    _ description: String?, of item: JSONValue, atLeast minimum: Int = 0
  ) -> JSONValue {
    .object(
      described(description) + [
        ("type", .string("array")), ("items", item), ("minItems", .int(minimum)),
      ])
  }

  static func names(_ description: String?) -> JSONValue {
    .object(
      described(description) + [
        ("type", .string("array")), ("items", name(nil)), ("minItems", .int(1)),
        ("uniqueItems", .bool(true)),
      ])
  }

  /// A text that YAML itself takes for a text.
  static func name(_ description: String?) -> JSONValue {
    .object(described(description) + [("type", .string("string")), ("minLength", .int(1))])
  }

  /// A text that may look like a number or boolean.
  static func text(_ description: String?) -> JSONValue {
    .object(described(description) + [("type", .strings(["string", "number", "boolean"]))])
  }

  static func pattern(_ pattern: String, _ description: String?) -> JSONValue {
    .object(
      described(description) + [("type", .string("string")), ("pattern", .string(pattern))])
  }

  /// A pattern that also plain numbers satisfy.
  static func numberOr(_ pattern: String, _ description: String?) -> JSONValue {
    .object(
      described(description) + [
        ("type", .strings(["string", "integer"])), ("pattern", .string(pattern)),
        ("minimum", .int(1)),
      ])
  }

  static func flag(_ description: String?) -> JSONValue {
    .object(described(description) + [("type", .string("boolean"))])
  }

  static func integer(_ range: ClosedRange<Int>, _ description: String?) -> JSONValue {
    .object(
      described(description) + [
        ("type", .string("integer")), ("minimum", .int(range.lowerBound)),
        ("maximum", .int(range.upperBound)),
      ])
  }

  static func constant(_ number: Int, _ description: String?) -> JSONValue {
    .object(described(description) + [("const", .int(number))])
  }

  static func choice(_ words: [String], _ description: String?) -> JSONValue {
    .object(described(description) + [("enum", .strings(words))])
  }

  static func either(
    _ description: String?, _ first: JSONValue, _ definition: String
  ) -> JSONValue {
    .object(described(description) + [("anyOf", .array([first, reference(definition)]))])
  }

  static func reference(_ definition: String) -> JSONValue {
    .object([("$ref", .string("#/definitions/\(definition)"))])
  }

  /// The keys must not stand where another one does.
  static func excludes(_ key: String, _ others: [String]) -> JSONValue {
    .object([
      ("if", required([key])),
      ("then", .object([("not", anyOf(others.map { required([$0]) }))])),
    ])
  }

  static func required(_ keys: [String]) -> JSONValue { .object([("required", .strings(keys))]) }

  static func anyOf(_ forms: [JSONValue]) -> JSONValue { .object([("anyOf", .array(forms))]) }

  private static let anything = JSONValue.object([("^x-", .bool(true))])

  private static func described(_ text: String?) -> Members {
    text.map { [("description", .string($0))] } ?? []
  }
}
