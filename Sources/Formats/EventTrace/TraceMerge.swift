import Evidence

/// Where a buffer lies in the content of a trace, and where it belongs in the order of time.
struct TraceBufferPlace {
  /// In the content.
  let offset: Int
  /// Bytes there.
  let length: Int
  /// The number of its first record in the order of the file, from 1.
  let firstRecord: Int
  /// Of that record, in ticks of the trace's clock.
  let firstTime: Int64
}

/// Brings the records of many buffers into the order of time: each processor writes buffers of its own, which lie in the
/// file as they became full, and a circular file does not begin with its oldest. Within a buffer times only grow.
///
/// Holds the buffers that overlap in time: one for each processor, in what Windows writes.
struct TraceMerge {
  private struct Cursor {
    let header: TraceBufferHeader
    let place: TraceBufferPlace
    let bytes: [UInt8]
    var walk: RecordWalk
    var record: TraceRecord
    var number: Int
    /// Of the record; of the one before, where it has none.
    var time: Int64

    /// Goes on to the next record; false behind the last.
    mutating func advance() -> Bool {
      var walk = walk
      guard let next = walk.next(bytes.span) else { return false }
      self.walk = walk
      record = next
      number += 1
      time = next.time(bytes.span) ?? time
      return true
    }
  }

  /// Whether so many buffers overlapped that not all could be held: the order is then not exact.
  private(set) var isInexact = false
  private var open: [Cursor] = []
  private var heldBytes = 0

  private static let mostOpen = 256
  private static let mostBytes = 64 << 20

  /// Shows each record, its place, its processor, and the bytes of its buffer, until `body` gives false.
  ///
  /// - Returns: Whether that was never so.
  mutating func forEachRecord<Failure: Error>(
    of places: [TraceBufferPlace], in content: TraceContent, _ compression: TraceCompression,
    _ body: (TraceRecord, TraceReader.Place, TraceBufferHeader, Span<UInt8>) throws(Failure) -> Bool
  ) throws(Failure) -> Bool {
    let places = places.sorted { ($0.firstTime, $0.firstRecord) < ($1.firstTime, $1.firstRecord) }
    var next = 0
    while next < places.count || !open.isEmpty {
      let (earliest, following) = firstTwo()
      if next < places.count, earliest.map({ open[$0].time >= places[next].firstTime }) ?? true {
        if open.count < TraceMerge.mostOpen, open.isEmpty || heldBytes < TraceMerge.mostBytes {
          load(places[next], of: content, compression)
          next += 1
          continue
        }
        isInexact = true
      }
      guard let earliest else { continue }
      let limit = min(following ?? .max, next < places.count ? places[next].firstTime : .max)
      repeat {
        let cursor = open[earliest]
        let offset = cursor.place.offset + (cursor.header.isCompressed ? 0 : cursor.record.offset)
        let place = TraceReader.Place(record: cursor.number, offset: offset)
        guard try body(cursor.record, place, cursor.header, cursor.bytes.span) else { return false }
        guard open[earliest].advance() else {
          heldBytes -= cursor.bytes.count
          open.remove(at: earliest)
          break
        }
      } while open[earliest].time < limit
    }
    return true
  }

  /// The open buffer whose record is the earliest, and when the next one of the others comes.
  private func firstTwo() -> (earliest: Int?, following: Int64?) {
    var earliest: Int?
    var following: Int64?
    for index in open.indices {
      guard let first = earliest else {
        earliest = index
        continue
      }
      let isEarlier = (open[index].time, open[index].number) < (open[first].time, open[first].number)
      let later = open[isEarlier ? first : index].time
      following = following.map { min($0, later) } ?? later
      if isEarlier { earliest = index }
    }
    return (earliest, following)
  }

  private mutating func load(
    _ place: TraceBufferPlace, of content: TraceContent, _ compression: TraceCompression
  ) {
    var raw: [UInt8] = []
    var bytes: [UInt8] = []
    guard content.read(upTo: place.length, at: place.offset, appendingTo: &raw) == place.length,
      let header = TraceBufferHeader(raw.span)
    else { return }
    // What is damaged was said when the buffer was met first.
    _ = compression.load(raw.span, header, into: &bytes)
    var walk = RecordWalk(end: min(header.end, bytes.count))
    guard let record = walk.next(bytes.span) else { return }
    heldBytes += bytes.count
    open.append(
      Cursor(
        header: header, place: place, bytes: bytes, walk: walk, record: record, number: place.firstRecord,
        time: record.time(bytes.span) ?? place.firstTime))
  }
}
