import PartitionCore

/// A right that a role lacks, in words, and what gives it.
package struct MissingRight: Hashable, Sendable {
  package let right: Right
  /// `role deploy does not own public.appointments (owner app)`
  package let sentence: String
  /// SQL for whoever may grant it, such as `GRANT "app" TO "deploy"`, or another command.
  package let cure: String

  /// In the order of their commands.
  ///
  /// A role that will be a member of an owner may do what the owner may: no more than the membership is
  /// asked for first.
  static func all(_ answers: [RightsAnswer]) -> [MissingRight] {
    let joins = answers.contains(where: \.needsMembership)
    let needed = answers.filter { !(joins && $0.mayComeWithMembership) }
    return needed.map(MissingRight.init).sorted {
      ($0.cure, $0.sentence) < ($1.cure, $1.sentence)
    }
  }

  /// The first for each command, for people: who owns one table of an owner owns all of them.
  static func distinct(_ rights: [MissingRight]) -> [MissingRight] {
    var seen: Set<String> = []
    return rights.filter { seen.insert($0.cure).inserted }
  }
}

extension MissingRight {
  init(_ answer: RightsAnswer) {
    right = answer.right
    let role = answer.role
    let to: SQLText = "TO \(name: role)"
    let grant: SQLText
    switch answer.right {
    case .own(let name) where answer.ownerIsSuperuser:
      sentence = "\(name) belongs to a superuser (\(answer.owner ?? ""))"
      grant = "ALTER TABLE \(name) OWNER \(to)"
    case .give(let owner) where answer.ownerIsSuperuser:
      sentence =
        "the files give objects to a superuser (\(owner)): generate them after its tables changed hands"
      cure = "pgparcel generate"
      return
    case .own(let name):
      sentence = "role \(role) does not own \(name) (owner \(answer.owner ?? ""))"
      grant = Self.membership(answer)
    case .ownPublication(let name):
      sentence = "role \(role) does not own publication \(name) (owner \(answer.owner ?? ""))"
      grant = Self.membership(answer)
    case .give(let owner):
      sentence = "role \(role) may not give objects to \(owner)"
      grant = Self.membership(answer)
    case .create(let schema, _) where !answer.schemaIsThere:
      sentence = "there is no schema \(schema), and role \(role) may not create it"
      grant = "CREATE SCHEMA \(name: schema) AUTHORIZATION \(name: role)"
    case .create(let schema, let owner):
      sentence = "role \(owner ?? role) may not create objects in schema \(schema)"
      grant = "GRANT CREATE ON SCHEMA \(name: schema) TO \(name: owner ?? role)"
    case .reference(let name):
      sentence = "role \(role) may not refer to \(name) by a foreign key"
      grant = "GRANT REFERENCES ON TABLE \(name) \(to)"
    case .lock(let name):
      sentence = "role \(role) may not lock \(name)"
      let privilege: SQLText = answer.serverVersion >= 170_000 ? "MAINTAIN" : "UPDATE"
      grant = "GRANT \(privilege) ON TABLE \(name) \(to)"
    case .place(let tablespace):
      sentence = "role \(role) may not create objects in tablespace \(tablespace)"
      grant = "GRANT CREATE ON TABLESPACE \(name: tablespace) \(to)"
    case .createTemporary:
      sentence = "role \(role) may not create temporary tables"
      grant = "GRANT TEMPORARY ON DATABASE \(name: answer.database) \(to)"
    case .seeAllRows(let name):
      sentence = "policies may hide rows of \(name) from role \(role)"
      grant = "ALTER ROLE \(name: role) BYPASSRLS"
    case .seeSessions:
      sentence = "role \(role) may not see the snapshots of other sessions"
      grant = Self.membership(answer)
    case .use(let schema):
      sentence = "role \(role) may not use schema \(schema)"
      grant = "GRANT USAGE ON SCHEMA \(name: schema) \(to)"
    case .readAll(let schema):
      sentence = "role \(role) may not read all tables in schema \(schema)"
      grant = "GRANT SELECT ON ALL TABLES IN SCHEMA \(name: schema) \(to)"
    case .read(let name):
      sentence = "role \(role) may not read \(name)"
      grant = "GRANT SELECT ON TABLE \(name) \(to)"
    case .keepHistory:
      (sentence, grant) = Self.history(answer)
    }
    cure = grant.text
  }

  /// Membership alone is not enough where the role does not inherit: an attribute of the role up to 15,
  /// options of each membership since 16 (manual, "Role Membership").
  private static func membership(_ answer: RightsAnswer) -> SQLText {
    let grant: SQLText = "GRANT \(name: answer.owner ?? "") TO \(name: answer.role)"
    guard answer.isMember else { return grant }
    return answer.serverVersion >= 160_000
      ? "\(grant) WITH INHERIT TRUE, SET TRUE" : "ALTER ROLE \(name: answer.role) INHERIT"
  }

  private static func history(_ answer: RightsAnswer) -> (String, SQLText) {
    let role = answer.role
    if answer.isThere {
      return (
        "role \(role) may not write pgparcel.history",
        "GRANT SELECT, INSERT, UPDATE ON TABLE \(QualifiedName("pgparcel", "history")) TO \(name: role)"
      )
    }
    return answer.schemaIsThere
      ? (
        "role \(role) may not create objects in schema pgparcel",
        "GRANT CREATE ON SCHEMA \(name: "pgparcel") TO \(name: role)"
      )
      : (
        "there is no schema pgparcel, and role \(role) may not create it",
        "CREATE SCHEMA \(name: "pgparcel") AUTHORIZATION \(name: role)"
      )
  }
}
