import Diagnostics
import PartitionCore
import PostgresClient

extension ElaborationWork {
  /// Tries each distinct storage parameter that is not live yet on a temporary table.
  func checkStorageParameters(
    _ connection: borrowing Connection, into bag: inout DiagnosticBag
  ) throws(PostgresError) {
    guard bench.isAvailable else { return }
    var known: Set<StorageParameter> = Set(actual?.relation.options ?? [])
    for partition in actual?.allPartitions ?? [] { known.formUnion(partition.relation.options) }
    let declared = texts.layouts.flatMap(\.defaultOptions) + texts.partitions.flatMap(\.options)
    for option in declared {
      let parameter = StorageParameter(option.name.value, option.value.value)
      guard known.insert(parameter).inserted else { continue }
      // `toast.autovacuum_enabled` is two names.
      let parts = parameter.name.split(separator: ".", omittingEmptySubsequences: false)
      let name = SQLText.joined(parts.map { "\(name: String($0))" }, ".")
      let error = try bench.attempt(
        connection,
        """
        CREATE TEMPORARY TABLE \(name: "pgparcel_parameter_\(known.count)") (value text) \
        WITH (\(name) = \(literal: parameter.value))
        """)
      if let error {
        let isName = error.namedObject == parts.last.map(String.init)
        bag.add(
          Diagnostic(
            .invalidStorageParameter,
            "PostgreSQL refuses `\(parameter.name): \(parameter.value)`: \(error.message)",
            at: isName && error.message.hasPrefix("unrecognized")
              ? option.name.span : option.value.span,
            help: ["write a storage parameter of CREATE TABLE … WITH (pgparcel explain E131)"],
            notes: error.notes))
      }
    }
  }
}
