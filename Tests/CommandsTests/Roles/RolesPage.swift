import Foundation
import TestSupport

/// The SQL of docs/roles.md, in the order of the page.
///
/// Taken out by the tests, so that the page cannot promise what does not work.
struct RolesPage {
  let blocks: [String]

  /// - Parameter names: what the page's roles are called here, as SQL.
  init(naming names: [String: String]) throws {
    let page = try String(
      contentsOf: GoldenCase.fixtures.appending(path: "../../docs/roles.md"), encoding: .utf8)
    blocks = page.components(separatedBy: "```sql\n").dropFirst().map { part in
      Self.renamed(part.components(separatedBy: "```")[0], names)
    }
  }

  /// Word by word: a name that was put in is not looked at again.
  private static func renamed(_ sql: String, _ names: [String: String]) -> String {
    sql.replacing(/[A-Za-z_]+/) { names[String($0.output)] ?? String($0.output) }
  }
}
