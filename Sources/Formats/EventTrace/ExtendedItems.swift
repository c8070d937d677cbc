import Evidence

/// What stands between the header and the payload of an event: a chain of items, each of a type.
///
/// On disk an item is its length to the next (u16), its type, flags of which bit 0 says that another follows, and the
/// length of its data; EVENT_HEADER_EXTENDED_DATA_ITEM of the programming interface is another structure.
struct ExtendedItems {
  private(set) var relatedActivity: GUID?
  /// The description that a TraceLogging event carries of itself.
  private(set) var metadata: Range<Int>?
  /// What the provider says of itself.
  private(set) var traits: Range<Int>?
  /// The addresses on the stack, and how many bytes each has.
  private(set) var stack: (range: Range<Int>, pointerSize: Int)?
  /// Items of other types: users, keys of processes and containers, and the like.
  private(set) var others: [(type: UInt16, range: Range<Int>)] = []
  private(set) var payload: Range<Int>

  /// Whatever is malformed and what follows it counts as payload.
  init(of record: TraceRecord, _ bytes: Span<UInt8>) {
    payload = record.body
    guard record.kind == .event, let flags = bytes.integer(at: record.offset + 4, as: UInt16.self),
      flags & 1 != 0
    else { return }
    var position = record.body.lowerBound
    let end = record.body.upperBound
    var goesOn = true
    while goesOn, end - position >= 8,
      let total = bytes.integer(at: position, as: UInt16.self),
      let type = bytes.integer(at: position + 2, as: UInt16.self),
      let linkage = bytes.integer(at: position + 4, as: UInt16.self),
      let length = bytes.integer(at: position + 6, as: UInt16.self),
      Int(total) >= 8 + Int(length), Int(total) <= end - position
    {
      take(type, position + 8..<position + 8 + Int(length), bytes)
      position += Int(total)
      goesOn = linkage & 1 != 0
    }
    payload = position..<end
  }

  private mutating func take(_ type: UInt16, _ data: Range<Int>, _ bytes: Span<UInt8>) {
    switch type {
    case 1: if data.count >= 16 { relatedActivity = bytes.guid(at: data.lowerBound) }
    case 5, 6:
      // An ID that matches parts of a stack stands in front.
      if data.count > 8 { stack = (data.lowerBound + 8..<data.upperBound, type == 5 ? 4 : 8) }
    case 11: metadata = data
    case 12: traits = data
    default: others.append((type, data))
    }
  }
}
