import Evidence

/// A stretch of elements on its way to whoever reads them.
struct ElementBatch: Sendable {
  /// Where an element stands in the batch, and in the artifact.
  struct Mark: Sendable {
    var element: ElementSplitter.Element
    /// The physical line.
    var line: Int
    var offset: Int
  }

  /// The text, with padding for `FastJSONObjects` behind it, which may hold anything.
  private(set) var bytes: [UInt8] = []
  /// Bytes without the padding.
  private(set) var count = 0
  /// Nil where nobody has looked for elements: objects one behind the other, each at the start of a line.
  private(set) var marks: [Mark]?
  /// The line and offset of the text's beginning, where there are no marks.
  var line = 1
  var offset = 0
  /// Whether nothing follows.
  var isLast = false

  /// An empty batch for elements to be added to.
  init() {
    marks = []
  }

  /// A stretch of objects, one behind the other: the first `count` bytes. What stands behind them is as good a padding as any.
  init(lines: consuming [UInt8], count: Int, line: Int, offset: Int, isLast: Bool) {
    bytes = lines
    self.count = count
    self.line = line
    self.offset = offset
    self.isLast = isLast
    let missing = count + FastJSONObjects.padding - bytes.count
    if missing > 0 { bytes.append(contentsOf: repeatElement(0, count: missing)) }
  }

  /// Adds an element and where it stands; its range is that in `text`.
  mutating func add(_ element: ElementSplitter.Element, of text: [UInt8], line: Int, offset: Int) {
    var moved = element
    moved.range = bytes.count..<bytes.count + element.range.count
    bytes += text[element.range]
    bytes.append(.lineFeed)
    marks?.append(Mark(element: moved, line: line, offset: offset))
  }

  /// Closes the batch; nothing can be added any more.
  mutating func pad() {
    count = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: FastJSONObjects.padding))
  }

  var isEmpty: Bool { bytes.isEmpty }

  /// Bytes after which a batch is sent on its way.
  static let fullSize = 256 << 10
}

/// What the elements of a batch say.
struct BatchReading: Sendable {
  /// What one element says; the record's number counts from the batch's first.
  struct ElementReading: Sendable {
    var source: Source
    var observations: [Observation] = []
    /// What vocabularies found in its texts.
    var sightings: [RecordSightings] = []
    /// The time of a record of which nothing else is known.
    var time: WrittenTime?
  }

  var elements: [ElementReading] = []
  /// Which reader this comes from, for it numbers the kinds of media statistics that it meets.
  var reader = 0
  /// Media statistics that are to be added to sums, in order, each with the number of its kind.
  var measurements: [(kind: Int, numbers: MediaNumbers)] = []
  /// The kinds that the reader met for the first time, in the order of their numbers.
  var newKinds: [NewMediaKind] = []

  /// A kind of media statistics: the same owner, metric, direction and codec.
  struct NewMediaKind: Sendable {
    var hash: WideHash
    var owner: WideHash
    var sample: MediaSample
    /// All that is known of the owner, where the reader did not meet it before.
    var observation: Observation?
  }
  var records = 0
  var recognised = 0
  var kinds: [ArtifactKind: Int] = [:]
  /// The first element that begins in each 64 KiB, by its place and a hash.
  var ticks: [(block: Int, hash: UInt64)] = []
  var damage = Damage()

  /// What could not be read.
  struct Damage: Sendable {
    var cut = 0
    var firstCut: Int?
    var damaged = 0
    var firstDamaged: Int?
    var strayBytes = 0
    var firstStray: Int?
    var truncated: Int?

    mutating func add(_ other: Damage) {
      cut += other.cut
      firstCut = firstCut ?? other.firstCut
      damaged += other.damaged
      firstDamaged = firstDamaged ?? other.firstDamaged
      strayBytes += other.strayBytes
      firstStray = firstStray ?? other.firstStray
      truncated = truncated ?? other.truncated
    }
  }
}
