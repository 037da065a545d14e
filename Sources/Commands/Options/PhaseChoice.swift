import ArgumentParser
import PartitionCore

/// Which files: those for before the deploy, for after it, or all.
enum PhaseChoice: String, ExpressibleByArgument, CaseIterable {
  case beforeDeploy = "before-deploy"
  case afterDeploy = "after-deploy"
  case all

  /// Nil for all.
  var step: Step.Phase? {
    switch self {
    case .beforeDeploy: .beforeDeploy
    case .afterDeploy: .afterDeploy
    case .all: nil
    }
  }

  /// The flag, then the environment and the configuration.
  ///
  /// - Throws: `UsageError` for another word.
  static func chosen(
    _ flag: PhaseChoice?, _ session: Session, otherwise: PhaseChoice
  ) throws -> PhaseChoice {
    guard let text = session.settings.value(flag?.rawValue, "phase") else { return otherwise }
    guard let choice = PhaseChoice(rawValue: text) else {
      throw UsageError(
        "phase is `\(Printable.line(text))`; it is before-deploy, after-deploy or all")
    }
    return choice
  }
}
