import ArgumentParser

/// Where a throwaway server comes from.
struct ScratchFlags: ParsableArguments {
  @Option(
    name: .customLong("scratch-bindir"),
    help: ArgumentHelp(
      "Directory of initdb and postgres for the scratch server.", valueName: "dir"),
    completion: .directory)
  var bindir: String?
}
