/// Collects the fields of an `Event` as tracerpt, wevtutil and the Event Viewer write it.
///
/// Source of the structure: the schema of [MS-EVEN6] 2.2.13 and the elements that tracerpt adds to it
/// (`DebugData`, `BinaryEventData`, a bare `Data`).
final class EventCollector: SAXHandler {
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
  private var name = ""
  /// The `Name` of a `Data` or `ComplexData` element.
  private var label: String?
  private var isHex = false
  private var isLeaf = false
  private var content: [UInt8] = []

  /// Forgets the last event.
  func reset() {
    fields = EventFields()
    section = .other
    isLeaf = false
  }

  override func start(_ name: String, _ attributes: SAXAttributes) {
    if depth == 2 { section = section(of: name) }
    self.name = name
    isLeaf = depth > 1
    content.removeAll(keepingCapacity: true)
    switch section {
    case .system: system(name, attributes)
    case .payload:
      label = attributes["Name"]
      isHex = name == "Binary" || name == "BinaryEventData" || attributes["Type"] == "win:ErrorMoreData"
    default: break
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isLeaf, section != .other { unsafe content.append(contentsOf: bytes) }
  }

  override func end() {
    takeLeaf()
    if depth == 2 { section = .other }
  }

  /// Takes what was read of a value whose end is lost.
  func takeLeaf() {
    guard isLeaf else { return }
    isLeaf = false
    switch section {
    case .system: systemText()
    case .rendering: renderingText()
    case .payload:
      // The name of an element of `UserData` is the field's; `Data` says nothing.
      let ownName = name == "Data" || isHex ? nil : name
      fields.add(label ?? ownName, content[...], isHex: isHex)
    case .undecoded: if name == "EventPayload" { fields.add(nil, content[...], isHex: true) }
    case .debug: if name == "Message" { fields.message = EventFields.normalised(content[...]) }
    case .other: break
    }
  }

  private func section(of name: String) -> Section {
    switch name {
    case "System": .system
    case "RenderingInfo": .rendering
    case "EventData", "UserData", "BinaryEventData", "Data": .payload
    case "ProcessingErrorData": .undecoded
    case "DebugData": .debug
    default: .other
    }
  }

  private func system(_ name: String, _ attributes: SAXAttributes) {
    switch name {
    case "Provider": fields.provider = attributes["Name"]
    case "TimeCreated":
      fields.systemTime = attributes["SystemTime"]
      fields.rawTime = attributes["RawTime"]
    case "Execution": fields.processID = attributes["ProcessID"].flatMap { Int($0) }
    default: break
    }
  }

  private func systemText() {
    switch name {
    case "Level": fields.levelNumber = Int(decodedText(EventFields.normalised(content[...])))
    case "Opcode": fields.opcode = Int(decodedText(EventFields.normalised(content[...])))
    default: break
    }
  }

  private func renderingText() {
    switch name {
    case "Message": fields.message = EventFields.normalised(content[...])
    case "Task": fields.task = decodedText(EventFields.normalised(content[...]))
    default: break
    }
  }
}
