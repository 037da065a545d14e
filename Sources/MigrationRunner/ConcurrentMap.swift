import Dispatch
import Synchronization

extension Array where Element: Sendable {
  /// `map` on all processors, for work that takes long for each element. Returns when all is done, in
  /// the elements' order.
  func concurrentMap<Result: Sendable>(
    _ transform: @Sendable (Element) -> Result
  ) -> [Result] {
    let results = Mutex([Result?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { position in
      let result = transform(self[position])
      results.withLock { $0[position] = result }
    }
    return results.withLock { $0.compactMap(\.self) }
  }
}
