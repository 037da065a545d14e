/// How many single-character edits lie between two words: "did you mean".
package enum EditDistance {
  /// Insertions, deletions, replacements and swaps of neighbours, each counted once.
  package static func between(_ left: String, _ right: String) -> Int {
    let left = Array(left.unicodeScalars)
    let right = Array(right.unicodeScalars)
    guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
    var older: [Int] = []
    var previous = Array(0...right.count)
    for row in 1...left.count {
      var current = [row]
      for column in 1...right.count {
        let cost = left[row - 1] == right[column - 1] ? 0 : 1
        var best = min(
          previous[column] + 1, current[column - 1] + 1, previous[column - 1] + cost)
        if row > 1, column > 1, left[row - 1] == right[column - 2],
          left[row - 2] == right[column - 1]
        {
          best = min(best, older[column - 2] + 1)
        }
        current.append(best)
      }
      older = previous
      previous = current
    }
    return previous[right.count]
  }

  /// The candidate nearest to a word, at most two edits away and fewer than half its letters.
  package static func suggestion(
    for word: String, among candidates: some Sequence<String>
  ) -> String? {
    // A hostile word of a megabyte is nobody's typo, and comparing it would cost time.
    guard word.utf8.count <= 256 else { return nil }
    var best: (distance: Int, candidate: String)?
    let lower = word.lowercased()
    for candidate in candidates where abs(candidate.utf8.count - word.utf8.count) <= 8 {
      let distance = between(lower, candidate.lowercased())
      guard distance <= 2, distance * 2 < max(word.count, candidate.count) else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (distance, candidate) }
    }
    return best?.candidate
  }
}
