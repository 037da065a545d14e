import ArgumentParser
import PartitionYAML

struct SchemaCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of schema files, for editors.")

  @OptionGroup var global: GlobalOptions

  func report(_ session: Session) throws -> Report {
    // The document itself in either format: it is JSON already.
    session.world.console.write(.output, JSONSchema.text)
    return Report()
  }
}
