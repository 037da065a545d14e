import ArgumentParser
import MigrationRunner
import PartitionCore

/// Flags of the commands that run migration files.
struct RunFlags: ParsableArguments {
  @Option(
    help: ArgumentHelp("Hazards that may run, separated by commas.", valueName: "words"))
  var allow: String?

  @Option(
    name: .customLong("lock-timeout"),
    help: ArgumentHelp(
      "How long to wait for a lock in one try (default: the file's).", valueName: "time"))
  var lockTimeout: String?

  @Option(
    name: .customLong("lock-retries"),
    help: ArgumentHelp(
      "Tries after the first one (default: as the file's header says).", valueName: "number"))
  var lockRetries: Int?

  @Option(
    help: ArgumentHelp("How long to wait for another runner (default: 0s).", valueName: "time"))
  var wait: String?

  /// - Throws: `UsageError` for a word or time that nobody knows.
  func options(_ session: Session, stop: StopRequest) throws -> RunOptions {
    let settings = session.settings
    var options = RunOptions()
    options.lockTimeout = try settings.value(lockTimeout, "lock-timeout").map { text in
      "\(Int(try seconds(text, "lock-timeout") * 1000))ms"
    }
    options.lockRetries = try settings.number(lockRetries, "lock-retries")
    options.wait = try settings.value(wait, "wait").map { try seconds($0, "wait") } ?? 0
    options.allow = try words(settings.value(allow, "allow"))
    options.toolVersion = PgparcelCommand.version
    options.runURL = RunOptions.runURL(environment: session.world.environment)
    options.disk = session.world.disk
    options.shouldStop = { stop.isAsked }
    return options
  }

  private func words(_ text: String?) throws -> Set<String> {
    let words = (text ?? "").split { $0 == "," || $0 == " " }.map { $0.uppercased() }
    for word in words where !Hazard.words.contains(word) && word != RunOptions.diskSpace {
      throw UsageError(
        "`\(Printable.line(word))` is no hazard",
        help: "hazards: \((Hazard.words + [RunOptions.diskSpace]).joined(separator: ", "))")
    }
    return Set(words)
  }

  private func seconds(_ text: String, _ name: String) throws -> Double {
    guard let seconds = TimeText.seconds(text) else {
      throw UsageError(
        "\(name) is `\(Printable.line(text))`; write a time such as 500ms, 3s or 5m")
    }
    return seconds
  }
}

/// `500ms`, `3s`, `5m`, `1h`; a bare number is seconds.
enum TimeText {
  /// `45s`, `12m`, `2h45m`, `3d4h`.
  static func short(_ seconds: Double) -> String {
    let whole = Int(min(max(seconds, 0), 1e9))
    return switch whole {
    case ..<60: "\(whole)s"
    case ..<3600: "\(whole / 60)m"
    case ..<86_400: "\(whole / 3600)h\(whole / 60 % 60)m"
    default: "\(whole / 86_400)d\(whole / 3600 % 24)h"
    }
  }

  static func seconds(_ text: String) -> Double? {
    let units: [(String, Double)] = [
      ("ms", 0.001), ("min", 60), ("s", 1), ("m", 60), ("h", 3600), ("", 1),
    ]
    for (unit, factor) in units where text.hasSuffix(unit) {
      let digits = text.dropLast(unit.count).filter { $0 != " " }
      guard let number = Double(digits), number >= 0, number.isFinite else { return nil }
      return number * factor
    }
    return nil
  }
}

extension Hazard {
  /// Every word that `--allow` takes.
  static let words: [String] = {
    let name = QualifiedName("", "")
    let all: [Hazard] = [
      .acquiresAccessExclusiveLock(name), .deletesData(""), .indexBuild(""), .indexDropped(""),
      .impactsPerformance(""), .correctness(""), .rewritesTable(name), .uniquenessWeakened(""),
      .foreignKeyLost(""), .blocksConcurrentDetach(""), .irreversible(""),
    ]
    return all.map(\.word).sorted()
  }()
}
