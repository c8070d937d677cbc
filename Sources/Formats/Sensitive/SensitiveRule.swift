import Scan

/// What is done where a literal stands: a look at what surrounds it.
enum SensitiveRule: Sendable {
  case webToken
  case secretLabel
  case scheme
  case label(LabelRule)
  case user
  case visitor
  case phoneInPath
  case escapedPlus
  case escapedAt
  case thread
  case meeting
  case host
  case folder(StandInShape.Noun)
  case package
  case accountSID
  case deviceAddress
  case resource
  case serverCallID
  case bodyHeading
  case correlationVector
  case fingerprint
  case fragment
  case relayHost
  case phoneUser
  case cookies
  case owner
  case known(KnownValue)

  /// The kinds of values that it may find; it is left out where none of them is wanted.
  var kinds: Set<SensitiveKind> {
    switch self {
    case .webToken: [.token]
    case .secretLabel, .scheme: [.token, .credential, .relay]
    case .label(let rule): [rule.kind]
    case .user: [.person, .place]
    case .visitor, .escapedAt, .accountSID: [.person]
    case .deviceAddress: [.device]
    case .phoneInPath, .escapedPlus: [.phone]
    case .thread, .meeting: [.link]
    case .host: [.place, .credential]
    case .folder, .package, .resource: [.place]
    case .serverCallID: [.ip]
    case .bodyHeading: [.body]
    case .correlationVector: [.id]
    case .fingerprint, .fragment: [.relay]
    case .cookies: [.credential]
    case .owner: [.person]
    case .relayHost: [.place, .credential]
    case .phoneUser: [.phone]
    case .known(let value): [value.kind]
    }
  }

  /// Whether what it finds may become a `KnownValue`.
  var givesNames: Bool {
    switch self {
    case .label(let rule): rule.form.givesWords && KnownValue.nouns.contains(rule.noun)
    case .folder(let noun): KnownValue.nouns.contains(noun)
    case .host, .relayHost, .accountSID, .resource, .owner: true
    default: false
    }
  }

  /// The rules and the literals that lead to them, longer literals first, because of two at one place the first is found.
  static let all: [(literal: Literal, rule: SensitiveRule)] = {
    var all: [(literal: Literal, rule: SensitiveRule)] = []
    func add(_ rule: SensitiveRule, _ texts: [String], ignoresCase: Bool = true) {
      all += texts.map { (Literal($0, ignoresCase: ignoresCase), rule) }
    }
    add(.webToken, ["eyJ"], ignoresCase: false)
    // The ends of the labels that secrets have; `SecretLabels` judges the whole.
    add(
      .secretLabel,
      [
        "key=", "key:", "key\"", "key'", "key\\", "key%3", "key ", "token", "secret", "session", "sig=",
        "sig\"", "sig%3",
        "signature", "password", "passwd", "pwd", "credential", "authorization", "?code=", "&code=",
      ])
    add(.scheme, ["bearer ", "bearer%20", "sharedkey", "skype_token "])
    for rule in LabelRule.all { add(.label(rule), rule.searchedTexts) }
    add(.fingerprint, ["fingerprint:sha-"])
    add(.fragment, [" ufrag "])
    add(.relayHost, ["turn:", "turns:", "stun:"])
    add(.phoneUser, ["\"4:", "'4:", " 4:", "/4:", "=4:", "\"4%3a", "/4%3a"])
    add(.user, ["acs:", "acs%3a", "8_acs_", "orgid:", "orgid%3a", "gcch:", "dod:", "spool:", "28:"])
    add(.visitor, ["teamsvisitor:", "teamsvisitor%3a", "8:live:"])
    add(.phoneInPath, ["phonenumber/", "phonenumbers/", "phonenumber\":{\"value\":\""])
    add(.escapedPlus, ["\\u002b", "%2b"])
    add(.escapedAt, ["%40", "\\u0040", "&#64;"])
    add(.thread, ["19:", "19%3a", "19%253a"])
    add(.meeting, ["/meet/"])
    add(.host, ["://", "%3a%2f%2f", ":\\/\\/"])
    add(.folder(.user), ["users\\", "users/", "/home/", "documents and settings\\"])
    add(.folder(.app), ["/data/data/", "/data/user/0/"])
    add(.package, ["packages\\", "packages/"])
    add(.accountSID, ["S-1-5-21-", "S-1-12-1-"])
    add(.deviceAddress, ["microphone:", "camera:", "speaker:"])
    for end in ["/", "\\/", "%2f"] {
      add(
        .resource,
        ["subscriptions", "resourcegroups", "communicationservices", "emailservices"].map { $0 + end })
    }
    add(.resource, ["microsoftonline.com/"])
    add(.serverCallID, ["aHR0cHM6Ly9"], ignoresCase: false)
    add(
      .bodyHeading,
      ["request body:", "response body:", "response content:", "content block 0:", "] content:"])
    add(.correlationVector, ["ms-cv", "mscv", "correlationvector"])
    add(.cookies, ["\"cookies\""])
    add(.owner, FileOwners.beginnings, ignoresCase: false)
    return all.sorted { $0.literal.text.utf8.count > $1.literal.text.utf8.count }
  }()

  /// Whether nothing within a word or line that was looked at has to be looked at again.
  var looksFar: Bool {
    switch self {
    case .webToken, .bodyHeading: true
    default: false
    }
  }

  /// Looks at what stands around the literal at `range`; gives how far it looked, where that may be far.
  func apply(at range: Range<Int>, in bytes: [UInt8], into found: inout [SensitiveValue]) -> Int {
    switch self {
    case .webToken: return SecretRules.webToken(at: range.lowerBound, in: bytes, into: &found)
    case .fingerprint: append(SecretRules.fingerprint(behind: range.upperBound, in: bytes), to: &found)
    case .fragment: append(SecretRules.fragment(behind: range.upperBound, in: bytes), to: &found)
    case .relayHost: PlaceRules.host(behind: range.upperBound, in: bytes, into: &found)
    case .phoneUser: append(PersonRules.phoneInPath(at: range.upperBound, in: bytes), to: &found)
    case .secretLabel: SecretRules.secret(behindLabelAt: range, in: bytes, into: &found)
    case .scheme: SecretRules.scheme(at: range.lowerBound, in: bytes, into: &found)
    case .label(let rule):
      let label = range.lowerBound..<range.lowerBound + rule.literal.utf8.count
      append(rule.value(of: label, in: bytes), to: &found)
    case .user:
      guard !isTime(at: range.lowerBound, in: bytes) else { return 0 }
      PersonRules.user(behind: range.upperBound, in: bytes, into: &found)
    case .visitor: append(PersonRules.visitor(behind: range.upperBound, in: bytes), to: &found)
    case .phoneInPath: append(PersonRules.phoneInPath(at: range.upperBound, in: bytes), to: &found)
    case .escapedPlus:
      append(PersonRules.phone(atPlus: range.lowerBound, width: range.count, in: bytes), to: &found)
    case .escapedAt: append(PersonRules.mail(at: range.lowerBound, width: range.count, in: bytes), to: &found)
    case .thread: append(PlaceRules.thread(behind: range.upperBound, in: bytes), to: &found)
    case .meeting: PlaceRules.meeting(behind: range.upperBound, in: bytes, into: &found)
    case .host: PlaceRules.host(behind: range.upperBound, in: bytes, into: &found)
    case .folder(let noun):
      // The rule looks at the slash itself.
      append(PlaceRules.folder(at: range.upperBound - 1, in: bytes, noun: noun), to: &found)
    case .package: PlaceRules.package(at: range.upperBound - 1, in: bytes, into: &found)
    case .accountSID: append(PersonRules.account(at: range.lowerBound, in: bytes), to: &found)
    case .deviceAddress: append(PersonRules.device(behind: range.upperBound, in: bytes), to: &found)
    case .resource: append(PlaceRules.resource(at: range.upperBound, in: bytes), to: &found)
    case .serverCallID: append(PlaceRules.serverCallID(at: range.lowerBound, in: bytes), to: &found)
    case .bodyHeading:
      guard let value = SecretRules.body(behind: range.upperBound, in: bytes) else { return 0 }
      found.append(value)
      return value.range.upperBound
    case .correlationVector:
      append(SecretRules.correlationVector(behind: range.upperBound, in: bytes), to: &found)
    case .cookies: SecretRules.cookies(behind: range.upperBound, in: bytes, into: &found)
    case .owner: FileOwners.find(at: range.lowerBound, in: bytes, into: &found)
    case .known(let value):
      let isWord =
        !(range.lowerBound > 0 && isWordByte(bytes[range.lowerBound - 1])
        && !isEscape(at: range.lowerBound - 2, in: bytes))
        && !(range.upperBound < bytes.count && isWordByte(bytes[range.upperBound]))
      if isWord { found.append(SensitiveValue(value.kind, range, value.shape)) }
    }
    return 0
  }

  private func append(_ value: SensitiveValue?, to found: inout [SensitiveValue]) {
    if let value { found.append(value) }
  }
}

/// Whether a line break or tab stands at `index` as JSON writes it.
private func isEscape(at index: Int, in bytes: [UInt8]) -> Bool {
  index >= 0 && bytes[index] == UInt8(ascii: "\\") && isOne(bytes[index + 1], of: "nrt")
}

/// Whether the `28:` at `index` is part of a time: `12:28:42`.
private func isTime(at index: Int, in bytes: [UInt8]) -> Bool {
  index > 0 && isDigit(bytes[index])
    && (isWordByte(bytes[index - 1]) || bytes[index - 1] == UInt8(ascii: ":"))
}

/// A value that was found by its label in one place and may stand without one in others.
public struct KnownValue: Hashable, Sendable {
  public var kind: SensitiveKind
  public var shape: StandInShape
  /// ASCII letters in lower case; it is found in any.
  public var text: String

  /// Nil where the value is so short or so common that it would be found in other words' place.
  public init?(_ value: SensitiveValue, in bytes: [UInt8]) {
    guard case .word(let noun) = value.shape, KnownValue.nouns.contains(noun),
      (5...80).contains(value.range.count),
      let text = String(validating: bytes[value.range], as: UTF8.self)
    else { return nil }
    let folded = String(decoding: text.utf8.map { lowercased($0) }, as: UTF8.self)
    guard text.utf8.contains(where: isLetter), !KnownValue.commonWords.contains(folded),
      !text.utf8.contains(where: { $0 < 0x20 || isOne($0, of: "\\\"<>{}") })
    else { return nil }
    kind = value.kind
    shape = value.shape
    self.text = folded
  }

  static let nouns: Set<StandInShape.Noun> = [.person, .user, .computer, .resource]

  private static let commonWords: Set<String> = [
    "guest", "guest user", "participant", "teams", "teams user", "users", "admin", "administrator", "system",
    "local",
    "local service", "network service", "default", "camera", "microphone", "speaker", "speakers", "device",
    "webcam",
    "headset", "runner", "ubuntu", "debian", "android", "iphone", "windows", "chrome", "firefox", "safari",
    "server", "acs-calling",
    "client", "agent", "caller", "callee", "remote", "remote participant", "communication", "contact",
    "customer",
    "support", "video", "audio", "screen", "integrated webcam", "connected", "connecting", "disconnected",
    "incoming",
    "outgoing", "ringing", "hold", "localhost", "azure", "microsoft", "application", "service", "container",
    "mobile",
    "none", "idle", "dialing", "disconnecting", "early media", "earlymedia", "in lobby", "inlobby",
    "localhold",
    "remotehold", "local hold", "remote hold", "calling", "call ended", "ended", "started", "joined",
    "joining", "left",
    "muted", "unmuted", "sender", "username", "displayname", "display name", "userid", "sdk", "state",
    "media", "network",
    "browser", "desktop", "phone", "email", "address", "string", "number", "object", "value", "error",
    "warning", "debug",
  ]
}
