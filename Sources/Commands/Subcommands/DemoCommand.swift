import ArgumentParser
import Diagnostics

struct DemoCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Watch the main job on a private, throwaway server.",
    discussion: """
      Divides a table, undoes it and divides it again with the real commands, and checks every \
      claim. Touches no database of yours.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var scratch: ScratchFlags

  @Option(help: ArgumentHelp("Rows in the table.", valueName: "number"))
  var rows = 200_000

  func validate() throws {
    guard (10...50_000_000).contains(rows) else {
      throw ValidationError("--rows takes a number from 10 to 50000000.")
    }
  }

  func report(_ session: Session) throws -> Report {
    let stage = try DemoStage.opened(
      session, bindir: session.settings.value(scratch.bindir, "scratch-bindir"))
    try DemoStory(rows: rows).tell(stage)
    return Report(members: [("claims", .string("all checked"))])
  }
}
