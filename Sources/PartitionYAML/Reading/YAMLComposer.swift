import Diagnostics
import PartitionCore

/// Builds nodes from events, and refuses what schema files do not use.
struct YAMLComposer {
  private struct Frame {
    var items: [YAMLNode] = []
    private(set) var entries: [YAMLNode.Entry] = []
    /// Of mappings with so many entries that looking through them is slow.
    private var keys: [String: Span] = [:]
    var pendingKey: Spanned<String>?
    let isMapping: Bool
    let flow: Bool
    let start: Int
    var end: Int
    let anchor: String?
    /// Nodes inside, aliases expanded.
    var count = 1

    init(isMapping: Bool, flow: Bool, start: Int, anchor: String?) {
      self.isMapping = isMapping
      self.flow = flow
      self.start = start
      end = start
      self.anchor = anchor
    }

    private static let few = 16

    mutating func append(_ entry: YAMLNode.Entry) {
      entries.append(entry)
      guard entries.count > Self.few else { return }
      if keys.isEmpty {
        for entry in entries { keys[entry.key.value] = entry.key.span }
      } else {
        keys[entry.key.value] = entry.key.span
      }
    }

    func place(of key: String) -> Span? {
      entries.count > Self.few
        ? keys[key] : entries.firstIndex { $0.key.value == key }.map { entries[$0].key.span }
    }
  }

  /// Deep enough for every sane file, and far from the end of the stack.
  static let maximumDepth = 64
  /// How many nodes aliases may stand for: a file of ten lines must not become a million nodes.
  static let maximumExpansion = 20_000

  private(set) var root: YAMLNode?
  private(set) var findings: [Diagnostic] = []
  /// The document cannot be used; `findings` says why.
  private(set) var failed = false

  private let file: SourceFile
  private var stack: [Frame] = []
  private var anchors: [String: (node: YAMLNode, count: Int)] = [:]
  private var expanded = 0

  init(file: SourceFile) { self.file = file }

  /// Takes the next event; false to hear no more.
  mutating func receive(_ event: YAMLEvent) -> Bool {
    switch event.kind {
    case .documentStart:
      if root != nil {
        refuse(
          .unsupportedYAML, "a schema file holds one document", at: event.bytes,
          help: "put the second table into a file of its own")
        failed = true
      }
    case .scalar(let text, let style, let properties):
      checkTag(properties, at: event.bytes)
      let start = contentStart(event.bytes, properties)
      // A block scalar ends where the next token begins.
      let end = lastInk(start..<event.bytes.upperBound, style)
      let node = YAMLNode(content: .scalar(text, style), span: span(start..<end))
      finish(node, count: 1, anchor: properties.anchor)
    case .alias(let name):
      expand(name, at: event.bytes)
    case .sequenceStart(let properties, let flow):
      open(event.bytes, properties, flow: flow, isMapping: false)
    case .mappingStart(let properties, let flow):
      open(event.bytes, properties, flow: flow, isMapping: true)
    case .end:
      close(event.bytes)
    }
    return !failed
  }

  private mutating func open(
    _ bytes: Range<Int>, _ properties: YAMLEvent.Properties, flow: Bool, isMapping: Bool
  ) {
    checkTag(properties, at: bytes)
    guard stack.count < Self.maximumDepth else {
      refuse(
        .unsupportedYAML, "the file is nested more than \(Self.maximumDepth) levels deep",
        at: bytes.lowerBound..<bytes.lowerBound + 1)
      failed = true
      return
    }
    let start = contentStart(bytes, properties)
    stack.append(
      Frame(
        isMapping: isMapping, flow: flow, start: start, anchor: properties.anchor))
  }

  private mutating func close(_ bytes: Range<Int>) {
    guard let frame = stack.popLast() else { return }
    let end = frame.flow ? bytes.upperBound : frame.end
    let content: YAMLNode.Content =
      frame.isMapping ? .mapping(frame.entries) : .sequence(frame.items)
    let node = YAMLNode(content: content, span: span(frame.start..<max(frame.start, end)))
    finish(node, count: frame.count, anchor: frame.anchor)
  }

  private mutating func expand(_ name: String, at bytes: Range<Int>) {
    guard let (node, count) = anchors[name] else {
      refuse(.unsupportedYAML, "no anchor `&\(name)` stands before this alias", at: bytes)
      failed = true
      return
    }
    expanded += count
    guard expanded <= Self.maximumExpansion else {
      refuse(
        .aliasExpansion, "aliases expand to more than \(Self.maximumExpansion) values", at: bytes,
        help: "write the values out, or split the file")
      failed = true
      return
    }
    finish(node, count: count, anchor: nil, end: bytes.upperBound, place: span(bytes))
  }

  /// A node is complete: it becomes a key, a value, an item or the root.
  private mutating func finish(
    _ node: YAMLNode, count: Int, anchor: String?, end: Int? = nil, place: Span? = nil
  ) {
    if let anchor { anchors[anchor] = (node, count) }
    guard !stack.isEmpty else {
      root = node
      return
    }
    let top = stack.count - 1
    stack[top].count += count
    stack[top].end = end ?? node.span.bytes.upperBound
    if !stack[top].isMapping {
      stack[top].items.append(node)
    } else if let key = stack[top].pendingKey {
      stack[top].pendingKey = nil
      if let first = stack[top].place(of: key.value) {
        findings.append(
          Diagnostic(
            .duplicateKey, "key `\(key.value)` stands twice in one mapping", at: key.span,
            labels: [Diagnostic.Label(first, "first here")], help: ["remove one of them"]))
      } else {
        stack[top].append(YAMLNode.Entry(key: key, value: node))
      }
    } else {
      stack[top].pendingKey = Spanned(key(node, at: place ?? node.span), at: place ?? node.span)
    }
  }

  private mutating func key(_ node: YAMLNode, at place: Span) -> String {
    guard let text = node.text else {
      refuse(
        .unsupportedYAML, "a key must be a text, not \(node.kind)", at: place.bytes,
        help: "a text that begins with `{` or `[` must be quoted")
      failed = true
      return ""
    }
    if node.plain == "<<" {
      refuse(
        .unsupportedYAML, "merge keys (`<<`) are not used in schema files", at: place.bytes,
        help: "write the keys out, or use `defaults:`")
      failed = true
    }
    return text
  }

  private mutating func checkTag(_ properties: YAMLEvent.Properties, at bytes: Range<Int>) {
    guard let tag = properties.tag else { return }
    let core = "tag:yaml.org,2002:"
    let shown = tag.hasPrefix(core) ? "!!" + tag.dropFirst(core.count) : tag
    refuse(
      .unsupportedYAML, "tags are not used in schema files: \(shown)",
      at: bytes.lowerBound..<max(bytes.lowerBound + 1, bytes.upperBound),
      help: "remove the tag; quote the value if it is a text")
  }

  private mutating func refuse(
    _ code: Diagnostic.Code, _ message: String, at bytes: Range<Int>, help: String? = nil
  ) {
    findings.append(
      Diagnostic(code, message, at: span(bytes), help: help.map { [$0] } ?? []))
  }

  private func span(_ bytes: Range<Int>) -> Span {
    Span(file: file, bytes: bytes.clamped(to: 0..<file.text.utf8.count))
  }

  /// Where the node itself begins, behind its anchor.
  private func contentStart(_ bytes: Range<Int>, _ properties: YAMLEvent.Properties) -> Int {
    guard let anchor = properties.anchor else { return bytes.lowerBound }
    let behind = bytes.lowerBound + 1 + anchor.utf8.count
    guard properties.tag == nil, behind <= bytes.upperBound else { return bytes.lowerBound }
    return min(file.firstInk(from: behind), bytes.upperBound)
  }

  private func lastInk(_ bytes: Range<Int>, _ style: YAMLNode.Style) -> Int {
    style == .literal || style == .folded ? file.lastInk(bytes) : bytes.upperBound
  }
}
