import Diagnostics

/// The comment lines at the top of a migration file, taken apart.
struct MigrationHeader {
  struct Line {
    let text: String
    let bytes: Range<Int>
  }

  struct Finding {
    let message: String
    let bytes: Range<Int>
    let severity: Diagnostic.Severity
  }

  private(set) var findings: [Finding] = []
  private var values: [String: (value: String, bytes: Range<Int>)] = [:]
  private let lists: [HeaderList: [String]]
  private let place: Range<Int>

  private static let keys: Set = [
    "version", "direction", "table", "step", "transaction", "phase", "from", "to", "source", "plan",
    "tool",
    "confirm", "parallel", "catch-up", "rolling", "copies", "exports",
  ]

  init(lines: [Line]) {
    lists = HeaderList.parsed(
      lines.map(\.text).filter { !$0.hasPrefix(MachineLine.mark) })
    place = lines.first?.bytes ?? 0..<0
    for line in lines where line.text.hasPrefix(MachineLine.mark) {
      guard let pairs = MachineLine.pairs(line.text.dropFirst(MachineLine.mark.count)) else {
        report("the header line is not a list of key=value", line.bytes)
        continue
      }
      for (key, value) in pairs {
        if values.updateValue((value, line.bytes), forKey: key) != nil {
          report("the header names \(key) twice", line.bytes)
        } else if !Self.keys.contains(key) {
          report("the header key \(CommentText.value(key)) is unknown", line.bytes, .warning)
        }
      }
    }
  }

  /// The file without its statements; nil after a finding that is an error.
  mutating func file(id: MigrationID, direction: MigrationDirection) -> MigrationFile? {
    require("version", "is not the one in the file's name") { $0 == "\(id.version)" ? $0 : nil }
    if values["direction"] != nil || direction == .down {
      require("direction", "is not the one in the file's name") {
        $0 == direction.rawValue ? $0 : nil
      }
    }
    let table = require("table", "is not schema.name", MachineLine.qualifiedName)
    let steps = require("step", "is not step/steps with the step of the file's name") { text in
      let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
      guard parts.count == 2, parts[0] == id.step, let steps = parts[1], steps >= id.step else {
        return nil as Int?
      }
      return steps
    }
    let transaction = require("transaction", "is neither single nor none") {
      Step.Transaction(rawValue: $0)
    }
    let phase = require("phase", "is neither before-deploy nor after-deploy") {
      Step.Phase(rawValue: $0)
    }
    let from = require("from", "is empty", fingerprint)
    let to = require("to", "is empty", fingerprint)
    let parallel = optional("parallel", "is not the number of a statement") { text in
      Int(text).flatMap { $0 > 0 ? $0 : nil }
    }
    // Whoever writes a header must not have any procedure called.
    let catchUp = optional("catch-up", "is not a procedure of the schema pgparcel") { text in
      MachineLine.qualifiedName(text).flatMap { $0.schema == SyncNames.schema ? $0 : nil }
    }
    let rolling = optional("rolling", "is not a list of depths", depths)
    let copies = optional("copies", "is no list of schema.name", MachineLine.qualifiedNames)
    let exports = optional("exports", "is no list of schema.name", MachineLine.qualifiedNames)
    guard !findings.contains(where: { $0.severity == .error }), let table, let steps,
      let transaction, let phase, let from, let to
    else { return nil }
    return MigrationFile(
      direction: direction, id: id, table: table, steps: steps, transaction: transaction,
      phase: phase, from: from, to: to, source: values["source"].map { source($0.value) },
      plan: values["plan"]?.value, tool: values["tool"]?.value,
      confirm: values["confirm"]?.value.split(separator: ",").map(String.init) ?? [],
      what: lists[.what] ?? [], locks: lists[.locks] ?? [],
      hazards: (lists[.hazards] ?? []).map(hazard), undo: lists[.undo] ?? [],
      parallel: parallel, catchUp: catchUp, rolling: rolling ?? [], copies: copies ?? [],
      exports: exports ?? [],
      statements: [])
  }

  @discardableResult
  private mutating func require<Value>(
    _ key: String, _ complaint: String, _ read: (String) -> Value?
  ) -> Value? {
    guard let (text, bytes) = values[key] else {
      report("the header has no \(key)", place)
      return nil
    }
    guard let value = read(text) else {
      report("the header's \(key)=\(CommentText.value(text)) \(complaint)", bytes)
      return nil
    }
    return value
  }

  private mutating func optional<Value>(
    _ key: String, _ complaint: String, _ read: (String) -> Value?
  ) -> Value? {
    values[key] == nil ? nil : require(key, complaint, read)
  }

  private mutating func report(
    _ message: String, _ bytes: Range<Int>, _ severity: Diagnostic.Severity = .error
  ) {
    findings.append(Finding(message: message, bytes: bytes, severity: severity))
  }
}

private func fingerprint(_ text: String) -> Fingerprint? {
  text.isEmpty ? nil : Fingerprint(text: text)
}

/// `1,2`: small numbers, each once.
private func depths(_ text: String) -> Set<Int>? {
  let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
  let depths = Set(parts)
  return depths.count == parts.count && depths.allSatisfy { (1...100).contains($0) } ? depths : nil
}

private func source(_ text: String) -> MigrationFile.Source {
  guard let mark = text.lastIndex(of: "@") else { return .init(path: text, hash: "") }
  return .init(path: String(text[..<mark]), hash: String(text[text.index(after: mark)...]))
}

/// Taken apart by scalars: a combining letter must not melt with the blank before it.
private func hazard(_ text: String) -> MigrationFile.HazardNote {
  let word = text.unicodeScalars.prefix { ("A"..."Z").contains($0) || $0 == "_" }
  let rest = text.unicodeScalars.dropFirst(word.count)
  guard rest.starts(with: ": ".unicodeScalars) else { return .init(word: text) }
  return .init(word: String(word), detail: String(rest.dropFirst(2)))
}
