import Diagnostics
import PartitionCore
import PartitionYAML
import Testing

@Suite struct LayoutExpansionTests {
  private func layout(_ fixture: String) throws -> LayoutDeclaration {
    var bag = DiagnosticBag()
    let table = decodeTable(path: fixture, bytes: try Fixtures.bytes(fixture), into: &bag)
    guard case .partitioned(let layout) = try #require(table).layout else {
      throw Missing()
    }
    return layout
  }

  private struct Missing: Error {}

  @Test func countsBecomePartitions() throws {
    let layout = try layout("valid/event_log.yaml")
    #expect(
      layout.partitions.map(\.name.value) == [
        "EventLog_p0", "EventLog_p1", "EventLog_p2", "EventLog_p3",
      ])
    guard case .hash(4, 3) = try #require(layout.partitions.last).bound else {
      Issue.record("no hash bound")
      return
    }
    let option = try #require(layout.partitions.first?.options.first)
    #expect(option.name.value == "autovacuum_vacuum_scale_factor")
    #expect(option.value.value == "0.05")
  }

  @Test func templatesReachThoseWithoutALayout() throws {
    let layout = try layout("valid/visits.yaml")
    #expect(layout.partitions.map { $0.layout?.window != nil } == [true, true, false])
    #expect(layout.partitions.last?.layout?.partitions.count == 2)
    #expect(layout.defaultPartition?.layout == nil)
    #expect(layout.hasTemplate)
  }

  @Test func patternsAndDefaultsAreWrittenOut() throws {
    let layout = try layout("valid/every_key.yaml")
    let first = try #require(layout.partitions.first)
    #expect(first.name.value == "appointments.v2_at_ch")
    #expect(first.indexes.first?.name?.value == "appointments.v2_at_ch_code")
    #expect(first.was?.value == "appointments_alps")
    #expect(first.tablespace?.value == "fast_ssd")
    #expect(
      first.options.map(\.name.value) == [
        "fillfactor", "autovacuum_enabled", "autovacuum_vacuum_scale_factor",
      ])
    // Storage of a partitioned partition goes to its own partitions.
    let rest = try #require(layout.defaultPartition)
    #expect(rest.tablespace == nil)
    #expect(
      rest.layout?.partitions.map(\.tablespace?.value) == Array(repeating: "archive_hdd", count: 3))
  }

  @Test func valuesKeepTheirText() throws {
    let layout = try layout("valid/users_by_role.yaml")
    guard case .list(let values) = try #require(layout.partitions.last).bound else {
      throw Missing()
    }
    #expect(values.map(\.value) == [.value("admin"), .value("null"), .value("true")])
  }
}
