extension Diagnostic {
  /// The stable names of all findings. Never renumbered; each has a page in `docs/rules/`.
  ///
  /// `E` is an error, `W` a warning. 00x: YAML itself; 01x: scalars; 02x: bounds; 03x: names;
  /// 04x: windows; 1xx: declaration against the database; 2xx: what cannot be planned;
  /// 3xx: connection and rights; 4xx: running; 5xx: migration files.
  package enum Code: String, CaseIterable, Sendable {
    /// An unknown key.
    case unknownKey = "E001"
    /// YAML syntax, a tab as indentation included.
    case yamlSyntax = "E002"
    /// The same key twice in one mapping.
    case duplicateKey = "E003"
    /// A required key is missing.
    case missingKey = "E004"
    /// A value of the wrong kind: a list where a text belongs, a number where a name belongs.
    case wrongType = "E005"
    /// A YAML feature that schema files do not use: several documents, merge keys, tags.
    case unsupportedYAML = "E006"
    /// Aliases that expand without bound.
    case aliasExpansion = "E007"
    /// Two keys that exclude each other, or a key that does not belong to this strategy.
    case conflictingKeys = "E008"
    /// A value outside those allowed.
    case invalidValue = "E009"
    /// Plain `no`, `yes`, `on`… in a list of texts.
    case ambiguousScalar = "E011"
    /// Two list values that PostgreSQL holds for one.
    case duplicateValue = "E021"
    /// Two partitions claim the same rows.
    case overlappingBounds = "E022"
    /// A range that can hold no row: empty or reversed.
    case emptyRange = "E023"
    /// Nothing takes the rows between two ranges.
    case rangeGap = "W024"
    /// A value that the column's type does not accept.
    case invalidBoundValue = "E025"
    /// A hash layout whose partitions do not cover every remainder.
    case incompleteHash = "E026"
    /// A bound with more or fewer values than the key has columns, or MINVALUE followed by a value.
    case boundShape = "E027"
    /// The key can be NULL and no partition takes NULL.
    case nullHasNoPartition = "W028"
    /// NULL listed although the column is in the primary key.
    case nullInPrimaryKey = "E029"
    /// A name longer than PostgreSQL's 63 bytes.
    case nameTooLong = "E030"
    /// Two objects would bear one name.
    case duplicateName = "E031"
    /// A name pattern that yields no usable name.
    case invalidNamePattern = "E032"
    /// A timestamptz window without a zone, or a zone where none belongs.
    case windowZone = "E041"
    /// A window whose start is not on a boundary of its interval.
    case windowStart = "E042"
    /// A window's interval does not fit the type of its key.
    case windowKey = "E043"
    /// The declared table does not exist and cannot be created from the file.
    case tableMissing = "E100"
    /// A column that the table does not have.
    case unknownColumn = "E101"
    /// The live columns differ from the declared ones.
    case columnDrift = "E102"
    /// A partition key that PostgreSQL refuses: expression not immutable, generated column…
    case invalidPartitionKey = "E103"
    /// A primary key or unique constraint that lacks a partition key column.
    case keyLacksPartitionKey = "E104"
    /// An index, predicate or expression that PostgreSQL refuses.
    case invalidIndex = "E105"
    /// An incoming foreign key that cannot survive the change of key.
    case incomingForeignKey = "E110"
    /// Uniqueness that holds per partition only after the change.
    case uniquenessWeakened = "W111"
    /// Rows in the default partition belong to a new partition.
    case rowsInDefault = "E120"
    /// A default partition forces a blocking detach.
    case blockingDetach = "W121"
    /// A partition in the database that the file does not name.
    case undeclaredPartition = "W122"
    /// A tablespace that the server does not have.
    case tablespaceMissing = "E130"
    /// A storage parameter that PostgreSQL refuses.
    case invalidStorageParameter = "E131"
    /// A difference that pgparcel knows and does not plan.
    case unplannedChange = "E200"
    /// An object bound to the table that a conversion cannot carry over.
    case uncarriedObject = "E201"
    /// A change that destroys rows without being allowed to.
    case destructiveChange = "E202"
    /// A table that pgparcel does not manage: foreign, inherited, temporary…
    case unsupportedTable = "E203"
    /// A table whose rows an online conversion cannot tell apart.
    case noRowIdentity = "E204"
    /// A table that cannot become a partition as it is.
    case cannotAttach = "E205"
    /// A conversion that locks more objects than the server has room for.
    case tooManyLocks = "W205"
    /// An edit that concerns some partitions, for which the whole table is converted.
    case convertedWhole = "W206"
    /// Cannot connect or authenticate.
    case connection = "E300"
    /// The server is too old.
    case serverVersion = "E301"
    /// A pooler in transaction mode.
    case transactionPooler = "E302"
    /// A connection parameter that libpq does not know.
    case connectionParameter = "E303"
    /// Rights are missing.
    case missingRights = "E310"
    /// PostgreSQL refused a statement.
    case serverError = "E320"
    /// A lock or the runner's advisory lock was not obtained.
    case busy = "E401"
    /// An old table is still to be kept, so that its file waits.
    case oldTableKept = "E402"
    /// The server's disk is too small for a copy.
    case diskSpace = "E403"
    /// A log of keys grows, and nobody brings over what it names.
    case growingLog = "W404"
    /// Windows that stand still, since their table is being converted.
    case windowsWait = "W405"
    /// Stopped part-way in a file without transaction.
    case partial = "E420"
    /// The live table is not what the plan or file starts from.
    case stalePlan = "E501"
    /// A migration file was changed after it was recorded or applied.
    case changedFile = "E510"
    /// A migration file that the sum or the history names is missing.
    case missingFile = "E511"
    /// Two files start from one layout of one table.
    case orderConflict = "E512"
    /// A migration file that cannot be read.
    case malformedFile = "E513"
    /// What the header of a migration file warns of.
    case fileHazard = "W514"
    /// The proof on the scratch server failed.
    case proofFailed = "E520"
    /// What the proof could not cover.
    case proofGap = "W521"
    /// A statement in use that the new layout refuses.
    case statementBreaks = "W522"
    /// A statement in use that will read every partition.
    case statementDoesNotPrune = "W523"
    /// A statement in use that sets a column by which rows are divided.
    case statementMovesRows = "W524"
    /// The role does not see which statements others use.
    case statementsHidden = "W525"
    /// No scratch server to be had.
    case noScratchServer = "E530"
    /// A pruning assertion does not hold.
    case pruningAssertion = "E540"
    /// `verify` found the database to differ from the declaration.
    case drift = "E541"
    /// Fewer partitions ahead than the file asks for.
    case windowShort = "E542"
    /// A file of an export stands there already and says something else.
    case exportConflict = "E550"
    /// A migration file that the tool of an export cannot run.
    case notExportable = "E551"
    /// What `apply` does for a file and the tool of an export does not.
    case toolLacks = "W552"
    /// Settings that the tool of an export has to be given from outside.
    case timeoutsFromOutside = "W553"
    /// A file or directory that cannot be read or written.
    case fileAccess = "E600"

    /// The severity that the code's letter says.
    package var severity: Severity { rawValue.hasPrefix("W") ? .warning : .error }
  }
}
