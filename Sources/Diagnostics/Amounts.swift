/// Numbers for people: `412.6M`, `96 GB`.
package enum Amounts {
  package static func count(_ number: Double) -> String {
    scaled(number, ["", "k", "M", "G"], step: 1000, separator: "")
  }

  package static func bytes(_ number: Int) -> String {
    scaled(Double(number), ["bytes", "kB", "MB", "GB", "TB"], step: 1024, separator: " ")
  }

  /// `1 file`, `2 files`.
  package static func counted(_ number: Int, _ noun: String) -> String {
    let plural = noun.hasSuffix("x") ? noun + "es" : noun + "s"
    return "\(number) \(number == 1 ? noun : plural)"
  }

  private static func scaled(
    _ number: Double, _ units: [String], step: Double, separator: String
  ) -> String {
    var value = number
    var unit = 0
    while value >= step, unit < units.count - 1 {
      value /= step
      unit += 1
    }
    let tenths = Int((value * 10).rounded())
    let text =
      unit == 0 || tenths % 10 == 0 || tenths >= 1000
      ? "\((tenths + 5) / 10)" : "\(tenths / 10).\(tenths % 10)"
    return text + separator + units[unit]
  }
}
