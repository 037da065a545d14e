/// What to do about a login that failed, judged by the words of libpq and the server.
///
/// A failed login bears no SQLSTATE, so words are all there is. A server that speaks another
/// language than English gets the general advice.
enum LoginAdvice {
  private static let password =
    "give the password in PGPASSWORD or ~/.pgpass; in a URL @ : / ? # % are written as"
    + " %40 %3A %2F %3F %23 %25"
  private static let certificate =
    "name the authority's certificate with sslrootcert=FILE, or write sslmode=require, which"
    + " encrypts and checks no certificate"
  private static let later = "try again in a moment"
  private static let place =
    "start the server, or name its place with -d URL, DATABASE_URL or PGHOST"

  /// The first that fits decides: what the server said before what kept us from it.
  private static let answers: [(words: String, help: String)] = [
    ("password authentication failed", password),
    ("no password supplied", password),
    (
      "Peer authentication failed",
      "the socket takes the role of your own name only; name the host to log in with a password"
    ),
    ("root certificate file", certificate),
    ("certificate verify failed", certificate),
    ("server certificate for", certificate),
    (
      "server does not support SSL",
      "this server offers no TLS: write sslmode=prefer, or set ssl = on there"
    ),
    (
      "no encryption",
      "the server may want TLS: write sslmode=require; or it needs a line in its pg_hba.conf"
    ),
    ("pg_hba.conf", "the server needs a line in its pg_hba.conf that lets this role in from here"),
    (
      "too many clients",
      "wait until other sessions have ended, or raise the server's max_connections"
    ),
    (
      "remaining connection slots",
      "wait until other sessions have ended, or raise the server's max_connections"
    ),
    ("the database system is", later),
    ("could not translate host name", "check the spelling of the host"),
    ("timeout expired", "check host and port, and whether a firewall stands between"),
    ("Connection timed out", "check host and port, and whether a firewall stands between"),
    (
      "Permission denied",
      "the socket's directory is closed to you; name the host to connect over the network"
    ),
    ("Connection refused", place),
    ("No such file or directory", place),
  ]

  /// One line of help.
  static func help(for message: String) -> String {
    if message.contains("does not exist") {
      if message.contains("FATAL:  database \"") {
        return "name another database with -d URL or DATABASE_URL; `psql -l` shows which there are"
      }
      if message.contains("FATAL:  role \"") {
        return "name a role of this server: -d postgresql://ROLE@HOST/DATABASE, or PGUSER"
      }
    }
    return answers.first { message.contains($0.words) }?.help
      ?? "name the database with -d URL or DATABASE_URL"
  }

  /// The message without libpq's question whether the server runs, which the help answers.
  static func sentence(_ message: String) -> String {
    message.split(separator: "\n").filter { !$0.hasPrefix("\tIs the server running") }
      .joined(separator: "\n")
  }
}
