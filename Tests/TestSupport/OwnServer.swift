package import ScratchServer

/// A second server of the same programs, with a database that is dropped with it.
package func withServer(
  _ settings: [String: String], _ body: (ScratchServer, TestDatabase) throws -> Void
) throws {
  let shared = try TestServer.shared
  let server = try ScratchServer.start(binaries: shared.binaries, settings: settings)
  defer { server.stop() }
  try server.createDatabase("clinic")
  try body(server, TestDatabase(on: server, named: "clinic", of: shared))
}
