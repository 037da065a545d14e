import Foundation

/// Whom the server runs as when the caller is root, whom `initdb` and `postgres` refuse to serve.
package struct ServerUser: Hashable, Sendable {
  let name: String
  package let userID: UInt32
  package let groupID: UInt32
  private let setpriv: String

  /// Nil if the caller is an ordinary user and can run the server itself.
  ///
  /// - Throws: `ScratchError` if the caller is root and there is nobody to become.
  package static func required() throws(ScratchError) -> ServerUser? {
    guard geteuid() == 0 else { return nil }
    let passwd = (try? String(contentsOfFile: "/etc/passwd", encoding: .utf8)) ?? ""
    let programs = ["/usr/bin/setpriv", "/bin/setpriv"]
    guard let setpriv = programs.first(where: FileManager.default.isExecutableFile(atPath:)) else {
      throw ScratchError(
        "PostgreSQL does not run as root, and setpriv, which changes the user, is not installed",
        hint: "apt-get install util-linux, or run as an ordinary user")
    }
    for name in ["postgres", "nobody"] {
      if let user = ServerUser(name, passwd: passwd, setpriv: setpriv) { return user }
    }
    throw ScratchError(
      "PostgreSQL does not run as root, and there is no user postgres or nobody",
      hint: "run as an ordinary user")
  }

  /// Reads the lines of passwd(5): `name:password:uid:gid:…`.
  private init?(_ name: String, passwd: String, setpriv: String) {
    let lines = passwd.split(separator: "\n").map {
      $0.split(separator: ":", omittingEmptySubsequences: false)
    }
    guard let line = lines.first(where: { $0[0] == name && $0.count > 3 }),
      let userID = UInt32(line[2]), let groupID = UInt32(line[3])
    else { return nil }
    self.name = name
    self.userID = userID
    self.groupID = groupID
    self.setpriv = setpriv
  }

  /// The command line that runs `program` as this user.
  package func command(_ program: String, _ arguments: [String]) -> [String] {
    [setpriv, "--reuid=\(userID)", "--regid=\(groupID)", "--clear-groups", "--", program]
      + arguments
  }
}
