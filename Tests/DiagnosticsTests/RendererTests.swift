import Diagnostics
import Testing

@Suite struct RendererTests {
  private let file = SourceFile(
    path: "schemas/appointments.yaml",
    text: "version: 1\ntable: public.appointments\nprimary_key: [id]\nkey: [is_completed]\n")

  private func span(_ lower: Int, _ upper: Int) -> Span { Span(file: file, bytes: lower..<upper) }

  private var bag: DiagnosticBag {
    var bag = DiagnosticBag()
    bag.add(Diagnostic(.connection, "no server at db1:5432", help: ["start it\nor name another"]))
    bag.add(
      Diagnostic(
        .keyLacksPartitionKey, "primary key (id) does not contain is_completed", at: span(51, 55),
        caret: "not unique", labels: [Diagnostic.Label(span(62, 74), "partition key")],
        help: ["write  primary_key: [id, is_completed]"], notes: ["100% sure"],
        fix: Fix(span(51, 55), "[id, is_completed]")))
    bag.add(Diagnostic(.rangeGap, "a gap", at: span(0, 1)))
    return bag
  }

  @Test func writesTextSortedWithCounts() {
    #expect(
      TextRenderer().rendered(bag) == """
        error[E300]: no server at db1:5432
           = help: start it
                   or name another

        warning[W024]: a gap
          --> schemas/appointments.yaml:1:1
           |
         1 | version: 1
           | ^

        error[E104]: primary key (id) does not contain is_completed
          --> schemas/appointments.yaml:3:14
           |
         3 | primary_key: [id]
           |              ^^^^ not unique
         4 | key: [is_completed]
           |       ------------ partition key
           = help: write  primary_key: [id, is_completed]
           = note: 100% sure

        2 errors, 1 warning

        """)
  }

  @Test func saysNothingAboutNothing() {
    #expect(TextRenderer().rendered(DiagnosticBag()) == "")
    #expect(GitHubRenderer.rendered(DiagnosticBag()) == "")
  }

  @Test func colourChangesNoWord() {
    let coloured = TextRenderer(colour: true).rendered(bag)
    #expect(coloured.contains("\u{1B}[1;31merror[E104]\u{1B}[0m"))
    let stripped = coloured.split(separator: "\u{1B}", omittingEmptySubsequences: false)
      .enumerated().map { $0 == 0 ? $1 : $1.drop { $0 != "m" }.dropFirst() }.joined()
    #expect(stripped == TextRenderer().rendered(bag))
  }

  @Test func writesAnnotations() {
    #expect(
      GitHubRenderer.rendered(bag) == """
        ::error title=E300::no server at db1:5432%0Ahelp: start it%0Aor name another
        ::warning file=schemas/appointments.yaml,line=1,col=1,endColumn=2,title=W024::a gap
        ::error file=schemas/appointments.yaml,line=3,col=14,endColumn=18,title=E104::primary key \
        (id) does not contain is_completed%0Ahelp: write  primary_key: [id, is_completed]

        """)
  }

  @Test func writesTheSameFactsAsJSON() {
    let text = JSONRenderer.rendered(bag, pretty: false)
    #expect(text.hasPrefix(#"{"schema_version":1,"diagnostics":[{"code":"E300","#))
    #expect(
      text.contains(
        #""code":"E104","severity":"error","message":"primary key (id) does not contain"#
          + #" is_completed","file":"schemas/appointments.yaml","line":3,"column":14,"#
          + #""end":{"line":3,"column":18},"caret":"not unique","labels":[{"#))
    #expect(
      text.contains(
        #""notes":["100% sure"],"fix":{"range":{"line":3,"column":14,"end":{"line":3,"column":18}},"#
          + #""text":"[id, is_completed]"},"docs":"docs/rules/E104.md"}],"errors":2,"warnings":1}"#)
    )
    #expect(text.contains(#""help":["start it\nor name another"],"notes":[],"fix":null,"#))
  }

  @Test func fixesReplaceJustTheWord() {
    let file = SourceFile(path: "a.yaml", text: "key: [is_complete, \"Aktiv\", {column: b}]\n")
    func fix(_ text: String, _ old: String, _ new: String) -> String? {
      guard let start = file.text.firstRange(of: text)?.lowerBound else { return nil }
      let lower = file.text.utf8.distance(from: file.text.startIndex, to: start)
      let place = Span(file: file, bytes: lower..<lower + text.utf8.count)
      return Fix(place, replacing: old, by: new)?.text
    }
    #expect(fix("is_complete", "is_complete", "is_completed") == "is_completed")
    #expect(fix("\"Aktiv\"", "Aktiv", "aktiv seit") == "\"aktiv seit\"")
    #expect(fix("\"Aktiv\"", "Aktiv", "yes") == "\"yes\"")
    #expect(fix("{column: b}", "b", "c") == nil)
  }

  @Test func alignsCaretsBehindWideCharactersAndTabs() {
    let file = SourceFile(path: "a.yaml", text: "日本:\t🐘é no\r\nnext")
    let lower = "日本:\t🐘é ".utf8.count
    let finding = Diagnostic(
      .ambiguousScalar, "no", at: Span(file: file, bytes: lower..<lower + 2))
    #expect(
      TextRenderer().rendered(finding) == """
        error[E011]: no
          --> a.yaml:1:8
           |
         1 | 日本:\t🐘é no
           |      \t    ^^
        """)
  }

  @Test func clipsLongLinesAndHidesControls() {
    let text =
      String(repeating: "x", count: 5000) + "\u{1B}[2Jno" + String(repeating: "y", count: 99)
    let file = SourceFile(path: "a.yaml", text: text)
    let finding = Diagnostic(.ambiguousScalar, "no", at: Span(file: file, bytes: 5004..<5006))
    let lines = TextRenderer().rendered(finding).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count < 250 && !$0.contains("\u{1B}") })
    let excerpt = Array(lines[3])
    let caret = Array(lines[4]).firstIndex(of: "^") ?? 0
    #expect(String(excerpt[caret..<caret + 2]) == "no")
  }
}
