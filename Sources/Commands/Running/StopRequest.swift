import Dispatch
import Glibc
import PostgresClient
import Synchronization

/// Whether the user asked to stop, and how urgently.
///
/// A class, because a signal handler and the running command share it.
final class StopRequest: Sendable {
  private struct State {
    var signal: Int32?
    var canceller: Canceller?
  }

  private let state = Mutex(State())

  /// The first signal received.
  var signal: Int32? { state.withLock { $0.signal } }
  var isAsked: Bool { signal != nil }

  /// The status of a process that this ended; nil if nothing was asked.
  var status: ExitStatus? {
    switch signal {
    case SIGINT: .interrupted
    case SIGTERM: .terminated
    default: nil
    }
  }

  /// The session whose statement is cancelled when it has to end at once.
  func watch(_ canceller: Canceller) { state.withLock { $0.canceller = canceller } }

  /// A request that comes between two statements is lost, so it is made again until the end.
  private static func insist(_ canceller: Canceller) {
    canceller.cancel()
    DispatchQueue.global().asyncAfter(deadline: .now() + 1) { insist(canceller) }
  }

  /// The first SIGINT lets the running statement end; a second one, or SIGTERM, cancels it.
  fileprivate func received(_ signal: Int32, tell: (String) -> Void) {
    let (urgent, canceller) = state.withLock { state in
      let urgent = state.signal != nil || signal == SIGTERM
      state.signal = state.signal ?? signal
      return (urgent, state.canceller)
    }
    if urgent {
      tell("cancelling the running statement")
      canceller.map(Self.insist)
    } else {
      tell("stopping after the running statement; once more cancels it now")
    }
  }
}

/// Turns SIGINT and SIGTERM into a stop request for as long as it lives.
struct SignalWatch {
  private let sources: [any DispatchSourceSignal]

  init(_ request: StopRequest, writer: ReportWriter) {
    let queue = DispatchQueue(label: "pgparcel.signals")
    sources = [SIGINT, SIGTERM].map { number in
      // The default action would end the process before the source hears of it.
      _ = Glibc.signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        request.received(number) { writer.event($0) }
      }
      source.resume()
      return source
    }
  }

  func end() {
    for source in sources { source.cancel() }
    for number in [SIGINT, SIGTERM] { _ = Glibc.signal(number, SIG_DFL) }
  }
}
