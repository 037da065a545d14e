import Foundation
import TestSupport
import Testing

@Suite struct CommandLineTests {
  @Test func unknownSubcommandsAreSuggested() throws {
    let run = try Project().run("pln")
    #expect(run.status == 64)
    #expect(
      run.error == "Error: unknown subcommand `pln`; did you mean `plan`?\nHelp:  pgparcel --help\n"
    )
  }

  @Test func laterSubcommandsAreSaidToBeSo() throws {
    let run = try Project().run("fmt", "--check")
    #expect(run.status == 64)
    #expect(run.error.hasPrefix("Error: `fmt` is not part of this release.\n"))
  }

  @Test func unknownOptionsAreSuggested() throws {
    let run = try Project().run("validate", "--fromat", "json")
    #expect(run.status == 64)
    #expect(run.error.contains("Did you mean '--format'?"))
  }

  @Test func unknownTablesAreSuggested() throws {
    let project = try Project()
    try project.write(Clinic.schema, to: "schemas/appointments.yaml")
    let run = project.run("plan", "apointments")
    #expect(run.status == 1)
    #expect(run.error.contains("no schema file declares a table `apointments`"))
    #expect(run.error.contains("did you mean `appointments`?"))
  }

  @Test func globalOptionsMayStandInFrontOrBehind() throws {
    let project = try Project()
    try project.write(Clinic.schema, to: "other/a.yaml")
    #expect(project.run("--schemas", "other", "validate").status == 0)
    #expect(project.run("validate", "--schemas", "other").status == 0)
    #expect(project.run("--schemas=other", "-q", "validate").status == 0)
    #expect(project.run("validate").status == 1)
  }

  @Test func aFlagGoesBeforeTheEnvironmentAndThatBeforeTheFile() throws {
    let project = try Project(environment: ["PGPARCEL_SCHEMAS": "from_environment"])
    try project.write("schemas: from_file\n", to: "pgparcel.yaml")
    #expect(project.run("validate").error.contains("from_environment"))
    #expect(project.run("validate", "--schemas", "from_flag").error.contains("from_flag"))
    let quiet = try Project()
    try quiet.write("schemas: from_file\n", to: "pgparcel.yaml")
    #expect(quiet.run("validate").error.contains("from_file"))
    #expect(try Project().run("validate").error.contains("/schemas"))
  }

  @Test func aWrongKeyOfTheConfigurationIsAFinding() throws {
    let project = try Project()
    try project.write("schema: here\n", to: "pgparcel.yaml")
    let run = project.run("validate")
    #expect(run.status == 1)
    #expect(run.error.contains("did you mean `schemas`?"))
  }

  @Test func aWrongWordInTheEnvironmentIsWrongUse() throws {
    let run = try Project(environment: ["PGPARCEL_FORMAT": "yaml"]).run("validate")
    #expect(run.status == 64)
    #expect(run.error.contains("format is `yaml`; it is one of text, json"))
  }

  @Test func theVersionIsPrinted() throws {
    let run = try Project().run("--version")
    #expect(run.status == 0)
    #expect(run.output == "0.1.0\n")
  }

  @Test(arguments: GoldenCase.all(in: "commands").filter { $0.name == "help" })
  func helpIsAsReviewed(_ golden: GoldenCase) throws {
    let project = try Project()
    try golden.expect(project.run("help").output, equals: "pgparcel.txt")
    let names = [
      "apply", "baseline", "completions", "demo", "down", "explain", "export", "generate", "import",
      "init", "lint", "maintain", "plan", "resolve", "schema", "status", "validate", "verify",
    ]
    for name in names {
      let run = project.run("help", name)
      #expect(run.status == 0)
      #expect(run.output == project.run(name, "--help").output)
      try golden.expect(run.output, equals: "\(name).txt")
    }
  }
}
