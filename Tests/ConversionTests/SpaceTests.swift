import Diagnostics
import MigrationRunner
import PartitionCore
import PostgresClient
import ScratchServer
import TestSupport
import Testing

/// Free space on the server's disks, before a conversion writes a table once more.
@Suite(.serialized, .timeLimit(.minutes(12))) struct SpaceTests {
  /// A machine on which every directory lies on one disk with this much room.
  private func machine(free: Int, program: String? = "postgres") -> Disk {
    Disk(space: { _ in .init(free: free, fileSystem: 1) }, program: { _ in program })
  }

  private func options(_ disk: Disk, allow: Set<String> = []) -> RunOptions {
    var options = Runner.options
    options.disk = disk
    options.allow = allow
    return options
  }

  @Test("A disk that is too small is found out before the first file", .database)
  func tooSmall() throws {
    let conversion = try Conversion()
    let runner = try Runner(conversion)
    let need = try #require(
      try SpaceNeed.read([QualifiedName("public", "visits")], on: conversion.database.connect()))
    let total = try conversion.value(
      "SELECT pg_table_size('public.visits') + pg_indexes_size('public.visits')")
    #expect("\(need.copy)" == total)
    let little = machine(free: need.copy + need.wal - 1)
    let error = try runner.failure { try runner.apply(through: .build, options(little)) }
    guard case .noSpace(_, _, _, let needed, let free) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(needed == need.copy + need.wal && free == needed - 1)
    #expect(error.diagnostics.first?.code == .diskSpace)
    #expect(error.diagnostics.first?.help.contains { $0.contains("--allow DISK_SPACE") } == true)
    #expect(try conversion.value("SELECT to_regnamespace('pgparcel')") != nil, "the history only")
    #expect(try conversion.value("SELECT to_regclass('public.visits_new')") == "NULL")
    try runner.apply(through: .build, options(little, allow: ["DISK_SPACE"]))
    // Asked again by the run that copies.
    #expect(throws: RunnerError.self) { try runner.apply(through: .copy, options(little)) }
    try runner.apply(through: .copy, options(machine(free: needed)))
    // What is copied needs no more room.
    try runner.apply(through: .swap, options(machine(free: 0)))
    #expect(try conversion.isPartitioned())
  }

  @Test("WAL on a disk of its own", .database) func apart() throws {
    let conversion = try Conversion()
    let runner = try Runner(conversion)
    let need = try #require(
      try SpaceNeed.read([QualifiedName("public", "visits")], on: conversion.database.connect()))
    func disk(wal: Int) -> Disk {
      Disk(
        space: { path in
          path.hasSuffix("/pg_wal")
            ? .init(free: wal, fileSystem: 2) : .init(free: need.copy, fileSystem: 1)
        }, program: { _ in "postgres" })
    }
    let error = try runner.failure {
      try runner.apply(through: .build, options(disk(wal: need.wal - 1)))
    }
    guard case .noSpace(_, _, let path, need.wal, _) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(path.hasSuffix("/pg_wal"))
    try runner.apply(through: .build, options(disk(wal: need.wal)))
  }

  @Test("A server of another machine is not judged", .database) func elsewhere() throws {
    let conversion = try Conversion()
    let runner = try Runner(conversion)
    try runner.apply(through: .build, options(machine(free: 0, program: "sshd")))
    #expect(runner.events.contains { if case .spaceUnknown = $0 { true } else { false } })
    #expect(runner.events.contains { if case .needsSpace = $0 { true } else { false } })
  }

  @Test("Partitions in tablespaces of their own are not judged") func tablespace() throws {
    try withServer([:]) { server, database in
      // Without a directory to own, which came with 15.
      guard server.majorVersion >= 15 else { return }
      let session = try database.connect()
      try session.execute("SET allow_in_place_tablespaces = on")
      try session.execute("CREATE TABLESPACE archive LOCATION ''")
      let conversion = try Conversion(
        yaml: Visits.byDay("  defaults: {tablespace: archive}"), in: database)
      let runner = try Runner(conversion)
      try runner.apply(through: .build, options(machine(free: 0)))
      #expect(runner.events.contains { if case .spaceUnknown = $0 { true } else { false } })
    }
  }

  @Test("Free space of a server on this machine is known") func here() throws {
    try withServer([:]) { server, database in
      #expect((Disk.here.space(server.socketDirectory)?.free ?? 0) > 0)
      let runner = try Runner(try Conversion(in: database))
      try runner.apply(through: .build)
      #expect(!runner.events.contains { if case .spaceUnknown = $0 { true } else { false } })
      #expect(runner.events.contains { if case .needsSpace = $0 { true } else { false } })
    }
  }
}
