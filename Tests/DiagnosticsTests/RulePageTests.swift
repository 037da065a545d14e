import Diagnostics
import Foundation
import Testing

@Suite struct RulePageTests {
  private static let directory = URL(filePath: #filePath)
    .appending(path: "../../../docs/rules").standardized

  @Test(arguments: Diagnostic.Code.allCases)
  func everyCodeHasAPage(_ code: Diagnostic.Code) throws {
    let file = Self.directory.appending(path: "\(code.rawValue).md")
    let page = try String(contentsOf: file, encoding: .utf8)
    #expect(page.hasPrefix("# \(code.rawValue): "))
    #expect(page.contains("## What to do\n"))
    #expect(page.contains("## Why\n"))
  }

  @Test func everyPageHasACode() throws {
    let pages = try FileManager.default.contentsOfDirectory(atPath: Self.directory.path)
    let codes = Diagnostic.Code.allCases.map { "\($0.rawValue).md" }
    #expect(Set(pages) == Set(codes))
  }
}
