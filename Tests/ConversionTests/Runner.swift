import Foundation
import MigrationRunner
import PartitionCore
import PostgresClient
import Synchronization
import TestSupport

/// A conversion's files in a directory, run by `apply` and `down`.
final class Runner: Sendable {
  let conversion: Conversion
  private let directory: MigrationDirectory
  private let recorded = Mutex<[RunnerEvent]>([])
  var events: [RunnerEvent] { recorded.withLock { $0 } }

  init(_ conversion: Conversion) throws {
    self.conversion = conversion
    let root = FileManager.default.temporaryDirectory.appending(path: "pgparcel-\(UUID())")
    directory = MigrationDirectory(root.path)
    _ = try directory.write(conversion.files)
  }

  deinit { try? FileManager.default.removeItem(atPath: directory.path) }

  static var options: RunOptions {
    var options = RunOptions()
    options.lockRetries = 2
    options.retryPause = 0.01...0.02
    return options
  }

  /// Applies everything through a stage.
  ///
  /// - Parameter onEvent: hears of each event as it happens.
  func apply(
    through stage: Stage = .validate, _ options: RunOptions = Runner.options,
    onEvent: @escaping @Sendable (RunnerEvent) -> Void = { _ in }
  ) throws {
    let last = conversion.files.last { file in
      guard let found = Stage(rawValue: file.id.name),
        let index = Stage.allCases.firstIndex(of: found),
        let limit = Stage.allCases.firstIndex(of: stage)
      else { return false }
      return index <= limit
    }
    let connection = try conversion.database.connect()
    let report: @Sendable (RunnerEvent) -> Void = { event in
      self.recorded.withLock { $0.append(event) }
      onEvent(event)
    }
    _ = try Applier(
      try directory.check(), selection: .init(phase: nil, to: last?.id.version), options: options,
      report: report
    ).apply(on: connection)
  }

  func down(
    _ extent: Reverter.Extent = .last(1), _ options: RunOptions = Runner.options
  ) throws {
    _ = try Reverter(try directory.check(), extent, options: options)
      .revert(on: conversion.database.connect())
  }

  /// The `RunnerError` that `body` throws.
  func failure(_ body: () throws -> Void) throws -> RunnerError {
    do { try body() } catch let error as RunnerError { return error }
    throw Missing(what: "nothing failed")
  }

  func status() throws -> [MigrationStatus.State] {
    try MigrationStatus.read(try directory.check(), on: conversion.database.connect())
      .entries.map(\.state)
  }
}
