/// Collects the declarations of an instrumentation manifest, as they are written: names may be declared behind
/// their use.
final class ManifestCollector: SAXHandler {
  struct Data {
    var name: String
    var type: String?
    var format: String?
    var length: String?
    var count: String?
    var map: String?
    /// Of a structure.
    var members: [Data]?
  }

  struct Event {
    var value: String?
    var version: String?
    var level: String?
    var channel: String?
    var task: String?
    var opcode: String?
    var keywords: String?
    var template: String?
    var message: String?
    var symbol: String?
  }

  struct Provider {
    var name: String
    var guid: String
    var templates: [String: [Data]] = [:]
    var maps: [String: (isBitMap: Bool, entries: [(value: String, message: String)])] = [:]
    /// The names of channels, by the identifiers that events use.
    var channels: [String: String] = [:]
    var events: [Event] = []
  }

  private(set) var providers: [Provider] = []
  /// The texts of the first language, and of American English where it is one of the others.
  private(set) var strings: [String: String] = [:]

  private var template: String?
  private var structureDepth: Int?
  private var map: (name: String, isBitMap: Bool)?
  private var providerDepth: Int?
  private var hasStrings = false
  private var fieldsLeft = ManifestCollector.mostFields
  private var fieldsOfTemplate = 0
  /// Whether there was more than is kept.
  private(set) var isCutShort = false

  /// Of all templates, and of one: Windows' largest manifests have some ten thousand, and a hundred.
  private static let mostFields = 1 << 17
  private static let mostFieldsOfTemplate = 4096
  private var takesStrings = false

  override func start(_ name: String, _ attributes: SAXAttributes) {
    switch name {
    case "provider" where providerDepth == nil:
      providerDepth = depth
      providers.append(Provider(name: attributes["name"] ?? "", guid: attributes["guid"] ?? ""))
    case "resources":
      takesStrings = !hasStrings || attributes["culture"]?.lowercased() == "en-us"
      hasStrings = true
    case "string":
      guard takesStrings, let id = attributes["id"], let value = attributes["value"] else { return }
      strings[id] = value
    default:
      if providerDepth != nil, !providers.isEmpty {
        declare(name, attributes, in: &providers[providers.count - 1])
      }
    }
  }

  override func end() {
    if depth == providerDepth {
      (providerDepth, template, structureDepth, map) = (nil, nil, nil, nil)
    } else if depth == structureDepth {
      structureDepth = nil
    }
  }

  private func declare(_ name: String, _ attributes: SAXAttributes, in provider: inout Provider) {
    switch name {
    case "template":
      template = attributes["tid"]
      structureDepth = nil
      fieldsOfTemplate = 0
      if let template { provider.templates[template] = [] }
    case "data", "struct":
      guard let template else { return }
      guard fieldsLeft > 0, fieldsOfTemplate < ManifestCollector.mostFieldsOfTemplate else {
        isCutShort = true
        return
      }
      fieldsLeft -= 1
      fieldsOfTemplate += 1
      var data = Data(
        name: attributes["name"] ?? "", type: attributes["inType"], format: attributes["outType"],
        length: attributes["length"], count: attributes["count"], map: attributes["map"])
      if name == "data", structureDepth != nil, let last = provider.templates[template]?.indices.last {
        provider.templates[template]?[last].members?.append(data)
        return
      }
      if name == "struct" {
        data.members = []
        structureDepth = depth
      }
      provider.templates[template]?.append(data)
    case "valueMap", "bitMap":
      map = attributes["name"].map { ($0, name == "bitMap") }
      if let map { provider.maps[map.name] = (map.isBitMap, []) }
    case "map":
      guard let map, let value = attributes["value"], let message = attributes["message"] else { return }
      provider.maps[map.name]?.entries.append((value, message))
    case "channel", "importChannel":
      guard let id = attributes["chid"], let name = attributes["name"] else { return }
      provider.channels[id] = name
    case "event":
      provider.events.append(
        Event(
          value: attributes["value"], version: attributes["version"], level: attributes["level"],
          channel: attributes["channel"], task: attributes["task"], opcode: attributes["opcode"],
          keywords: attributes["keywords"], template: attributes["template"],
          message: attributes["message"], symbol: attributes["symbol"]))
    default: break
    }
  }
}
