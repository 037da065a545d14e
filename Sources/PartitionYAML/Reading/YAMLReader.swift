import CLibYAML

/// libyaml's event parser; every call of libyaml stands in this file.
enum YAMLReader {
  /// Hands over events until the text ends, `receive` says stop, or the text is not YAML.
  static func parse(_ text: String, receive: (YAMLEvent) -> Bool) -> YAMLSyntaxError? {
    let offsets = ScalarOffsets(text)
    var text = text
    return text.withUTF8 { bytes in
      // libyaml wants a pointer even for no bytes, and reads none of them.
      guard let base = bytes.baseAddress else { return nil }
      var parser = unsafe yaml_parser_t()
      guard unsafe yaml_parser_initialize(&parser) == 1 else { return outOfMemory }
      defer { unsafe yaml_parser_delete(&parser) }
      unsafe yaml_parser_set_input_string(&parser, base, bytes.count)
      unsafe yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
      while true {
        var event = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(&parser, &event) == 1 else {
          return unsafe problem(of: parser, offsets)
        }
        defer { unsafe yaml_event_delete(&event) }
        if unsafe event.type == YAML_STREAM_END_EVENT { return nil }
        guard let kind = unsafe kind(of: event) else { continue }
        let start = unsafe offsets[Int(clamping: event.start_mark.index)]
        let end = unsafe offsets[Int(clamping: event.end_mark.index)]
        guard receive(YAMLEvent(kind: kind, bytes: start..<max(start, end))) else { return nil }
      }
    }
  }

  private static let outOfMemory = YAMLSyntaxError(
    problem: "out of memory", offset: 0, context: nil)

  private static func kind(of event: yaml_event_t) -> YAMLEvent.Kind? {
    switch unsafe event.type {
    case YAML_DOCUMENT_START_EVENT:
      return .documentStart
    case YAML_ALIAS_EVENT:
      return unsafe .alias(string(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      let text = unsafe String(
        decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      let properties = unsafe YAMLEvent.Properties(
        anchor: string(scalar.anchor), tag: string(scalar.tag))
      return unsafe .scalar(text, style(scalar.style), properties)
    case YAML_SEQUENCE_START_EVENT:
      let start = unsafe event.data.sequence_start
      return unsafe .sequenceStart(
        YAMLEvent.Properties(anchor: string(start.anchor), tag: string(start.tag)),
        flow: start.style == YAML_FLOW_SEQUENCE_STYLE)
    case YAML_MAPPING_START_EVENT:
      let start = unsafe event.data.mapping_start
      return unsafe .mappingStart(
        YAMLEvent.Properties(anchor: string(start.anchor), tag: string(start.tag)),
        flow: start.style == YAML_FLOW_MAPPING_STYLE)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
      return .end
    default:
      return nil
    }
  }

  private static func string(_ pointer: UnsafePointer<yaml_char_t>?) -> String? {
    guard let pointer = unsafe pointer else { return nil }
    return unsafe String(cString: pointer)
  }

  private static func style(_ style: yaml_scalar_style_t) -> YAMLNode.Style {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: .literal
    case YAML_FOLDED_SCALAR_STYLE: .folded
    default: .plain
    }
  }

  private static func problem(of parser: yaml_parser_t, _ offsets: ScalarOffsets) -> YAMLSyntaxError
  {
    guard let text = unsafe parser.problem else { return outOfMemory }
    let problem = unsafe String(cString: text)
    // The reader, which only decodes characters, counts bytes and sets no mark.
    if unsafe parser.error == YAML_READER_ERROR {
      return unsafe YAMLSyntaxError(
        problem: problem, offset: Int(clamping: parser.problem_offset), context: nil)
    }
    let offset = unsafe offsets[Int(clamping: parser.problem_mark.index)]
    guard let context = unsafe parser.context else {
      return YAMLSyntaxError(problem: problem, offset: offset, context: nil)
    }
    return unsafe YAMLSyntaxError(
      problem: problem, offset: offset,
      context: (String(cString: context), offsets[Int(clamping: parser.context_mark.index)]))
  }
}
