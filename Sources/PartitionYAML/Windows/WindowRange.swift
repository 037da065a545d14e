/// What one partition of a window holds: from the lower edge, inclusive, to the upper one.
struct WindowRange {
  /// Where partitions meet.
  ///
  /// Positions order edges. Bounds of keys that encode time can say more than a position (the bits of
  /// a UUID behind its milliseconds), so a neighbour takes the text of a live bound as it is.
  struct Edge: Comparable {
    /// As the scale of the key counts; `Int.min` and `Int.max` where it has no end.
    let position: Int
    /// Of a live or declared bound; nil where the window reckons it.
    let text: String?

    init(_ position: Int, text: String? = nil) {
      self.position = position
      self.text = text
    }

    static func < (left: Edge, right: Edge) -> Bool { left.position < right.position }
    static func == (left: Edge, right: Edge) -> Bool { left.position == right.position }

    /// The neighbour's edge where both are at one position, otherwise this one.
    func joined(to neighbour: Edge) -> Edge { neighbour == self ? neighbour : self }
  }

  let lower: Edge
  let upper: Edge
}
