/// The lines in which two texts differ, `-` for the first, `+` for the second.
package struct TextDifference: Sendable, CustomStringConvertible {
  /// Differing lines in order, with up to two equal ones before each group.
  package let lines: [String]

  package init(_ first: String, _ second: String) {
    let old = first.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let new = second.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var result: [String] = []
    var context: [String] = []
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      if removed.contains(left) || inserted.contains(right) {
        result += context
        context = []
      }
      if removed.contains(left) {
        result.append("- \(old[left])")
        left += 1
      } else if inserted.contains(right) {
        result.append("+ \(new[right])")
        right += 1
      } else {
        context = context.suffix(1) + ["  \(new[right])"]
        left += 1
        right += 1
      }
    }
    lines = result
  }

  package var isEmpty: Bool { lines.isEmpty }

  /// At most 40 lines.
  package var description: String {
    let rest = lines.count > 40 ? ["  … \(lines.count - 40) more lines"] : []
    return (lines.prefix(40) + rest).joined(separator: "\n")
  }
}
