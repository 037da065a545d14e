import PostgresClient
import TestSupport
import Testing

@Suite struct TextArrayTests {
  @Test(
    arguments: [
      ("{}", []),
      ("{a}", ["a"]),
      ("{a,NULL,null,\"NULL\"}", ["a", nil, nil, "NULL"]),
      ("{\"\",\"a,b\",\"{}\"}", ["", "a,b", "{}"]),
      (#"{"a\"b","c\\d"}"#, ["a\"b", #"c\d"#]),
      ("[2:3]={a,b}", ["a", "b"]),
      ("{é,🐘}", ["é", "🐘"]),
    ] as [(String, [String?])])
  func decodes(_ text: String, _ elements: [String?]) throws {
    #expect(try decodeTextArray(text) == elements)
  }

  @Test(arguments: ["", "{", "a", "{a", "{a,}", "{\"a}", "{a}b", "{{a},{b}}", "{\"a\\", "{a\"b\"}"])
  func refuses(_ text: String) {
    #expect(throws: PostgresError.self) { try decodeTextArray(text) }
  }

  @Test(.database, arguments: Seed.some(10))
  func readsWhatTheServerWrites(_ seed: Seed) throws {
    var random = Seeded(seed)
    let letters = ["a", "\"", "\\", ",", "{", "}", " ", "é", "NULL", "'", "\n", "["]
    let elements = (0..<20).map { _ in
      (0..<Int.random(in: 0...4, using: &random)).map { _ in
        letters[Int.random(in: 0..<letters.count, using: &random)]
      }.joined()
    }
    let places = elements.indices.map { "$\($0 + 1)::text" }.joined(separator: ", ")
    let row = try TestDatabase.current.query("SELECT ARRAY[\(places)] AS list", elements)[0]
    #expect(try row.textArray("list") == elements)
  }
}
