import Foundation
import PostgresClient
import TestSupport
import Testing

/// A project whose table `orders` is converted, and a twin of the table that every
/// transaction of the load writes too and that nobody converts.
final class OrdersProject: Sendable {
  let database = TestDatabase.current
  private let root: URL
  private static let fixtures = GoldenCase.fixtures.appending(path: "load")

  /// How long a load lasts; `make load` asks for more.
  static var seconds: Int {
    ProcessInfo.processInfo.environment["PGPARCEL_LOAD_SECONDS"].flatMap { Int($0) } ?? 8
  }

  /// - Parameters:
  ///   - schema: the file of `Tests/Fixtures/load` that says what becomes of the table.
  ///   - base: the file there that makes it a partitioned one first.
  init(schema: String = "orders", base: String? = nil) throws {
    root = FileManager.default.temporaryDirectory.appending(path: "pgparcel-\(UUID())")
    try FileManager.default.createDirectory(
      at: root.appending(path: "schemas"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: Self.fixtures.appending(path: "\(schema).yaml"),
      to: root.appending(path: "schemas/orders.yaml"))
    for file in ["base"] + [base].compactMap(\.self) {
      try database.run(
        tool: "psql", ["-Xq", "-v", "ON_ERROR_STOP=1", "-f", Self.path(of: file)])
    }
    try database.execute("VACUUM ANALYZE orders, twin")
    try pgparcel("generate", "--no-proof")
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  static func path(of script: String) -> String {
    fixtures.appending(path: "\(script).sql").path
  }

  // MARK: The program

  /// Beside the test bundle, wherever the build put both.
  private static let program = URL(filePath: CommandLine.arguments[0])
    .deletingLastPathComponent().appending(path: "pgparcel")

  /// Starts `pgparcel` as a process of its own.
  func start(_ arguments: [String]) throws -> (process: Process, output: Pipe) {
    let process = Process()
    process.executableURL = Self.program
    process.arguments = arguments + ["-C", root.path]
    process.environment = database.target.toolEnvironment.merging(
      ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""]) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    return (process, pipe)
  }

  /// Runs `pgparcel` to its end, which must be a good one.
  func pgparcel(
    _ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let (status, output) = try result(of: arguments)
    #expect(status == 0, "\(arguments): \(output)", sourceLocation: sourceLocation)
  }

  func result(of arguments: [String]) throws -> (status: Int32, output: String) {
    let (process, pipe) = try start(arguments)
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, output)
  }

  // MARK: The oracle

  /// Rows that only one of the two tables holds, a few of them, each with the table that holds it.
  func difference() throws -> [String] {
    try database.query(
      """
      SELECT 'orders ' || a::text AS row FROM (TABLE orders EXCEPT ALL TABLE twin) AS a
      UNION ALL SELECT 'twin ' || b::text FROM (TABLE twin EXCEPT ALL TABLE orders) AS b
      ORDER BY 1 LIMIT 20
      """
    ).map { try $0.text("row") }
  }

  /// Names of the table's partitions.
  func partitions() throws -> [String] {
    try database.query(
      """
      SELECT inhrelid::regclass::text AS name FROM pg_inherits
      WHERE inhparent = 'orders'::regclass ORDER BY 1
      """
    ).map { try $0.text("name") }
  }

  func isPartitioned() throws -> Bool {
    try database.query("SELECT relkind FROM pg_class WHERE oid = 'orders'::regclass")[0, 0] == "p"
  }
}
