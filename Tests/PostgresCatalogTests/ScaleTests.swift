import Foundation
import PartitionCore
import PostgresCatalog
import PostgresClient
import Testing

/// What reading 10,000 partitions costs.
///
/// Runs where `PGPARCEL_BENCHMARK_URL` names a database that holds a table with very many
/// partitions; making one takes minutes.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["PGPARCEL_BENCHMARK_URL"] != nil))
struct ScaleTests {
  @Test func readsTenThousandPartitionsInSecondsAndLittleMemory() throws {
    let url = ProcessInfo.processInfo.environment["PGPARCEL_BENCHMARK_URL"] ?? ""
    let connection = try Connection(
      ConnectionTarget(url), applicationName: "pgparcel/benchmark")
    let before = try peakMemory()
    let clock = ContinuousClock()
    let start = clock.now
    let snapshot = try CatalogReader.read(connection, tables: .all(includePlain: false))
    let time = clock.now - start
    let megabytes = (try peakMemory() - before) / 1024
    let partitions = snapshot.tables.values.map(\.allPartitions.count).reduce(0, +)
    print("\(partitions) partitions: \(time), \(megabytes) MB")
    #expect(megabytes < 150)
    #expect(time < .seconds(20))
  }

  /// Peak resident memory of this process in kB (proc(5), VmHWM).
  private func peakMemory() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return Int(line.filter(\.isNumber)) ?? 0
  }
}
