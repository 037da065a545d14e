import Diagnostics
import PartitionCore
import PartitionYAML
import Testing

@Suite struct LayoutEncoderTests {
  private func decoded(_ text: String) throws -> TableDeclaration {
    var bag = DiagnosticBag()
    let table = decodeTable(path: "a.yaml", text: text, into: &bag)
    #expect(bag.diagnostics.isEmpty, "\(TextRenderer().rendered(bag))\n\(text)")
    return try #require(table)
  }

  @Test func writesTheExpectedText() throws {
    let text = LayoutEncoder.encode(
      ActualTables.visits, comments: ["foreign partition visits_far\nis left out"])
    #expect(
      text == """
        # yaml-language-server: $schema=../.pgparcel/schema-v1.json
        # foreign partition visits_far
        # is left out
        version: 1
        table: public.visits
        primary_key: [id, region, day]
        unique:
          - name: visits_code_key
            columns: [code, region, day, id]
        columns:
          id: {type: bigint, nullable: false, identity: always}
          region: {type: text, nullable: false, collation: "\\"C\\""}
          day: {type: date, nullable: false, default: "CURRENT_DATE"}
          code: {type: "numeric(10,2)", nullable: true}
          "no": {type: boolean, nullable: true, generated: "(code > (0)::numeric)"}
        partition:
          by: list
          key: [{column: region, collation: "\\"C\\"", opclass: text_pattern_ops}]
          partitions:
            - name: visits_eu
              values: [de, "no", "true", "a b"]
              tablespace: fast_ssd
              with: {autovacuum_enabled: false, fillfactor: 85}
              comment: "two\\nlines"
              indexes:
                - name: visits_eu_code
                  columns: [code]
            - name: "visits_{{us}}"
              values: [us]
              partition:
                by: range
                key: [day]
                partitions:
                  - name: us_old
                    from: [MINVALUE]
                    to: ["2025-01-01"]
                  - name: us_new
                    from: ["2025-01-01"]
                    to: [MAXVALUE]
          default:
            name: visits_other
            partition:
              by: hash
              key: [id]
              count: 3
              name: "visits_other_{remainder}"
        indexes:
          - name: visits_code_idx
            columns: [code, "no"]
          - name: visits_lower_idx
            unique: true
            definition: "btree (lower(code::text), region, day, id) WHERE (code > (0)::numeric)"
            tablespace: fast_ssd

        """)
  }

  @Test(arguments: ActualTables.all.keys.sorted())
  func decodesToTheSameLayout(_ name: String) throws {
    let table = try #require(ActualTables.all[name])
    let declaration = try decoded(LayoutEncoder.encode(table))
    #expect(declaration.table.value == table.name)
    let columns = declaration.columns ?? []
    #expect(columns.map(\.name.value) == table.relation.columns.map(\.name))
    #expect(columns.map(\.type?.value) == table.relation.columns.map(\.type))
    let primary = table.relation.indexes.first { $0.constraint?.kind == .primaryKey }?.constraint
    #expect(declaration.primaryKey?.value.map(\.value) == primary?.columns)
    switch (declaration.layout, table.partitioning) {
    case (.partitioned(let layout), .some(let partitioning)): compare(layout, partitioning)
    case (.plain, nil): break
    default: Issue.record("one is partitioned, the other is not")
    }
  }

  @Test func columnsCanBeLeftOut() throws {
    let text = LayoutEncoder.encode(ActualTables.visits, includeColumns: false)
    #expect(try decoded(text).columns == nil)
  }

  private func compare(_ layout: LayoutDeclaration, _ actual: Partitioning) {
    #expect(layout.strategy.value == actual.strategy)
    #expect(layout.key.value.map(\.column) == actual.key.map(\.column))
    #expect(layout.key.value.map { words($0.sql.text) } == actual.key.map { words($0.sql) })
    let declared = layout.partitions + (layout.defaultPartition.map { [$0] } ?? [])
    #expect(declared.map(\.name.value) == actual.partitions.map(\.name.name))
    for (partition, other) in zip(declared, actual.partitions) {
      #expect(bound(partition.bound) == other.bound)
      #expect(partition.tablespace?.value == other.relation.tablespace)
      #expect(partition.comment?.value == other.relation.comment)
      #expect(
        partition.options.map { StorageParameter($0.name.value, $0.value.value) }
          == other.relation.options)
      let own = other.relation.indexes.filter { $0.parent == nil && $0.constraint == nil }
      #expect(partition.indexes.map(\.name?.value) == own.map(\.name))
      #expect((partition.layout == nil) == (other.partitioning == nil))
      if let inner = partition.layout, let actual = other.partitioning { compare(inner, actual) }
    }
  }

  /// The server quotes and brackets only where it must.
  private func words(_ sql: String) -> String { sql.filter { !"\"()".contains($0) } }

  private func bound(_ bound: PartitionDeclaration.Bound) -> PartitionBound {
    switch bound {
    case .default: .default
    case .hash(let modulus, let remainder): .hash(modulus: modulus, remainder: remainder)
    case .list(let values): .list(values.map(\.value))
    case .range(let from, let to):
      .range(from: from.value.map(\.value), to: to.value.map(\.value))
    }
  }
}
