import Evidence

/// The address of a request, as far as it tells which service is asked, and for what.
struct HTTPAddress: Sendable {
  /// In lower case, without the port; empty where only a path is written.
  let host: String
  /// The segments of the path.
  let segments: [Substring]

  init(_ url: String) {
    var rest = url.prefix(HTTPAddress.longest)
    var host = ""
    if let scheme = rest.firstRange(of: "://") {
      rest = rest[scheme.upperBound...]
      let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
      // What stands before an `@` is a user's name and password.
      let authority = rest[..<end].split(separator: "@").last ?? ""
      host = authority.split(separator: ":").first.map { $0.lowercased() } ?? ""
      rest = rest[end...]
    }
    self.host = host
    let path = rest.prefix { $0 != "?" && $0 != "#" }
    segments = path.split(separator: "/")
  }

  private static let longest = 4096

  /// The address as it may be shown: without a user's name and password, and without keys in its path. What its query hides
  /// is masked with the rest of the words.
  static func shown(_ url: String) -> String {
    let pathEnd = url.firstIndex { $0 == "?" || $0 == "#" } ?? url.endIndex
    var before = ""
    let parts = url[..<pathEnd].split(separator: "/", omittingEmptySubsequences: false).prefix(60)
    let shown = parts.enumerated().map { place, part -> String in
      defer { before = part.lowercased() }
      if place == 2, parts[0].hasSuffix(":"), let at = part.lastIndex(of: "@") {
        return "<secret>" + part[at...]
      }
      let isKey =
        keepers.contains(before) && part.utf8.count >= 16 && SecretLabels.isRandom(Array(part.utf8)[...])
      return isKey ? "<secret>" : String(part)
    }
    return shown.joined(separator: "/") + url[pathEnd...].prefix(longest)
  }

  /// Segments behind which a key or a token stands.
  private static let keepers: Set<String> = [
    "token", "tokens", "accesstoken", "skypetoken", "key", "keys", "secret", "secrets", "sig", "signature",
    "incomingwebhook",
    "webhook", "webhooks", "services",
  ]

  // MARK: Services

  /// The service that answers: by the path, which is the same on every host, test proxies among them.
  var service: APIService {
    guard let first = segments.first.map({ HTTPAddress.plain($0) }) else { return hostService ?? .other }
    switch first {
    case "sms", "programbriefs", "campaignbriefs": return .sms
    case "emails", "emails:send": return .email
    case "chat": return .chat
    case "identities", "identity", "teamsuser", "teamsphoneuser", "entraiduser": return .identity
    case "rooms": return .rooms
    case "calling":
      let isOfRecording = segments.contains { HTTPAddress.plain($0).hasPrefix("recordings") }
      return isOfRecording ? .callRecording : .callAutomation
    case "routing": return .jobRouter
    case "networktraversal": return .networkTraversal
    case "messages" where isAzureCommunication || segments.count > 1: return .advancedMessaging
    default: return hostService ?? .other
    }
  }

  /// Whether the host belongs to Azure Communication Services, to signalling, or to what signs users in.
  var isOfMicrosoft: Bool {
    isAzureCommunication || hostService != nil || isOneOf(HTTPAddress.signInHosts)
  }

  private var isAzureCommunication: Bool {
    host.hasSuffix(".communication.azure.com") || host.hasSuffix(".communication.azure.us")
      || host.hasSuffix(".communication.azure.cn")
  }

  private var hostService: APIService? {
    isOneOf(HTTPAddress.signallingHosts) ? .calling : nil
  }

  private func isOneOf(_ hosts: [String]) -> Bool {
    hosts.contains { host == $0 || host.hasSuffix("." + $0) }
  }

  private static let signallingHosts = [
    "skype.com", "teams.microsoft.com", "teams.live.com", "communication.microsoft.com", "trouter.io",
    "teams.cloud.microsoft", "gov.teams.microsoft.us", "dod.teams.microsoft.us",
  ]
  private static let signInHosts = [
    "login.microsoftonline.com", "login.microsoftonline.us", "login.live.com", "login.windows.net",
    "graph.microsoft.com", "management.azure.com",
  ]

  /// Whether a sign-in to Teams that ends here is that of a personal account.
  var isPersonalTeams: Bool {
    host == "teams.live.com" && segments.first == "v2"
  }

  private static func plain(_ segment: Substring) -> String {
    segment.lowercased()
  }

  // MARK: Names of operations

  /// The path with stand-ins for IDs: `/calling/callConnections/{id}:terminate`.
  var template: String {
    var previous = ""
    var result = ""
    for segment in segments.prefix(HTTPAddress.mostSegments) {
      result += "/" + HTTPAddress.generalised(segment, behind: previous)
      previous = segment.lowercased()
    }
    if segments.count > HTTPAddress.mostSegments { result += "/…" }
    return result.isEmpty ? "/" : result
  }

  private static let mostSegments = 12

  private static func generalised(_ segment: Substring, behind collection: String) -> String {
    if segment.hasPrefix(":") { return String(segment.prefix(40)) }
    let (name, verb) = parts(of: segment)
    let isMember = collections.contains(collection) && verb.isEmpty && !words.contains(name.lowercased())
    return (isMember || isID(name) ? "{id}" : String(name.prefix(60))) + verb.prefix(40)
  }

  /// `<id>:terminate`: the ID, and the verb with its colon. MRIs and threads have colons of their own.
  static func parts(of segment: Substring) -> (name: Substring, verb: Substring) {
    guard let colon = segment.lastIndex(of: ":"), colon > segment.startIndex else { return (segment, "") }
    let verb = segment[segment.index(after: colon)...]
    guard verb.utf8.allSatisfy(isLetter), !verb.isEmpty, verb.utf8.count < 40 else { return (segment, "") }
    return (segment[..<colon], segment[colon...])
  }

  /// What is masked looked like an ID.
  private static let standIns: Set<Substring> = ["<secret>", "<token>"]

  private static func isID(_ text: Substring) -> Bool {
    if standIns.contains(text) { return true }
    let bytes = text.utf8
    if bytes.contains(where: { isOne($0, of: "@%+:=") }) { return true }
    let digits = bytes.count(where: isDigit)
    if digits == 0 { return bytes.count > 40 }
    if bytes.count >= 8, digits == bytes.count { return true }
    return bytes.count >= 16
  }

  /// What is followed by the ID of one of its members.
  private static let collections: Set<String> = [
    "callconnections", "recordings", "threads", "rooms", "identities", "participants", "operations", "jobs",
    "workers", "queues", "messages", "phonenumbers", "users", "campaignbriefs", "programbriefs",
    "servercalls",
    "classificationpolicies", "distributionpolicies", "exceptionpolicies", "offers",
  ]
  /// What stands behind the name of a collection and is no member.
  private static let words: Set<String> = [
    "participants", "operations", "messages", "notifications", "streams", "channels", "users", "threads",
    "countries", "available", "assignments", "offers", "position", "statistics", "me", "typing",
    "readreceipts",
    "members",
  ]
}
