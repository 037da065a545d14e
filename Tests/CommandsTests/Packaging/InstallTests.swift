import Commands
import Foundation
import TestSupport
import Testing

/// `make install` and `make uninstall`.
@Suite struct InstallTests {
  @Test func whatIsInstalledRunsAndIsRemovedWhole() throws {
    let place = try Place()
    let settings = ["DESTDIR=\(place.path)", "PREFIX=/opt/a place"]
    let installed = try Sources.make("install", settings[0], settings[1])
    #expect(installed.status == 0, "\(installed.text)")
    let version = try place.run("opt/a place/bin/pgparcel", "--version")
    #expect(version.text == "0.1.0\n")

    let files = try place.files(below: "opt/a place")
    let names = try subcommands()
    let expected =
      names.map { "share/man/man1/pgparcel-\($0).1" } + [
        "bin/pgparcel", "share/man/man1/pgparcel.1", "share/bash-completion/completions/pgparcel",
        "share/zsh/site-functions/_pgparcel", "share/fish/vendor_completions.d/pgparcel.fish",
      ]
    #expect(files == Set(expected))
    let share = "\(place.path)/opt/a place/share"
    try holdManuals("\(share)/man/man1", names)
    try holdCompletions("\(share)/bash-completion/completions/pgparcel", names)

    let removed = try Sources.make("uninstall", settings[0], settings[1])
    #expect(removed.status == 0, "\(removed.text)")
    #expect(try place.files().isEmpty)
  }

  /// As the help lists them.
  private func subcommands() throws -> [String] {
    let help = try Project().run("--help").output
    // Two spaces at least: the last line says how to get more.
    let names = help.matches(of: #/\n  ([a-z]+)  /#).map { String($0.1) }
    try #require(names.contains("apply"))
    return names
  }

  private func holdManuals(_ directory: String, _ names: [String]) throws {
    let main = try String(contentsOfFile: "\(directory)/pgparcel.1", encoding: .utf8)
    for section in ["SYNOPSIS", "OPTIONS", "ENVIRONMENT", "FILES", "EXIT STATUS", "SEE ALSO"] {
      #expect(main.contains(".Sh \(section)\n"))
    }
    for status in ExitStatus.allCases { #expect(main.contains(".It \(status.rawValue)\n")) }
    var all = main
    for name in names {
      #expect(main.contains(".It Xr pgparcel-\(name) 1\n"))
      let page = try String(contentsOfFile: "\(directory)/pgparcel-\(name).1", encoding: .utf8)
      // Every option that the help of the subcommand names is in one of the two.
      for word in try Project().run("help", name).output.split(whereSeparator: \.isWhitespace)
      where word.hasPrefix("--") {
        let option = word.dropFirst(2).prefix { $0.isLetter || $0 == "-" }
          .replacing("-", with: "\\-")
        #expect((main + page).contains("Fl \\-\(option)"), "\(name) \(word)")
      }
      all += page
    }
    // A variable is the name of an option.
    let variables = main.matches(of: /PGPARCEL_([A-Z_]+)/).map { $0.1.lowercased() }
    #expect(variables.count > 20)
    for variable in variables {
      #expect(all.contains("Fl \\-\(variable.replacing("_", with: "\\-"))"), "\(variable)")
    }
  }

  private func holdCompletions(_ script: String, _ names: [String]) throws {
    let syntax = try ForeignProgram.run("bash", ["-n", script], environment: [:])
    #expect(syntax.status == 0, "\(syntax.text)")
    let offered = try ForeignProgram.run(
      "bash",
      [
        "-c",
        """
        source "$1"
        COMP_WORDS=(pgparcel '') COMP_CWORD=1 COMP_LINE='pgparcel ' COMP_POINT=9
        _pgparcel pgparcel '' pgparcel
        printf '%s\\n' "${COMPREPLY[@]}"
        """, "bash", script,
      ], environment: [:])
    let words = offered.text.split(separator: "\n").map(String.init)
    #expect(Set(names).isSubset(of: words), "\(offered.text)")
  }
}
