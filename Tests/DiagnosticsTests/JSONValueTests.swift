import Diagnostics
import Testing

@Suite struct JSONValueTests {
  private let value = JSONValue.object([
    ("b", .int(-1)), ("a", .array([.null, .bool(true), .string("é🐘")])), ("empty", .array([])),
    ("none", .object([])),
  ])

  @Test func keepsTheOrderOfKeys() {
    #expect(value.rendered() == #"{"b":-1,"a":[null,true,"é🐘"],"empty":[],"none":{}}"#)
  }

  @Test func indentsByTwo() {
    #expect(
      value.rendered(pretty: true) == """
        {
          "b": -1,
          "a": [
            null,
            true,
            "é🐘"
          ],
          "empty": [],
          "none": {}
        }
        """)
  }

  @Test func escapesControls() {
    #expect(JSONText.quoted("a\"\\\n\r\t\u{1}\u{7F}") == #""a\"\\\n\r\t\u0001\u007f""#)
  }
}
