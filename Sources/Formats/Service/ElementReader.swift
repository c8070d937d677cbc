import Evidence
import Scan

/// Reads what the elements of batches say. Each thread has one of its own; what is found does not depend on which.
struct ElementReader {
  private let number: Int
  private let artifact: Int
  private let keepsText: Bool
  private let vocabularies: Vocabularies
  private let objects = FastJSONObjects()
  private var layouts: [ElementLayout?] = []
  /// Rows are not looked at as a whole: secrets in them are found by what they begin with.
  private let secrets = LiteralScanner(forLittleText: Credentials.literals)
  private var secretPlaces: [LiteralMatch] = []
  private var mediaKinds = MediaKinds()

  /// - Parameter number: Tells this reader from others of the same document.
  init(number: Int, artifact: Int, keepsText: Bool, vocabularies: Vocabularies) {
    self.number = number
    self.artifact = artifact
    self.keepsText = keepsText
    self.vocabularies = vocabularies
  }

  mutating func read(_ batch: ElementBatch) -> BatchReading {
    var reading = BatchReading(reader: number)
    if let marks = batch.marks {
      read(marks, of: batch, into: &reading)
    } else {
      readLines(of: batch, into: &reading)
    }
    return reading
  }

  // MARK: Objects one behind the other

  private mutating func readLines(of batch: ElementBatch, into reading: inout BatchReading) {
    guard let count = objects.read(batch.bytes, in: 0..<batch.count) else {
      split(batch, into: &reading)
      return
    }
    var lines = LineCounter(batch)
    let artifact = artifact
    var index = 0
    while index < count {
      let layout = layout(of: objects[index], in: batch.bytes)
      if layout.holdsElements {
        // Whoever looks for its elements uses the reader of objects, too. What was numbered stays so.
        reading = BatchReading(reader: number, newKinds: reading.newKinds)
        split(batch, into: &reading)
        return
      }
      let measurements = layout.media.map { objects.measure(from: index, $0) } ?? []
      for measurement in measurements.isEmpty ? [nil] : measurements {
        let range = objects[index].range
        tick(batch.bytes, range, at: batch.offset + range.lowerBound, &reading)
        defer { index += 1 }
        if let measurement, take(measurement, &reading) { continue }
        read(index, measurement, of: batch.bytes, into: &reading) { reading in
          Source(
            artifact: artifact, line: lines.line(at: range.lowerBound), record: reading.records + 1,
            offset: batch.offset + range.lowerBound)
        }
      }
    }
  }

  /// The lines of places in a batch that are asked for one after the other.
  private struct LineCounter {
    private let batch: ElementBatch
    private var place = 0
    private var line: Int

    init(_ batch: ElementBatch) {
      self.batch = batch
      line = batch.line
    }

    mutating func line(at next: Int) -> Int {
      line += countNewlines(in: batch.bytes.span.extracting(place..<next))
      place = next
      return line
    }
  }

  /// Looks for elements in text that is anything else.
  private mutating func split(_ batch: ElementBatch, into reading: inout BatchReading) {
    var splitter = ElementSplitter()
    let text = Array(batch.bytes[..<batch.count])
    var marks: [ElementBatch.Mark] = []
    var place = 0
    var line = batch.line
    while var element = splitter.next(text, isLast: true) {
      let start = element.range.lowerBound
      if start >= place {
        line += countNewlines(in: text.span.extracting(place..<start))
        place = start
      }
      if element.isTruncated, !batch.isLast {
        element.isTruncated = false
        element.isDamaged = true
      }
      marks.append(ElementBatch.Mark(element: element, line: line, offset: batch.offset + start))
    }
    if splitter.strayBytes > 0 {
      reading.damage.strayBytes = splitter.strayBytes
      reading.damage.firstStray = splitter.firstStray.map { batch.offset + $0 }
    }
    read(marks, of: batch, into: &reading)
  }

  // MARK: Elements that were cut out

  private mutating func read(
    _ marks: [ElementBatch.Mark], of batch: ElementBatch, into reading: inout BatchReading
  ) {
    for mark in marks {
      note(mark, &reading)
      tick(batch.bytes, mark.element.range, at: mark.offset, &reading)
      let element = mark.element
      if element.context == nil, !element.isBare, !element.isCut, !element.isTruncated, !element.isDamaged {
        if objects.read(batch.bytes, in: element.range) == 1 {
          let object = objects[0]
          if !layout(of: object, in: batch.bytes).holdsElements {
            readOnly(of: batch.bytes, at: source(of: mark, reading), into: &reading)
            continue
          }
        } else {
          readDamaged(mark, of: batch, into: &reading)
          continue
        }
      }
      readTolerantly(mark, of: batch.bytes, into: &reading)
    }
  }

  /// An element that simdjson does not take: others may begin in it.
  private mutating func readDamaged(
    _ mark: ElementBatch.Mark, of batch: ElementBatch, into reading: inout BatchReading
  ) {
    let range = mark.element.range
    let places = ElementBoundaries.places(batch.bytes, in: range)
    guard !places.isEmpty else { return readTolerantly(mark, of: batch.bytes, into: &reading) }
    for range in ElementBoundaries.parts(batch.bytes, from: range.lowerBound, at: places + [range.upperBound])
    {
      var part = mark
      part.element.range = range
      part.element.isDamaged = range.lowerBound == mark.element.range.lowerBound
      part.line += countNewlines(
        in: batch.bytes.span.extracting(mark.element.range.lowerBound..<range.lowerBound))
      part.offset += range.lowerBound - mark.element.range.lowerBound
      if part.element.isDamaged { note(part, &reading) }
      if !part.element.isDamaged, objects.read(batch.bytes, in: part.element.range) == 1 {
        readOnly(of: batch.bytes, at: source(of: part, reading), into: &reading)
      } else {
        readTolerantly(part, of: batch.bytes, into: &reading)
      }
    }
  }

  private func source(of mark: ElementBatch.Mark, _ reading: BatchReading) -> Source {
    Source(artifact: artifact, line: mark.line, record: reading.records + 1, offset: mark.offset)
  }

  private func note(_ mark: ElementBatch.Mark, _ reading: inout BatchReading) {
    if mark.element.isCut {
      reading.damage.cut += 1
      reading.damage.firstCut = reading.damage.firstCut ?? mark.offset
    }
    if mark.element.isDamaged {
      reading.damage.damaged += 1
      reading.damage.firstDamaged = reading.damage.firstDamaged ?? mark.offset
    }
    if mark.element.isTruncated { reading.damage.truncated = reading.damage.truncated ?? mark.offset }
  }

  private func tick(_ bytes: [UInt8], _ range: Range<Int>, at offset: Int, _ reading: inout BatchReading) {
    let block = offset >> 16
    guard reading.ticks.last?.block != block else { return }
    var hash = StableHash()
    hash.combine(Array(bytes[range].prefix(4096)))
    reading.ticks.append((block, hash.value))
  }

  // MARK: What one element says

  /// The only object that was read.
  private mutating func readOnly(of bytes: [UInt8], at source: Source, into reading: inout BatchReading) {
    let media = layout(of: objects[0], in: bytes).media
    let measurement = media.flatMap { objects.measure(from: 0, $0).first } ?? nil
    if let measurement, take(measurement, &reading) { return }
    read(0, measurement, of: bytes, into: &reading) { _ in source }
  }

  /// An object that was read, by its layout: what was found out about one that is alike holds for this one, too. Media
  /// statistics of a kind that was met before were taken already.
  private mutating func read(
    _ index: Int, _ measurement: MediaMeasurement?, of bytes: [UInt8], into reading: inout BatchReading,
    source: (BatchReading) -> Source
  ) {
    let source = source(reading)
    let object = objects[index]
    let layout = layout(of: object, in: bytes)
    var found = found(at: source)
    if layout.isRow || measurement != nil {
      let row = ServiceRow(layout.columns, objects.values(of: object).map { .json($0) }, in: bytes)
      if let measurement, takeNew(measurement, row, bytes, object.range, source, &reading) { return }
      found.read(row)
      if mayHoldSecret(bytes, in: object.range) {
        found.noteSecrets(
          in: JSONReader.read(bytes[object.range])?.value ?? .null, of: bytes[object.range])
      }
    } else {
      found.read(JSONReader.read(bytes[object.range])?.value ?? .null, of: bytes[object.range])
      if found.kind == .azureMonitor { layout.isRow = true }
    }
    found.add(to: &reading)
  }

  private func found(at source: Source) -> Found {
    Found(source: source, keepsText: keepsText, vocabularies: vocabularies)
  }

  private mutating func mayHoldSecret(_ bytes: [UInt8], in range: Range<Int>) -> Bool {
    secretPlaces.removeAll(keepingCapacity: true)
    secrets.findMatches(in: bytes.span.extracting(range), into: &secretPlaces)
    return !secretPlaces.isEmpty
  }

  // MARK: Media statistics

  /// Takes media statistics of a kind that was met before; the first of each batch is looked at more closely, for its time.
  private mutating func take(_ measurement: MediaMeasurement, _ reading: inout BatchReading) -> Bool {
    guard !reading.measurements.isEmpty, let kind = mediaKinds.number(of: measurement) else {
      return false
    }
    add(measurement, kind, &reading)
    return true
  }

  private func add(_ measurement: MediaMeasurement, _ kind: Int, _ reading: inout BatchReading) {
    reading.measurements.append((kind, measurement.numbers))
    reading.records += 1
    reading.recognised += 1
  }

  /// Takes media statistics of a row; false where it says anything else, too.
  private mutating func takeNew(
    _ measurement: MediaMeasurement, _ row: ServiceRow, _ bytes: [UInt8], _ range: Range<Int>,
    _ source: Source,
    _ reading: inout BatchReading
  ) -> Bool {
    var observation: Observation?
    let isOwnerKnown = mediaKinds.knowsOwner(of: measurement)
    if !isOwnerKnown, mayHoldSecret(bytes, in: range) { return false }
    if !isOwnerKnown || reading.measurements.isEmpty {
      var found = found(at: source)
      found.read(row)
      observation = found.onlyMedia(measurement)
      guard let observation else { return false }
      // The first of each batch tells the time.
      reading.elements.append(BatchReading.ElementReading(source: source, time: observation.time))
    }
    guard
      let kind = mediaKinds.number(of: measurement)
        ?? number(measurement, row, isOwnerKnown ? nil : observation, &reading)
    else { return false }
    add(measurement, kind, &reading)
    return true
  }

  /// Numbers a new kind; nil where the row's sample is another than was measured.
  private mutating func number(
    _ measurement: MediaMeasurement, _ row: ServiceRow, _ observation: Observation?,
    _ reading: inout BatchReading
  ) -> Int? {
    guard let sample = ServiceTables.statisticsSample(row), sample.numbers == measurement.numbers else {
      return nil
    }
    reading.newKinds.append(
      BatchReading.NewMediaKind(
        hash: measurement.hash, owner: measurement.owner, sample: sample, observation: observation))
    return mediaKinds.add(measurement)
  }

  private mutating func readTolerantly(
    _ mark: ElementBatch.Mark, of bytes: [UInt8], into reading: inout BatchReading
  ) {
    let range = mark.element.range
    let context = mark.element.context
    if context == nil, !mark.element.isBare, !mark.element.isCut,
      case .object(let members)? = JSONReader.read(bytes[range])?.value,
      let (columns, rows) = ElementContext.table(in: members)
    {
      for row in rows {
        var found = found(at: source(of: mark, reading))
        found.read(ServiceRow(columns, row.elements.map { .value($0) }, in: []))
        found.add(to: &reading)
      }
      return
    }
    var found = found(at: source(of: mark, reading))
    if let separator = context?.separator, let columns = context?.columns {
      found.read(ServiceRow(columns, TableFields.cells(bytes, in: range, separator), in: bytes))
    } else {
      let text = mark.element.isBare ? [.openBrace] + bytes[range] + [.closeBrace] : Array(bytes[range])
      let value = JSONReader.read(text)?.value ?? .null
      if let columns = context?.columns {
        found.read(ServiceRow(columns, value.elements.map { .value($0) }, in: []))
      } else if let context {
        found.read(
          .object(context.members(with: value.members)), isFragment: context.table == nil, of: bytes[range])
      } else {
        found.read(value, of: bytes[range])
      }
    }
    found.add(to: &reading)
    if mark.element.isCut, reading.recognised > 0, found.isRecognised { reading.recognised -= 1 }
  }

  private mutating func layout(of object: FastJSONObjects.Object, in bytes: [UInt8]) -> ElementLayout {
    guard let number = object.layout else { return ElementLayout(objects, object, bytes) }
    if number < layouts.count, let known = layouts[number] { return known }
    let new = ElementLayout(objects, object, bytes)
    while layouts.count <= number { layouts.append(nil) }
    layouts[number] = new
    return new
  }
}
