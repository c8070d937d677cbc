/// Ordinary messages, made once and then copied out with new numbers in them: hundreds of variants, so that a
/// generator at the speed of memory still writes text that does not repeat.
struct LinePool {
  /// One message.
  struct Line {
    fileprivate let text: Range<Int>
    fileprivate let holes: Range<Int>
    /// Index into `levels`.
    let level: Int
    /// Whether the SDK writes it.
    let isSDK: Bool
  }

  /// Digits to be replaced.
  private struct Hole {
    /// Bytes from its begin to the end of the message.
    var distance: Int
    var width: Int
    var radix: UInt64
  }

  static let levels = ["verbose", "info", "warning", "error"]

  private var blob: [UInt8] = []
  private var holes: [Hole] = []
  private var lines: [Line] = []
  private var nearMisses: [Line] = []
  private var recentIDs: [UInt64] = Array(0..<64)
  private let shape: LogShape

  /// A pool for a shape.
  init(_ shape: LogShape, seed: UInt64) {
    self.shape = shape
    var random = SeededGenerator(seed: seed, stream: 7)
    let variants = 768
    for _ in 0..<variants {
      switch shape {
      case .web(let generation, _):
        // An application's console shows its own lines between the SDK's.
        if random.happens(oneIn: 5) {
          lines.append(make(random.pick(LineTemplates.application), &random))
        } else {
          lines.append(makeSDK(generation, &random))
        }
      case .application, .eventXML, .tracerpt, .etl:
        lines.append(make(random.pick(LineTemplates.application), &random))
      case .azureMonitor: lines.append(make(random.pick(LineTemplates.azureMonitor), &random))
      case .csv: lines.append(make(random.pick(LineTemplates.csv), &random))
      case .jsonLines:
        lines.append(
          random.happens(oneIn: 3)
            ? makeSDK(.g3, &random) : make(random.pick(LineTemplates.application), &random))
      case .logcat:
        let isAndroid = !random.happens(oneIn: 3)
        let templates = isAndroid ? LineTemplates.android : LineTemplates.application
        lines.append(make(random.pick(templates), &random))
      }
    }
    // Rows of an export have columns, no chance words.
    nearMisses = shape.isExport ? lines : (0..<variants / 8).map { _ in makeNearMiss(&random) }
  }

  /// An ordinary message; a few are common and many are rare, as in real logs.
  func pickLine(_ random: inout SeededGenerator) -> Line {
    let pick = random.next(below: lines.count)
    return lines[pick * pick / lines.count * pick / lines.count]
  }

  /// A message that shares words with those about calls.
  func pickNearMiss(_ random: inout SeededGenerator) -> Line {
    nearMisses[random.next(below: nearMisses.count)]
  }

  /// Copies a message out, with new numbers in every third place; the rest stay, and IDs come back, as those of a
  /// session do. So the text compresses about as real logs do.
  mutating func write(_ line: Line, to output: inout OutputBuffer, random: inout SeededGenerator) {
    output.append(blob.span.extracting(line.text))
    for index in line.holes where random.happens(oneIn: 3) {
      let hole = holes[index]
      var width = hole.width
      var distance = hole.distance
      // A random number has digits enough for 12 places.
      while width > 0 {
        let part = min(width, 12)
        let number = hole.radix == 16 ? recurringID(&random) : random.next()
        output.replace(at: distance, width: part, radix: hole.radix, random: number)
        width -= part
        distance -= part
      }
    }
  }

  private mutating func recurringID(_ random: inout SeededGenerator) -> UInt64 {
    let index = random.next(below: recentIDs.count)
    if random.happens(oneIn: 16) { recentIDs[index] = random.next() }
    return recentIDs[index]
  }

  private mutating func makeNearMiss(_ random: inout SeededGenerator) -> Line {
    if case .web(let generation, _) = shape, random.happens(oneIn: 2) {
      return makeSDK(generation, from: LineTemplates.sdkNearMisses, &random)
    }
    return make(random.pick(LineTemplates.nearMisses), &random)
  }

  private mutating func makeSDK(
    _ generation: WebGeneration, from templates: [String] = LineTemplates.sdk, _ random: inout SeededGenerator
  ) -> Line {
    let component = LinePool.component(generation, &random)
    return make(component + " " + random.pick(templates), &random, isSDK: true)
  }

  private mutating func make(_ template: String, _ random: inout SeededGenerator, isSDK: Bool = false) -> Line
  {
    var text: [UInt8] = []
    var places: [(start: Int, width: Int, radix: UInt64)] = []
    var rest = template.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "{"), let close = rest.firstIndex(of: UInt8(ascii: "}")),
        let (words, radix) = LinePool.expand(rest[..<close], &random)
      {
        // A GUID's groups are holes of their own, between its hyphens.
        var start = text.count
        for (index, word) in words.enumerated() {
          if index > 0 {
            text.append(UInt8(ascii: "-"))
            start += 1
          }
          text += word.utf8
          if radix > 0 { places.append((start, word.utf8.count, radix)) }
          start = text.count
        }
        rest = rest[rest.index(after: close)...]
      } else if byte == UInt8(ascii: "`") {
        text += shape == .jsonLines ? #"\""#.utf8 : "\"".utf8
      } else if byte == UInt8(ascii: "&"), shape == .eventXML || shape == .tracerpt {
        text += "&amp;".utf8
      } else {
        text.append(byte)
      }
    }
    let firstHole = holes.count
    holes += places.map { Hole(distance: text.count - $0.start, width: $0.width, radix: $0.radix) }
    let start = blob.count
    blob += text
    let level = random.pick([0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3])
    return Line(text: start..<blob.count, holes: firstHole..<holes.count, level: level, isSDK: isSDK)
  }

  /// What a placeholder stands for, and the radix of its digits, 0 where it stays as it is; nil for other text
  /// in braces.
  private static func expand(
    _ placeholder: Substring.UTF8View.SubSequence, _ random: inout SeededGenerator
  ) -> (words: [String], radix: UInt64)? {
    let name = String(decoding: placeholder, as: UTF8.self)
    switch name {
    case "n": return ([random.pick(Words.nouns)], 0)
    case "v": return ([random.pick(Words.verbs)], 0)
    case "N": return ([random.pick(Words.names)], 0)
    case "g": return (random.guid().split(separator: "-").map(String.init), 16)
    default:
      guard let width = Int(name.dropFirst()), let first = name.first, first == "#" || first == "x" else {
        return nil
      }
      let radix = first == "#" ? 10 : 16
      let digits = (0..<width).map { place in
        let least = radix == 10 && place == 0 ? 1 : 0
        return String(least + random.next(below: radix - least), radix: radix)
      }.joined()
      return ([digits], UInt64(radix))
    }
  }

  private static func component(_ generation: WebGeneration, _ random: inout SeededGenerator) -> String {
    let id = String(random.next() & 0xFFFF_FFFF | 0x1000_0000, radix: 16)
    switch generation {
    case .g0, .g1:
      let path = random.pick([
        "PluginlessStack/CallRegistry", "MA/webrtc2-\(random.next(below: 9))/SSM", "SignalingAgent",
        "MA/DeviceManager", "RootToolsManager/ECS",
      ])
      let name = random.pick(["Pluginless", "MediaAgent", "MediaAgentUnsafe", "SignalingAgent"])
      return "[CallClient] [JS.TsCalling.\(name)] ffffffff: \(path)/[\(id)]"
    case .g2, .g3:
      return "CallClient1:"
        + random.pick([
          "CallStack:Trouter", "CallStack:PluginlessStack:CallRegistry/\(id):CallRegistryTelemetry",
          "CallStack:MA:DeviceManager:DeviceEnumerator", "CallStack:MA:webrtc2-\(random.next(below: 9)):SSM",
          "CallStack:MA:DeviceManager:MediaStreamManager:MediaStream:\(random.next(below: 9)):WebRTCProvider",
          "TelemetryLogManager", "CallStack:MA:configProvider",
          "CallStack:PluginlessStack:CallRegistry/\(id)",
        ])
    }
  }
}
