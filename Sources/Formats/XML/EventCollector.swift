/// Collects the fields of an `Event` as tracerpt, wevtutil and the Event Viewer write it, from whatever reads its
/// markup.
///
/// Source of the structure: the schema of [MS-EVEN6] 2.2.13 and the elements that tracerpt adds to it
/// (`DebugData`, `BinaryEventData`, a bare `Data`).
struct EventCollector: Sendable {
  private(set) var fields = EventFields()

  /// The child of `Event` that is open.
  private enum Section {
    case system
    case rendering
    /// `EventData`, `UserData`, or a bare value.
    case payload
    /// What could not be decoded; its error code is the tool's, not the event's.
    case undecoded
    case debug
    case other
  }

  private var section = Section.other
  private var name: [UInt8] = []
  /// The `Name` of a `Data` or `ComplexData` element.
  private var label: String?
  private var isHex = false
  private var isLeaf = false
  private var content: [UInt8] = []

  /// Forgets the last event.
  mutating func reset() {
    fields = EventFields()
    section = .other
    isLeaf = false
  }

  /// An element begins; `depth` counts it already, 1 is the event.
  mutating func start(_ name: Span<UInt8>, depth: Int) {
    self.name.removeAll(keepingCapacity: true)
    self.name.append(name)
    if depth == 2 { section = sectionOfElement }
    isLeaf = depth > 1
    content.removeAll(keepingCapacity: true)
    label = nil
    isHex = section == .payload && (isNamed("Binary") || isNamed("BinaryEventData"))
    if section == .system, isNamed("TimeCreated") {
      fields.systemTime = nil
      fields.rawTime = nil
    }
  }

  /// An attribute of the element that began last; the first of a name counts.
  mutating func attribute(_ attribute: Span<UInt8>, _ value: Span<UInt8>) {
    switch section {
    case .system: systemAttribute(attribute, value)
    case .payload:
      if Markup.spells("Name", attribute) {
        label = label ?? utf8Text(value)
      } else if Markup.spells("Type", attribute), Markup.spells("win:ErrorMoreData", value) {
        isHex = true
      }
    default: break
    }
  }

  /// Text inside the innermost open element, in pieces of any length.
  mutating func text(_ bytes: Span<UInt8>) {
    if isLeaf, section != .other { content.append(bytes) }
  }

  /// The innermost open element ends; `depth` still counts it.
  mutating func end(depth: Int) {
    takeLeaf()
    if depth == 2 { section = .other }
  }

  /// Takes what was read of a value whose end is lost.
  mutating func takeLeaf() {
    guard isLeaf else { return }
    isLeaf = false
    switch section {
    case .system: systemText()
    case .rendering: renderingText()
    case .payload:
      // The name of an element of `UserData` is the field's; `Data` says nothing.
      let ownName = isHex || isNamed("Data") ? nil : name
      fields.add(label ?? ownName.map(decodedText), content[...], isHex: isHex)
    case .undecoded: if isNamed("EventPayload") { fields.add(nil, content[...], isHex: true) }
    case .debug: if isNamed("Message") { fields.message = EventFields.normalised(content[...]) }
    case .other: break
    }
  }
}

// MARK: - Sections

extension EventCollector {
  private var sectionOfElement: Section {
    if isNamed("System") { return .system }
    if isNamed("EventData") || isNamed("UserData") || isNamed("BinaryEventData") || isNamed("Data") {
      return .payload
    }
    if isNamed("RenderingInfo") { return .rendering }
    if isNamed("ProcessingErrorData") { return .undecoded }
    return isNamed("DebugData") ? .debug : .other
  }

  private func isNamed(_ text: StaticString) -> Bool { Markup.spells(text, name.span) }

  private mutating func systemAttribute(_ attribute: Span<UInt8>, _ value: Span<UInt8>) {
    if isNamed("TimeCreated") {
      if Markup.spells("SystemTime", attribute) {
        fields.systemTime = fields.systemTime ?? utf8Text(value)
      } else if Markup.spells("RawTime", attribute) {
        fields.rawTime = fields.rawTime ?? utf8Text(value)
      }
    } else if isNamed("Provider") {
      if Markup.spells("Name", attribute) { fields.provider = fields.provider ?? utf8Text(value) }
    } else if isNamed("Execution") {
      if Markup.spells("ProcessID", attribute) {
        fields.processID = fields.processID ?? Int(utf8Text(value) ?? "")
      }
    }
  }

  private mutating func systemText() {
    if isNamed("Level") {
      fields.levelNumber = Int(decodedText(EventFields.normalised(content[...])))
    } else if isNamed("Opcode") {
      fields.opcode = Int(decodedText(EventFields.normalised(content[...])))
    }
  }

  private mutating func renderingText() {
    if isNamed("Message") {
      fields.message = EventFields.normalised(content[...])
    } else if isNamed("Task") {
      fields.task = decodedText(EventFields.normalised(content[...]))
    }
  }
}

/// Gives a collector what libxml2 reads of an event.
final class EventHandler: SAXHandler {
  var collector = EventCollector()

  override func start(_ name: String, _ attributes: SAXAttributes) {
    collector.start(Array(name.utf8).span, depth: depth)
    attributes.forEach { collector.attribute($0, $1) }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    unsafe collector.text(bytes.span)
  }

  override func end() {
    collector.end(depth: depth)
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}
