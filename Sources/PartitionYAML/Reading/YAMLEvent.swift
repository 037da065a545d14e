/// One event of libyaml's parser, copied out of C and with places in UTF-8 bytes.
struct YAMLEvent {
  /// What may stand before a node.
  struct Properties {
    let anchor: String?
    let tag: String?
  }

  enum Kind {
    case documentStart
    case alias(String)
    case scalar(String, YAMLNode.Style, Properties)
    case sequenceStart(Properties, flow: Bool)
    case mappingStart(Properties, flow: Bool)
    /// Of a sequence or mapping.
    case end
  }

  let kind: Kind
  let bytes: Range<Int>
}

/// Why libyaml stopped.
struct YAMLSyntaxError {
  let problem: String
  let offset: Int
  /// What libyaml was reading, and where that began: some errors are noticed a line late.
  let context: (text: String, offset: Int)?
}
