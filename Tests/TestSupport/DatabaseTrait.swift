package import Testing

/// Gives every case of a test, or of each test of a suite, a database of its own.
package struct DatabaseTrait: TestTrait, SuiteTrait, TestScoping {
  package var isRecursive: Bool { true }

  package func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    // Only what runs needs a database: not a suite, nor a test with arguments as a whole.
    guard testCase != nil else { return try await function() }
    let database = try TestDatabase.create()
    do {
      try await TestDatabase.$active.withValue(database) { try await function() }
    } catch {
      try? database.drop()
      throw error
    }
    try database.drop()
  }
}

extension Trait where Self == DatabaseTrait {
  /// A fresh database, `TestDatabase.current`, for each test case.
  package static var database: DatabaseTrait { DatabaseTrait() }
}
