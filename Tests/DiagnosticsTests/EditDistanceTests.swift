import Diagnostics
import Testing

@Suite struct EditDistanceTests {
  @Test(arguments: [
    ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("partion", "partition", 2), ("tabel", "table", 1),
    ("kitten", "sitting", 3),
  ])
  func countsEdits(left: String, right: String, distance: Int) {
    #expect(EditDistance.between(left, right) == distance)
    #expect(EditDistance.between(right, left) == distance)
  }

  @Test func suggestsTheNearest() {
    let keys = ["partition", "primary_key", "table", "by", "to"]
    #expect(EditDistance.suggestion(for: "partion", among: keys) == "partition")
    #expect(EditDistance.suggestion(for: "Tabel", among: keys) == "table")
    #expect(EditDistance.suggestion(for: "up", among: keys) == nil)
    #expect(EditDistance.suggestion(for: "nothing like it", among: keys) == nil)
  }
}
