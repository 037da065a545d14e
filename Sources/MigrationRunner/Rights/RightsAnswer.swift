import PartitionCore

/// What the server says of a right that the role of the session lacks.
struct RightsAnswer {
  let right: Right
  /// The role that runs, as `current_user` names it.
  let role: String
  let database: String
  /// Who owns what the right is about, or is to own it.
  let owner: String?
  /// Whether the role is a member of the owner, whose privileges it then does not inherit.
  let isMember: Bool
  /// Whether the owner is a superuser, whose members could become one by SET ROLE.
  let ownerIsSuperuser: Bool
  /// Whether the relation is there.
  let isThere: Bool
  let schemaIsThere: Bool
  /// As libpq counts it: 150018 is 15.18.
  let serverVersion: Int
}

extension RightsAnswer {
  /// Whether only a membership helps.
  var needsMembership: Bool {
    switch right {
    case .own, .ownPublication, .give: true
    default: false
    }
  }

  /// Whether a membership in the owner of tables may bring it along. The schema of the history has its
  /// own owner.
  var mayComeWithMembership: Bool {
    switch right {
    case .create(let schema, owner: nil), .use(let schema): schema != "pgparcel"
    case .reference, .lock, .read, .place: true
    default: false
    }
  }
}
