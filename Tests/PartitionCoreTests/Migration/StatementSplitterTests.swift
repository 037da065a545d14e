import PartitionCore
import TestSupport
import Testing

@Suite struct StatementSplitterTests {
  private func split(_ text: String) throws -> [String] {
    let bytes = Array(text.utf8)
    return try StatementSplitter.split(bytes).map {
      String(decoding: bytes[$0.range], as: UTF8.self)
    }
  }

  @Test(
    arguments: [
      ("", []),
      (" -- nothing; \n /* ; */ ", []),
      ("a; b ;", ["a", "b"]),
      (";;a;;", ["a"]),
      ("a 'x;''y' b; c;", ["a 'x;''y' b", "c"]),
      (#"a 'x\'; b;"#, [#"a 'x\'"#, "b"]),
      (#"a E'x\';y'; b;"#, [#"a E'x\';y'"#, "b"]),
      ("a e'x' \n 'y\\';z'; b;", ["a e'x' \n 'y\\';z'", "b"]),
      ("a e'x' -- c\n 'y\\';z'; b;", ["a e'x' -- c\n 'y\\';z'", "b"]),
      (#"a e'x' 'y\'; b;"#, [#"a e'x' 'y\'"#, "b"]),
      (#"select name'x\'; b;"#, [#"select name'x\'"#, "b"]),
      (#"a U&'x;\'; b U&"y;" ;"#, [#"a U&'x;\'"#, #"b U&"y;""#]),
      (#"a "x;""y"; b;"#, [#"a "x;""y""#, "b"]),
      ("a $$x;$$; b $t$ ; $$ ; $t$;", ["a $$x;$$", "b $t$ ; $$ ; $t$"]),
      ("a$b$ ; c$b$;", ["a$b$", "c$b$"]),
      ("a $1; b $é$;$é$;", ["a $1", "b $é$;$é$"]),
      ("a /* ; /* ; */ ; */ b;", ["a /* ; /* ; */ ; */ b"]),
      ("a -- ; \n b;", ["a -- ; \n b"]),
      ("a -- ; \r b; c;", ["a -- ; \r b", "c"]),
      ("a +-- ; \n b;", ["a +-- ; \n b"]),
      (
        "create rule r as on insert to t do also (a; b); c;",
        ["create rule r as on insert to t do also (a; b)", "c"]
      ),
      (
        "create or replace function f() returns int begin atomic select case when 1=1 then 2 end; end; c;",
        [
          "create or replace function f() returns int begin atomic select case when 1=1 then 2 end; end",
          "c",
        ]
      ),
      ("create table begin (a int); end;", ["create table begin (a int)", "end"]),
      ("select 1--2;\n;", ["select 1--2;"]),
      ("select 1e5, 1.5, .5, 1..2;", ["select 1e5, 1.5, .5, 1..2"]),
    ] as [(String, [String])])
  func splits(_ text: String, _ expected: [String]) throws {
    #expect(try split(text) == expected)
  }

  @Test(arguments: [
    ("a; 'b", StatementSplitter.Failure.unterminated(.string, offset: 3)),
    ("a; e'b\\'", .unterminated(.string, offset: 3)),
    ("\"", .unterminated(.quotedName, offset: 0)),
    ("a $x$ $y$;", .unterminated(.dollarString, offset: 2)),
    ("/* /* */", .unterminated(.blockComment, offset: 0)),
    ("a (b;", .unterminated(.parenthesis, offset: 2)),
    ("create procedure p() begin atomic a; c;", .unterminated(.body, offset: 21)),
    ("a; \\d", .backslash(offset: 3)),
    ("a; b", .noSemicolon(offset: 3)),
  ])
  func says(_ text: String, _ failure: StatementSplitter.Failure) {
    #expect(throws: failure) { try split(text) }
  }

  @Test func knowsCommentsAndWords() throws {
    let bytes = Array("-- one\n/* two */ create unique index concurrently x on t (a);".utf8)
    let statement = try #require(try StatementSplitter.split(bytes).first)
    #expect(statement.comments.count == 2)
    #expect(statement.words == ["CREATE", "UNIQUE", "INDEX", "CONCURRENTLY"])
  }

  @Test(arguments: Seed.some(40)) func tokensCoverEveryByte(_ seed: Seed) {
    var random = Seeded(seed)
    let marks = [
      "'", "\"", "$", "$a$", "/*", "*/", "--", "\n", "\r", "e'", "u&", "\\", ";", "(", ")",
    ]
    var bytes: [UInt8] = []
    for _ in 0..<200 {
      bytes +=
        Bool.random(using: &random)
        ? Array((marks.randomElement(using: &random) ?? "").utf8)
        : [UInt8.random(in: 0...255, using: &random)]
    }
    var scanner = SQLScanner(bytes)
    var end = 0
    while let token = scanner.next() {
      #expect(token.range.lowerBound == end && !token.range.isEmpty)
      end = token.range.upperBound
    }
    #expect(end == bytes.count)
    _ = try? StatementSplitter.split(bytes)
  }

  @Test(.timeLimit(.minutes(12))) func takesLinearTime() throws {
    let text = String(repeating: "select e'a' -- b\n, '$$' || $x$ $$ $x$;\n", count: 20_000)
    #expect(try split(text).count == 20_000)
    _ = try? split(String(repeating: "e'a' ", count: 100_000))
    _ = try? split(String(repeating: "$a", count: 200_000))
    _ = try? split(String(repeating: "/*", count: 200_000))
  }
}
