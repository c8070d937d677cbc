import Evidence

/// Joins the manifests that .NET EventSources write into a trace, in pieces, as events 0xFFFE.
struct EventSourceManifests: Sendable {
  private struct Key: Hashable {
    let provider: GUID
    let process: UInt32
  }

  private struct Pieces {
    var pieces: [UInt16: [UInt8]] = [:]
    let total: UInt16
  }

  /// The identifier and the task of the events that hold the pieces.
  static let eventID: UInt16 = 0xfffe
  private static let headLength = 8
  private static let formatVersion: UInt8 = 1
  private static let magic: UInt8 = 0x5b
  private static let maximumBytes = 32 << 20
  private static let maximumManifests = 1024

  private var unfinished: [Key: Pieces] = [:]
  private var bytes = 0

  init() {}

  /// Takes the payload of an event 0xFFFE: u8 format, version of two bytes, magic, u16 number of pieces, u16
  /// index of this one, and a piece of XML. Gives the XML of the manifest once its last piece is there.
  mutating func add(_ payload: Span<UInt8>, provider: GUID, process: UInt32) -> [UInt8]? {
    guard payload.count >= EventSourceManifests.headLength, payload[0] == EventSourceManifests.formatVersion,
      payload[3] == EventSourceManifests.magic,
      let total = payload.integer(at: 4, as: UInt16.self),
      let index = payload.integer(at: 6, as: UInt16.self),
      index < total
    else { return nil }
    let piece = payload.array(EventSourceManifests.headLength..<payload.count)
    guard total > 1 else { return piece }
    let key = Key(provider: provider, process: process)
    // A manifest that is written again may be another one.
    if let old = unfinished[key], old.total != total { discard(key) }
    guard unfinished[key] != nil || unfinished.count < EventSourceManifests.maximumManifests,
      bytes + piece.count <= EventSourceManifests.maximumBytes
    else { return nil }
    if unfinished[key]?.pieces[index] == nil {
      bytes += piece.count
      unfinished[key, default: Pieces(total: total)].pieces[index] = piece
    }
    guard let pieces = unfinished[key]?.pieces, pieces.count == Int(total) else { return nil }
    discard(key)
    return (0..<total).flatMap { pieces[$0] ?? [] }
  }

  private mutating func discard(_ key: Key) {
    guard let pieces = unfinished.removeValue(forKey: key) else { return }
    bytes -= pieces.pieces.values.reduce(0) { $0 + $1.count }
  }
}
