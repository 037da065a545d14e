import Foundation

/// `Packaging/Containerfile` as instructions. No test has an engine that could build it.
struct Containerfile {
  /// Those that Debian has under these names, and the program loads.
  static let libraries: Set = ["libpq5", "libyaml-0-2"]

  struct Instruction {
    let name: String
    let text: String

    var words: [String] { text.split(separator: " ").map(String.init) }
  }

  let instructions: [Instruction]

  /// Comments out, continued lines joined.
  init(_ text: String) {
    var joined = ""
    var instructions: [Instruction] = []
    for line in text.split(separator: "\n") where !line.drop(while: \.isWhitespace).hasPrefix("#") {
      if line.hasSuffix("\\") {
        joined += line.dropLast()
        continue
      }
      let whole = joined + line
      joined = ""
      let name = whole.prefix { $0 != " " }
      instructions.append(
        Instruction(
          name: String(name),
          text: whole.dropFirst(name.count).trimmingCharacters(in: .whitespaces)))
    }
    self.instructions = instructions
  }

  /// The instructions of each stage, from its `FROM` on.
  var stages: [[Instruction]] {
    instructions.reduce(into: []) { stages, instruction in
      if instruction.name == "FROM" { stages.append([]) }
      if !stages.isEmpty { stages[stages.count - 1].append(instruction) }
    }
  }

  /// What `apt-get install` is told to install, itself or by an argument of the build.
  static func packages(_ stage: [Instruction]) -> [String] {
    var packages: [String] = []
    for instruction in stage {
      if instruction.name == "ARG", let value = instruction.text.split(separator: "=").last {
        packages += value.replacing("\"", with: "").split(separator: " ").map(String.init)
      }
      guard instruction.name == "RUN" else { continue }
      for command in instruction.text.split(separator: "&&")
      where command.contains("apt-get install") {
        let words = command.split(separator: " ").drop { $0 != "install" }.dropFirst()
        packages += words.filter { !$0.hasPrefix("-") && !$0.hasPrefix("$") }.map(String.init)
      }
    }
    return packages
  }
}
