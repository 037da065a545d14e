import MigrationRunner
import PostgresClient
import TestSupport
import Testing

/// Sessions that share the copy.
@Suite(.database, .timeLimit(.minutes(12))) struct CrewTests {
  @Test func aSessionThatFailsIsToldAndTheOthersCopyItAll() throws {
    let conversion = try Conversion()
    let runner = try Runner(conversion)
    let elsewhere = conversion.database.target.database("no_such_database")
    var options = Runner.options
    options.jobs = 3
    options.connect = { try Connection(elsewhere, applicationName: "helper") }
    try runner.apply(through: .copy, options)
    let reasons = runner.events.compactMap { event in
      if case .helperFailed(_, let reason) = event { reason } else { nil }
    }
    #expect(reasons.count == 2)
    #expect(reasons.allSatisfy { $0.contains("database \"no_such_database\" does not exist") })
    try runner.apply(through: .swap)
    try conversion.expectTwins()
  }

  @Test func aStatementSaysWhatItWorkedOn() throws {
    let conversion = try Conversion()
    let runner = try Runner(conversion)
    try runner.apply(through: .indexes)
    let subjects = runner.events.compactMap { event in
      if case .statementDone(_, _, _, "CREATE INDEX", let subject) = event {
        subject.name
      } else {
        nil
      }
    }
    #expect(subjects.contains("visits_2026_code_day_idx"), "\(subjects)")
  }
}
