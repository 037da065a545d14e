import Diagnostics
import PartitionCore

/// The values of declared and live bounds, by the type and collation of the key that they are
/// compared under.
struct BoundTexts {
  struct Group: Hashable {
    let type: String
    let collation: String?
  }

  struct Text {
    let text: String
    /// What the server is to read: `text`, with the layout's zone where it names none itself.
    let input: String
    /// Where it is declared; nil for a value of a live bound.
    let span: Span?
    /// The key's column or expression.
    let key: String
    /// A live text that is declared too, letter for letter; it is asked for once.
    var isDeclared = false
  }

  /// The texts of one type and collation, live ones first.
  struct Question {
    let group: Group
    fileprivate(set) var texts: [Text] = []
    /// Places in `texts` of the live ones.
    fileprivate var live: [String: Int] = [:]
  }

  /// In order of first appearance, so that statements and findings have a fixed order.
  private(set) var questions: [Question] = []

  init(_ texts: DeclaredTexts, keys: [String: PartitionKeyElement], actual: Table?) {
    for partitioning in actual?.allPartitionings ?? [] {
      for partition in partitioning.partitions {
        add(partition.bound, partitioning.key)
      }
    }
    for layout in texts.layouts {
      let elements = layout.key.value.map { keys[$0.sql.text] }
      for partition in layout.allPartitions {
        switch partition.bound {
        case .list(let values):
          guard let element = elements.first else { continue }
          for value in values { add(value, element, layout) }
        case .range(let from, let to):
          for (value, element) in zip(from.value, elements) { add(value, element, layout) }
          for (value, element) in zip(to.value, elements) { add(value, element, layout) }
        case .hash, .default: break
        }
      }
    }
  }

  private mutating func add(_ bound: PartitionBound, _ key: [PartitionKeyElement]) {
    func live(_ value: BoundValue, _ element: PartitionKeyElement) {
      guard case .value(let text) = value else { return }
      append(
        Text(text: text, input: text, span: nil, key: element.column ?? element.sql), element)
    }
    switch bound {
    case .list(let values):
      guard let element = key.first else { return }
      for value in values { live(value, element) }
    case .range(let from, let to):
      for (value, element) in zip(from, key) { live(value, element) }
      for (value, element) in zip(to, key) { live(value, element) }
    case .hash, .default: break
    }
  }

  /// A declared value; without an element the key was refused, which is told already.
  private mutating func add(
    _ value: Spanned<BoundValue>, _ element: PartitionKeyElement?, _ layout: LayoutDeclaration
  ) {
    guard let element, case .value(let text) = value.value else { return }
    var input = text
    if element.type.hasSuffix("with time zone"), element.type.hasPrefix("timestamp"),
      let zone = layout.window?.timezone?.value, !Self.namesZone(text)
    {
      input = "\(text) \(zone)"
    }
    append(
      Text(text: text, input: input, span: value.span, key: element.column ?? element.sql),
      element)
  }

  private mutating func append(_ text: Text, _ element: PartitionKeyElement) {
    let group = Group(type: element.type, collation: element.collation)
    let place = questions.firstIndex { $0.group == group } ?? questions.count
    if place == questions.count { questions.append(Question(group: group)) }
    let live = text.text == text.input ? questions[place].live[text.text] : nil
    if let live {
      if text.span != nil { questions[place].texts[live].isDeclared = true }
      return
    }
    if text.span == nil { questions[place].live[text.text] = questions[place].texts.count }
    questions[place].texts.append(text)
  }

  /// Whether a timestamp says its offset or zone: anything signed or spelled behind the date.
  private static func namesZone(_ text: String) -> Bool {
    let afterDate = text.drop { $0 != " " && $0 != "T" && $0 != "t" }.dropFirst()
    let isWord = text.first.map { !$0.isNumber } ?? true
    return isWord || afterDate.contains { $0 == "+" || $0 == "-" || $0.isLetter }
  }
}
