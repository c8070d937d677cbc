/// A JSON value whose objects keep the order of their members.
enum JSONValue: Equatable {
  case string(String)
  case integer(Int)
  case number(Double)
  case bool(Bool)
  case array([JSONValue])
  case object(JSONObject)

  /// Whether it is a container that is not empty.
  var holdsSomething: Bool {
    switch self {
    case .array(let elements): !elements.isEmpty
    case .object(let object): !object.members.isEmpty
    default: false
    }
  }

  /// An array, each element made from one of the elements of a sequence.
  static func list<Element>(_ elements: some Sequence<Element>, _ value: (Element) -> JSONValue) -> JSONValue
  {
    .array(elements.map(value))
  }

  /// An array of strings.
  static func strings(_ elements: some Sequence<String>) -> JSONValue {
    .array(elements.map(JSONValue.string))
  }
}

/// The members of a JSON object, in the order in which they were set; what is unknown is left out, never null.
struct JSONObject: Equatable {
  struct Member: Equatable {
    var key: String
    var value: JSONValue
  }

  private(set) var members: [Member] = []

  mutating func set(_ key: String, _ value: JSONValue?) {
    if let value { members.append(Member(key: key, value: value)) }
  }

  mutating func set(_ key: String, _ value: String?) {
    set(key, value.map(JSONValue.string))
  }

  mutating func set(_ key: String, _ value: Int?) {
    set(key, value.map(JSONValue.integer))
  }

  /// Left out where the value is no finite number, which JSON has no word for.
  mutating func set(_ key: String, _ value: Double?) {
    if let value, value.isFinite { set(key, JSONValue.number(value)) }
  }
}
