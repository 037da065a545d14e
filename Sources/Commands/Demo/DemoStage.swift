import Diagnostics
import FoundationEssentials
import PostgresClient
import ScratchServer

/// A server and a working directory, both gone when nobody holds this any more.
private final class DemoPlace {
  let server: ScratchServer
  private let home = FileManager.default.currentDirectoryPath
  private let directory =
    FileManager.default.temporaryDirectory.path + "/pgparcel-demo-\(UUID().uuidString)"

  init(_ binaries: ServerBinaries) throws {
    server = try ScratchServer.start(binaries: binaries)
  }

  deinit {
    _ = FileManager.default.changeCurrentDirectoryPath(home)
    try? FileManager.default.removeItem(atPath: directory)
    server.stop()
  }

  func enter() throws {
    try ProjectFiles(root: "/").createDirectory(directory)
    guard FileManager.default.changeCurrentDirectoryPath(directory) else {
      throw Failure(Diagnostic(.fileAccess, "cannot enter \(directory)"))
    }
  }
}

/// Where the demo plays, and what its story is told with.
struct DemoStage: ~Copyable {
  private let place: DemoPlace
  private let world: World
  let connection: Connection

  private init(_ place: DemoPlace, _ world: World, _ connection: consuming Connection) {
    self.place = place
    self.world = world
    self.connection = connection
  }

  /// Starts the server.
  static func opened(_ session: Session, bindir: String?) throws -> DemoStage {
    let console = session.world.console
    let binaries = try ServerBinaries.find(
      bindir: bindir, environment: session.world.environment, preferredMajor: nil)
    console.write(
      .output, "Starting a private PostgreSQL \(binaries.majorVersion); it ends with this demo.\n")
    let place = try DemoPlace(binaries)
    let server = place.server
    try server.createDatabase(DemoTables.database)
    try place.enter()

    // Only what leads to the private server: the user's own database must not be touched.
    var world = session.world
    world.environment = world.environment.filter {
      !$0.key.hasPrefix("PG") && $0.key != "DATABASE_URL"
    }
    world.environment["PGPARCEL_DATABASE_URL"] =
      "host=\(server.socketDirectory) port=\(server.port) user=\(server.superuser)"
      + " dbname=\(DemoTables.database)"
    world.environment["PGPARCEL_SCRATCH_BINDIR"] = binaries.directory
    world.console.inputIsTerminal = false
    let connection = try Connection(
      server.conninfo(database: DemoTables.database), applicationName: "the application")
    return DemoStage(place, world, connection)
  }

  private var console: Console { world.console }

  func say(_ text: String) {
    let lines = Paragraph.wrapped(text)
    console.write(.output, "\n" + lines.joined(separator: "\n") + "\n")
  }

  func print(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "    \($0)" }
    console.write(.output, lines.joined(separator: "\n") + "\n")
  }

  /// Runs a real command line.
  func pgparcel(_ arguments: String..., expecting status: ExitStatus = .ok) throws {
    console.write(.output, "\n$ pgparcel \(arguments.joined(separator: " "))\n")
    let code = Pgparcel.run(arguments, in: world)
    try check(code == status.rawValue, "pgparcel \(arguments[0]) exits with \(status.rawValue)")
  }

  /// - Throws: `Failure` naming the claim that does not hold.
  func check(_ holds: Bool, _ claim: String) throws {
    guard holds else {
      throw Failure(Diagnostic(.proofFailed, "the demo's claim does not hold: \(claim)"))
    }
    console.write(.output, "  ok: \(claim)\n")
  }

  /// Lets the application work while `body` runs; no transaction of it may fail.
  func whileBooking(_ body: () throws -> Void) throws -> DemoWriter.Day {
    let writer = DemoWriter(place.server.conninfo(database: DemoTables.database))
    let result = Result { try body() }
    let day = writer.end()
    try result.get()
    try check(day.failure == nil, day.failure ?? "no transaction of the application failed")
    try check(day.booked > 0, "meanwhile \(day.booked) appointments were booked and completed")
    print("the slowest of them took \(Int(day.longest * 1000)) ms")
    return day
  }

  func value(_ sql: String) throws -> String { try connection.query(sql)[0, 0] ?? "" }

  func write(_ text: String, to path: String) throws {
    try ProjectFiles(root: ".").write(text, to: path)
  }

  func text(of path: String) throws -> String {
    String(decoding: try ProjectFiles(root: ".").bytes(path) ?? [], as: UTF8.self)
  }

  func files(in directory: String) throws -> [String] {
    try ProjectFiles(root: ".").names(in: directory)
  }
}
