import PartitionCore
import PostgresClient

/// Asks from a session of its own how far a statement is.
struct StatementWatch {
  enum Work {
    case copy(of: QualifiedName)
    /// What the process builds; the server does not name an index that nobody sees yet.
    case build(String, pid: Int)
  }

  private final class Session {
    let connection: Connection
    init(_ connection: consuming Connection) { self.connection = connection }
  }

  private let work: Work
  private let file: String
  private let pause: Duration
  private let connect: () throws -> Connection
  private var session: Session?
  private var due: ContinuousClock.Instant
  private var pace = CopyPace()

  init(
    _ work: Work, of file: String, every seconds: Double,
    _ connect: @escaping () throws -> Connection
  ) {
    self.work = work
    self.file = file
    self.connect = connect
    pause = .seconds(seconds)
    due = ContinuousClock.now
    // A copy is asked at once, since its pace is the way between two answers; most builds are over
    // before anybody would ask.
    if case .build = work { due += pause }
  }

  /// What is to be told now, if anything: a watch never disturbs what it watches.
  mutating func event() -> RunnerEvent? {
    let start = ContinuousClock.now
    guard start >= due else { return nil }
    // To count a long log takes a while: asking is to take a twentieth of the time at most.
    defer {
      let end = ContinuousClock.now
      due = end + max(pause, (end - start) * 20)
    }
    do {
      let session = try session ?? Session(connect())
      self.session = session
      switch work {
      case .copy(let table):
        guard let progress = try ConversionProgress.read(table, on: session.connection) else {
          return nil
        }
        pace.add(progress, at: start)
        return .progress(file: file, progress, rate: pace.rate, left: pace.left)
      case .build(let name, let pid):
        return try BuildProgress.read(name, pid: pid, on: session.connection).map {
          .building(file: file, $0)
        }
      }
    } catch {
      // The next time with another one.
      session = nil
      return nil
    }
  }
}
