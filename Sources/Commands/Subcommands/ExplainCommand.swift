import ArgumentParser
import Diagnostics

struct ExplainCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Print the long text behind an error code.")

  @OptionGroup var global: GlobalOptions

  @Argument(
    help: "A code such as E104.", completion: .list(Diagnostic.Code.allCases.map(\.rawValue)))
  var code: String

  func report(_ session: Session) throws -> Report {
    let wanted = code.uppercased()
    let codes = Diagnostic.Code.allCases.map(\.rawValue)
    guard codes.contains(wanted) else {
      let suggestion = EditDistance.suggestion(for: wanted, among: codes)
      throw UsageError(
        "there is no code `\(Printable.line(code))`", help: suggestion.map { "did you mean \($0)?" }
      )
    }
    let page = RulePages.text[wanted] ?? "# \(wanted)\n\nThis code has no page.\n"
    return Report(
      text: page, members: [("code", .string(wanted)), ("text", .string(page))])
  }
}
