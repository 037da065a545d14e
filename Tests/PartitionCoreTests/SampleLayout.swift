import PartitionCore

/// A layout in which every attribute of the model has a value, so that each can be changed.
enum SampleLayout {
  static let name = QualifiedName("public", "visits")

  static var table: Table {
    Table(
      relation: root,
      partitioning: Partitioning(
        strategy: .list,
        key: [PartitionKeyElement(column: "region", sql: "region", type: "text")],
        partitions: [partition("visits_de", "de"), nested, fallback]),
      dependents: [
        Dependent(
          kind: .view, identity: "view public.open_visits",
          definition: "CREATE OR REPLACE VIEW public.open_visits AS SELECT id FROM public.visits",
          relation: QualifiedName("public", "open_visits"))
      ],
      sequences: [
        Sequence(
          name: QualifiedName("public", "visits_id_seq"), column: "id", identity: false,
          type: "bigint", start: "1", increment: "1", minimum: "1", maximum: "1000", cache: "1",
          cycle: false)
      ])
  }

  private static var root: Relation {
    var relation = Relation(name: name, owner: "app")
    relation.columns = [
      Column(
        name: "id", type: "bigint", notNull: true,
        defaultExpression: "nextval('public.visits_id_seq'::regclass)"),
      Column(name: "region", type: "text", notNull: true, comment: "Where"),
    ]
    relation.constraints = [
      Constraint(name: "visits_id_check", kind: .check, definition: "CHECK ((id > 0))")
    ]
    relation.indexes = indexes(of: "visits", parent: nil)
    relation.triggers = [
      Trigger(
        name: "log",
        definition: "CREATE TRIGGER log AFTER INSERT ON public.visits "
          + "FOR EACH ROW EXECUTE FUNCTION public.log()", enabled: .origin)
    ]
    relation.policies = [
      Policy(
        name: "own", permissive: true, command: "ALL", roles: [], using: "true", withCheck: nil)
    ]
    relation.rules = [Rule(name: "r", definition: "CREATE RULE r …", enabled: .origin)]
    relation.privileges = [
      Privilege(grantee: "reader", grantor: "app", privilege: "SELECT", grantable: false)
    ]
    relation.statistics = [
      ExtendedStatistics(
        name: QualifiedName("public", "visits_stat"), definition: "CREATE STATISTICS …",
        body: "(ndistinct) ON id, region", owner: "app")
    ]
    relation.publications = [PublicationMembership(publication: "changes")]
    return relation
  }

  /// The primary key and one plain index, of the table or of a partition.
  private static func indexes(of table: String, parent: String?) -> [Index] {
    [
      Index(
        name: "\(table)_pkey", definition: "btree (id, region)", unique: true,
        constraint: Index.KeyConstraint(
          kind: .primaryKey, columns: ["id", "region"], definition: "PRIMARY KEY (id, region)"),
        parent: parent.map { "\($0)_pkey" }),
      Index(
        name: "\(table)_region_idx", definition: "btree (region)",
        parent: parent.map { "\($0)_region_idx" }),
    ]
  }

  private static func relation(_ name: String, parent: String = "visits") -> Relation {
    Relation(
      name: self.name.sibling(name), owner: "app", options: [StorageParameter("fillfactor", "90")],
      indexes: indexes(of: name, parent: parent))
  }

  private static func partition(_ name: String, _ value: String) -> Partition {
    var relation = relation(name)
    relation.indexes.append(Index(name: "\(name)_own_idx", definition: "btree (id DESC)"))
    return Partition(relation: relation, bound: .list([.value(value)]))
  }

  private static var nested: Partition {
    var middle = relation("visits_us")
    middle.options = []
    return Partition(
      relation: middle, bound: .list([.value("us")]),
      partitioning: Partitioning(
        strategy: .range,
        key: [PartitionKeyElement(column: "id", sql: "id", type: "bigint")],
        partitions: [
          Partition(
            relation: relation("visits_us_1", parent: "visits_us"),
            bound: .range(from: [.value("1")], to: [.value("100")]))
        ]))
  }

  private static var fallback: Partition {
    Partition(relation: relation("visits_other"), bound: .default)
  }
}
