/// Collects the fields of an `Event` as tracerpt, wevtutil and the Event Viewer write it, from whatever reads its
/// markup.
///
/// Source of the structure: the schema of [MS-EVEN6] 2.2.13 and the elements that tracerpt adds to it
/// (`DebugData`, `BinaryEventData`, a bare `Data`).
struct EventCollector: Sendable {
  private(set) var fields = EventFields()

  /// The child of `Event` that is open.
  fileprivate enum Section {
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
  /// The innermost element.
  private var element = EventElement.other
  /// The element's own name, where that is the name of a field.
  private var name: String?
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
    element = EventElement(name)
    if depth == 2 { section = Section(element) }
    isLeaf = depth > 1 && section.reads(element)
    if !content.isEmpty { content.removeAll(keepingCapacity: true) }
    switch section {
    case .payload:
      label = nil
      isHex = element == .binary || element == .binaryEventData
      // `Data` says nothing; the name of an element of `UserData` is the field's.
      self.name = isHex || element == .data ? nil : utf8Text(name)
    case .system where element == .timeCreated:
      fields.systemTime = nil
      fields.rawTime = nil
    default: break
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
    if isLeaf { content.append(bytes) }
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
    case .payload: fields.add(isHex ? label : label ?? name, content[...], isHex: isHex)
    case .undecoded: fields.add(nil, content[...], isHex: true)
    case .system, .rendering, .debug: take(EventFields.normalised(content[...]))
    case .other: break
    }
  }

  private mutating func take(_ value: [UInt8]) {
    switch element {
    case .level: fields.levelNumber = Int(decodedText(value))
    case .opcode: fields.opcode = Int(decodedText(value))
    case .task: fields.task = decodedText(value)
    case .message: fields.message = value
    default: break
    }
  }

  private mutating func systemAttribute(_ attribute: Span<UInt8>, _ value: Span<UInt8>) {
    switch element {
    case .timeCreated:
      if Markup.spells("SystemTime", attribute) {
        fields.systemTime = fields.systemTime ?? utf8Text(value)
      } else if Markup.spells("RawTime", attribute) {
        fields.rawTime = fields.rawTime ?? utf8Text(value)
      }
    case .provider:
      if Markup.spells("Name", attribute) { fields.provider = fields.provider ?? utf8Text(value) }
    case .execution:
      if Markup.spells("ProcessID", attribute) {
        fields.processID = fields.processID ?? utf8Text(value).flatMap { Int($0) }
      }
    default: break
    }
  }
}

extension EventCollector.Section {
  fileprivate init(_ element: EventElement) {
    switch element {
    case .system: self = .system
    case .eventData, .userData, .binaryEventData, .data: self = .payload
    case .renderingInfo: self = .rendering
    case .processingErrorData: self = .undecoded
    case .debugData: self = .debug
    default: self = .other
    }
  }

  /// Whether the text of the element means something in this section.
  fileprivate func reads(_ element: EventElement) -> Bool {
    switch self {
    case .system: element == .level || element == .opcode
    case .rendering: element == .message || element == .task
    case .payload: true
    case .undecoded: element == .eventPayload
    case .debug: element == .message
    case .other: false
    }
  }
}

/// The elements that mean something.
private enum EventElement {
  case system, provider, timeCreated, execution, level, opcode
  case renderingInfo, message, task
  case eventData, userData, binaryEventData, data, binary
  case processingErrorData, eventPayload, debugData
  case other

  init(_ name: Span<UInt8>) {
    func isNamed(_ text: StaticString) -> Bool { Markup.spells(text, name) }
    self = .other
    // The length tells most names apart.
    switch name.count {
    case 4: if isNamed("Data") { self = .data } else if isNamed("Task") { self = .task }
    case 5: if isNamed("Level") { self = .level }
    case 6:
      if isNamed("System") {
        self = .system
      } else if isNamed("Opcode") {
        self = .opcode
      } else if isNamed("Binary") {
        self = .binary
      }
    case 7: if isNamed("Message") { self = .message }
    case 8: if isNamed("Provider") { self = .provider } else if isNamed("UserData") { self = .userData }
    case 9:
      if isNamed("EventData") {
        self = .eventData
      } else if isNamed("Execution") {
        self = .execution
      } else if isNamed("DebugData") {
        self = .debugData
      }
    case 11: if isNamed("TimeCreated") { self = .timeCreated }
    case 12: if isNamed("EventPayload") { self = .eventPayload }
    case 13: if isNamed("RenderingInfo") { self = .renderingInfo }
    case 15: if isNamed("BinaryEventData") { self = .binaryEventData }
    case 19: if isNamed("ProcessingErrorData") { self = .processingErrorData }
    default: break
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
