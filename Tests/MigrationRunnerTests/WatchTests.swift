import Foundation
import MigrationRunner
import PartitionCore
import PostgresClient
import TestSupport
import Testing

/// Builds of indexes are watched from a session of its own.
@Suite(.database, .timeLimit(.minutes(12))) struct WatchTests {
  @Test(arguments: [Step.Transaction.single, .none])
  func aBuildTellsHowFarItIs(_ transaction: Step.Transaction) throws {
    let project = try Project()
    try project.database.execute(
      """
      INSERT INTO public.events SELECT g FROM generate_series(1, 2000) AS g;
      CREATE FUNCTION public.slowly(integer) RETURNS integer IMMUTABLE LANGUAGE plpgsql AS
        'BEGIN PERFORM pg_sleep(0.0005); RETURN $1; END';
      """)
    try project.add(
      10, "a", "b", [Statement("CREATE INDEX \"slow_i\" ON public.events (public.slowly(id))")],
      transaction: transaction)
    let target = project.database.target
    var options = Project.options
    options.progressPause = 0.05
    options.connect = { try Connection(target, applicationName: "watch") }
    try project.apply(.beforeDeploy, to: nil, options)
    let builds = project.events.compactMap { event in
      if case .building(_, let build) = event { build } else { nil }
    }
    #expect(builds.allSatisfy { $0.name == "slow_i" })
    #expect(builds.contains { $0.phase == "building index: scanning table" && $0.total > 0 })
  }
}
