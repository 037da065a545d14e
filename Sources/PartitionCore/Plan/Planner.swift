/// Orders changes into steps.
struct Planner {
  let actual: Table?
  let resolution: Resolution
  let changes: [Change]

  func plan() -> Plan {
    Plan(
      table: resolution.desired.name, from: Fingerprint(of: actual),
      to: Fingerprint(of: resolution.desired), slug: "", changes: changes, steps: [])
  }
}
