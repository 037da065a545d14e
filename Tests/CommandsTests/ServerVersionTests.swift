import Commands
import Diagnostics
import Testing

/// Which servers are let in, by the number that they report; older ones are nowhere to be had.
@Suite struct ServerVersionTests {
  @Test(arguments: [140_000, 140_019, 150_018, 180_000, 190_001])
  func supportedServersAreLetIn(_ number: Int) {
    #expect(ServerVersion(number).refusal == nil)
  }

  @Test(arguments: [(130_022, "13.22"), (110_022, "11.22"), (90_624, "9.6.24")])
  func olderServersAreRefused(_ number: Int, _ name: String) throws {
    let finding = try #require(ServerVersion(number).refusal)
    #expect(finding.code == .serverVersion)
    #expect(finding.message == "the server is PostgreSQL \(name); 14 or newer is needed")
    #expect(finding.help == ["connect to a server of PostgreSQL 14 to 18, or upgrade this one"])
    #expect(ExitStatus(code: finding.code) == .connection)
  }
}
