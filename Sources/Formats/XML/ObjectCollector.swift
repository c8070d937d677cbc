/// Collects the fields of an object or string at the top of CLIXML, [MS-PSRP] 2.2.5.
final class ObjectCollector: SAXHandler {
  private var collected = EventFields()
  /// The `N` of the member of the object that is open, and whether it is one of the object's own.
  private var member: String?
  private var isMember = false
  /// The `N` of the innermost element.
  private var label: String?
  private var isLeaf = false
  private var content: [UInt8] = []

  /// Forgets the last object.
  func reset() {
    collected = EventFields()
    member = nil
    isMember = false
    isLeaf = false
  }

  /// What the object says. An event record's own properties are not part of its payload.
  var fields: EventFields {
    guard collected.provider != nil else { return collected }
    var fields = collected
    fields.fields.removeAll { field in
      field.name.map { ObjectCollector.eventProperties.contains($0) } ?? false
    }
    return fields
  }

  override func start(_ name: String, _ attributes: SAXAttributes) {
    content.removeAll(keepingCapacity: true)
    isLeaf = true
    label = attributes["N"]
    switch depth {
    case 1: if name == "S" { collected.levelName = attributes["S"].flatMap(ObjectCollector.level) }
    case 2: isMember = ObjectCollector.containers.contains(name)
    case 3: member = label
    default: break
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isLeaf { unsafe content.append(contentsOf: bytes) }
  }

  override func end() {
    takeLeaf()
    if depth == 2 { isMember = false }
  }

  /// Takes what was read of a value whose end is lost.
  func takeLeaf() {
    guard isLeaf else { return }
    isLeaf = false
    guard content.contains(where: { !isSpace($0) }) else { return }
    let value = CLIXMLEscape.removed(from: content)
    if depth == 1 {
      collected.message = EventFields.normalised(value[...])
    } else if depth == 3, isMember {
      take(label, EventFields.normalised(value[...]))
    } else if isMember {
      takeInner(EventFields.normalised(value[...]))
    }
  }

  private func take(_ name: String?, _ value: [UInt8]) {
    switch name {
    case "Message": return collected.message = value
    case "TimeCreated": return collected.systemTime = decodedText(value)
    case "Level": collected.levelNumber = Int(decodedText(value))
    case "ProviderName": collected.provider = decodedText(value)
    case "TaskDisplayName": collected.task = decodedText(value)
    case "ProcessId": collected.processID = Int(decodedText(value))
    default: break
    }
    collected.add(name, value[...])
  }

  /// A value inside an object that is a member's value: an event's `Properties` are such objects.
  private func takeInner(_ value: [UInt8]) {
    if member == "Properties" {
      if label == "Value" { collected.add(nil, value[...]) }
    } else {
      collected.add(member ?? label, value[...])
    }
  }

  /// The parts of an object that hold its values.
  private static let containers: Set<String> = ["Props", "MS", "LST", "IE", "QUE", "STK", "DCT"]

  /// System.Diagnostics.Eventing.Reader.EventLogRecord, without `Properties` and `Message`.
  private static let eventProperties: Set<String> = [
    "Id", "Version", "Qualifiers", "Level", "Task", "Opcode", "Keywords", "RecordId", "ProviderName",
    "ProviderId", "LogName", "ProcessId", "ThreadId", "MachineName", "UserId", "TimeCreated", "ActivityId",
    "RelatedActivityId", "ContainerLog", "MatchedQueryIds", "Bookmark", "LevelDisplayName",
    "OpcodeDisplayName", "TaskDisplayName", "KeywordsDisplayNames",
  ]

  /// The stream that a captured string was written to.
  private static func level(_ stream: String) -> String? {
    switch stream.lowercased() {
    case "error": "error"
    case "warning": "warning"
    case "verbose", "debug": "verbose"
    case "information", "output": "info"
    default: nil
    }
  }
}

/// `_xHHHH_`: a UTF-16 code unit that CLIXML does not write as it is.
enum CLIXMLEscape {
  private static let length = 7

  /// The text that `bytes` stand for. A surrogate without its partner becomes U+FFFD.
  static func removed(from bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(UInt8(ascii: "_")) else { return bytes }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      guard let unit = unit(bytes, at: index) else {
        text.append(bytes[index])
        index += 1
        continue
      }
      index += length
      var units = [unit]
      if UTF16.isLeadSurrogate(unit), let trail = self.unit(bytes, at: index), UTF16.isTrailSurrogate(trail) {
        units.append(trail)
        index += length
      }
      text += Array(String(decoding: units, as: UTF16.self).utf8)
    }
    return text
  }

  private static func unit(_ bytes: [UInt8], at index: Int) -> UInt16? {
    guard bytes.count - index >= length, bytes[index] == UInt8(ascii: "_"),
      bytes[index + 1] | 0x20 == UInt8(ascii: "x"), bytes[index + 6] == UInt8(ascii: "_")
    else { return nil }
    guard let high = HexText.bytes(bytes[(index + 2)..<(index + 6)]), high.count == 2 else { return nil }
    return UInt16(high[0]) << 8 | UInt16(high[1])
  }
}
