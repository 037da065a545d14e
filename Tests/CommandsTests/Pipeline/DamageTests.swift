import Foundation
import PostgresClient
import TestSupport
import Testing

/// Damaged files: never a crash, never a statement of them, always a word about the place.
@Suite(.timeLimit(.minutes(12))) struct DamageTests {
  private enum Damage: CaseIterable {
    case truncated, flippedBit, insertedBytes, lostLine, doubledLine, utf16, nul, emptied

    func damaged(_ bytes: [UInt8], _ random: inout Seeded) -> [UInt8] {
      var result = bytes
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch self {
      case .truncated: result = Array(bytes.prefix(place))
      case .flippedBit: result[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case .insertedBytes:
        result.insert(
          contentsOf: (0..<4).map { _ in UInt8.random(in: 0...255, using: &random) }, at: place)
      case .lostLine, .doubledLine:
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
        let number = Int.random(in: 0..<lines.count, using: &random)
        if self == .lostLine {
          lines.remove(at: number)
        } else {
          lines.insert(lines[number], at: number)
        }
        result = Array(lines.joined(separator: [0x0A]))
      case .utf16:
        result =
          [0xFF, 0xFE]
          + String(decoding: bytes, as: UTF8.self).utf16.flatMap {
            [UInt8($0 & 0xFF), UInt8($0 >> 8)]
          }
      case .nul: result.insert(0, at: place)
      case .emptied: result = []
      }
      return result
    }
  }

  /// One directory, made once; each seed damages a copy of it.
  private static let original = Result { () throws -> [String: [UInt8]] in
    let database = try TestDatabase.create()
    defer { try? database.drop() }
    try database.execute(Clinic.tables)
    let project = try Project(database: database.address)
    try project.write(Clinic.schema, to: "schemas/appointments.yaml")
    let generate = project.run("generate", "--no-proof")
    try #require(generate.status == 0, "\(generate.error)")
    let plan = project.run("plan", "--out", "plan.json")
    try #require(plan.status == 0, "\(plan.error)")
    var files = ["plan.json": Array(try project.text("plan.json").utf8)]
    for directory in ["schemas", "migrations"] {
      for name in try project.names(in: directory) {
        let path = "\(directory)/\(name)"
        files[path] = Array(try Data(contentsOf: URL(filePath: "\(project.root)/\(path)")))
      }
    }
    return files
  }

  @Test(.database, arguments: (1...200).map { Seed(UInt64($0)) })
  func isToldAndNothingIsSent(_ seed: Seed) throws {
    var random = Seeded(seed)
    let files = try Self.original.get()
    let paths = files.keys.sorted()
    let path = paths[Int.random(in: 0..<paths.count, using: &random)]
    let damage = Damage.allCases[Int.random(in: 0..<Damage.allCases.count, using: &random)]
    let database = TestDatabase.current
    try database.execute(Clinic.tables)
    let project = try Project(database: database.address)
    for (name, bytes) in files {
      try project.write("", to: name)
      let content = name == path ? damage.damaged(bytes, &random) : bytes
      try Data(content).write(to: URL(filePath: "\(project.root)/\(name)"))
    }
    let isSchema = path.hasPrefix("schemas/")
    let isPlan = path == "plan.json"
    let run =
      isSchema || isPlan
      ? project.run(["generate", "--no-proof"] + (isPlan ? ["--plan", path] : []))
      : project.run("apply", "--yes")
    let words: Comment = "\(damage) in \(path): status \(run.status)\n\(run.error)"
    #expect([0, 1, 2, 6].contains(run.status), words)
    let live = try database.query(
      """
      SELECT (SELECT relkind FROM pg_class WHERE oid = 'public.appointments'::regclass) AS kind,
        to_regnamespace('pgparcel') AS history
      """)
    if run.status != 0 || isSchema || isPlan {
      #expect(try live[0].text("kind") == "r", words)
      #expect(live[0]["history"] == nil, words)
    } else {
      // A comment was hit, and the rest is what was reviewed.
      #expect(try live[0].text("kind") == "p", words)
    }
    if run.status != 0 {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      #expect(run.error.contains(name) || run.error.contains("pgparcel.sum"), words)
    }
  }
}
