import Diagnostics
import PartitionCore
import PartitionYAML

/// The declarations of a project.
struct SchemaFiles {
  /// In order of their paths.
  private(set) var declarations: [TableDeclaration] = []
  /// Every file that was read, good or bad.
  private(set) var paths: [String] = []
  private(set) var findings = DiagnosticBag()

  /// Reads the named files, or all of `schemas/`.
  init(_ session: Session, files: [String] = []) throws {
    paths = files.isEmpty ? try Self.all(session) : files
    for path in paths {
      guard let bytes = try session.project.bytes(path) else { continue }
      var own = DiagnosticBag()
      let declaration = decodeTable(path: path, bytes: bytes, into: &own)
      if let declaration, !own.hasErrors { declarations.append(declaration) }
      findings.add(own.diagnostics)
    }
    refuseDuplicates()
  }

  private static func all(_ session: Session) throws -> [String] {
    let directory = session.settings.schemas
    guard session.project.isDirectory(directory) else {
      throw Failure(
        Diagnostic(
          .fileAccess, "there is no directory \(session.project.location(directory))",
          help: ["run  pgparcel init  here, or name the project with -C"]))
    }
    let names = try session.project.names(in: directory).filter {
      ($0.hasSuffix(".yaml") || $0.hasSuffix(".yml")) && !$0.hasPrefix(".")
    }
    guard !names.isEmpty else {
      throw Failure(
        Diagnostic(
          .fileAccess, "\(session.project.location(directory)) holds no schema file",
          help: ["write one, or run  pgparcel import TABLE"]))
    }
    return names.map { "\(directory)/\($0)" }
  }

  private mutating func refuseDuplicates() {
    var first: [QualifiedName: TableDeclaration] = [:]
    for declaration in declarations {
      let table = declaration.table
      guard let other = first[table.value] else {
        first[table.value] = declaration
        continue
      }
      findings.add(
        Diagnostic(
          .duplicateName, "two files declare \(table.value)", at: table.span,
          labels: [.init(other.table.span, "the other one")], help: ["remove one of them"]))
    }
  }

  /// The declarations that the arguments name, by table or file; all of them for no arguments.
  func selected(_ arguments: [String]) throws -> [TableDeclaration] {
    guard !arguments.isEmpty else { return declarations }
    var chosen: Set<QualifiedName> = []
    var unknown = DiagnosticBag()
    for argument in arguments {
      let found = declarations.filter { $0.answers(to: argument) }
      chosen.formUnion(found.map(\.table.value))
      if found.isEmpty { unknown.add(missing(argument)) }
    }
    if unknown.hasErrors { throw Failure(unknown) }
    return declarations.filter { chosen.contains($0.table.value) }
  }

  private func missing(_ argument: String) -> Diagnostic {
    let names = declarations.flatMap { [$0.table.value.name, $0.table.value.description] }
    let suggestion = EditDistance.suggestion(for: argument, among: names)
    let known = declarations.map(\.table.value.description).joined(separator: ", ")
    return Diagnostic(
      .tableMissing, "no schema file declares a table `\(argument)`",
      help: suggestion.map { ["did you mean `\($0)`?"] } ?? [],
      notes: known.isEmpty ? [] : ["declared: \(known)"])
  }
}

extension TableDeclaration {
  /// `appointments`, `public.appointments`, `schemas/appointments.yaml` or `appointments.yaml`.
  func answers(to argument: String) -> Bool {
    let name = table.value
    return [name.name, name.description, source.path].contains(argument)
      || source.path.hasSuffix("/\(argument)") || "./\(source.path)" == argument
  }
}
