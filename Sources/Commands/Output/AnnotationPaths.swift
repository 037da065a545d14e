/// Paths as a code host knows them: relative to the checkout, not to the project inside it.
struct AnnotationPaths: Sendable {
  private var root = "."
  /// The checkout, where it is known; else commands run at its top.
  private var checkout: String?

  init() {}

  init(_ project: ProjectFiles, environment: [String: String]) {
    root = project.root
    checkout = environment["GITHUB_WORKSPACE"].nonEmpty
  }

  func path(_ path: String) -> String {
    let location = ProjectFiles(root: root).location(path)
    guard let checkout, location.hasPrefix(checkout + "/") else { return location }
    return String(location.dropFirst(checkout.count + 1))
  }
}
