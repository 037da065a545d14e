import PostgresClient
package import Testing

extension Trait where Self == ConditionTrait {
  /// Skips the test on a server that does not offer these extensions: Debian's does, the servers that
  /// other packages carry may have been built without contrib.
  package static func needs(_ extensions: String...) -> ConditionTrait {
    .enabled("the server lacks one of \(extensions.joined(separator: ", "))") {
      let server = try Connection(TestServer.shared.maintenance, applicationName: "pgparcel/test")
      let offered = try server.query("SELECT name FROM pg_catalog.pg_available_extensions")
        .map { try $0.text("name") }
      return extensions.allSatisfy(offered.contains)
    }
  }
}
