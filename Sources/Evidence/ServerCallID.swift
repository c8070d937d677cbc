/// What a server call ID says when it is decoded: base64 of the address of a conversation,
/// `https://api.flightproxy.skype.com/api/v2/cp/conv-usea2-01.conv.skype.com/conv/<conversation>?i=12&e=<ticks>`.
///
/// The form is not documented; it was worked out from public samples of 2021 to 2024. Many a server call ID in the
/// documentation is opaque, so that a failure to decode means nothing.
public struct ServerCallID: Hashable, Sendable {
  /// `conv-usea2-01.conv.skype.com`: the service that holds the conversation.
  public var host: String
  /// `usea2`: where that is, as the host's name abbreviates it.
  public var region: String?
  /// All legs of one conversation share it. It is no call ID, and never equal to one.
  public var conversation: GUID
  /// The number of the service's instance, or its address.
  public var instance: String?
  /// When the service's instance began to live, hours or days before the call: not when the call began.
  public var epoch: Instant?

  /// Decodes the whole text of a server call ID; nil where it is opaque.
  public init?(_ text: some StringProtocol) {
    guard text.utf8.count <= ServerCallID.longest, text.hasPrefix("aHR0cHM6Ly"),
      let bytes = Base64.decode(text)
    else { return nil }
    let address = String(decoding: bytes, as: UTF8.self)
    let parts = address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts[0].split(separator: "/")
    guard let place = path.lastIndex(of: "conv"), place >= 2, place + 1 < path.count,
      let conversation = ServerCallID.conversation(path[place + 1])
    else { return nil }
    self.conversation = conversation
    host = String(path[place - 1].prefix { $0 != ":" })
    region = ServerCallID.region(ofHost: host)
    for field in parts.dropFirst().first?.split(separator: "&") ?? [] {
      if field.hasPrefix("i=") { instance = String(field.dropFirst(2)) }
      if field.hasPrefix("e=") { epoch = Int64(field.dropFirst(2)).flatMap(ServerCallID.instant(ticks:)) }
    }
  }

  /// No server call ID of a sample has more than 200 characters.
  private static let longest = 1024

  /// Sixteen bytes in .NET's order: the first three groups of digits with their lowest byte first.
  private static func conversation(_ token: Substring) -> GUID? {
    guard let bytes = Base64.decode(token), bytes.count == 16 else { return nil }
    let order = [3, 2, 1, 0, 5, 4, 7, 6]
    let high = order.reduce(UInt64(0)) { $0 << 8 | UInt64(bytes[$1]) }
    let low = (8..<16).reduce(UInt64(0)) { $0 << 8 | UInt64(bytes[$1]) }
    let id = GUID(high: high, low: low)
    return id.isNil ? nil : id
  }

  /// The second part of `conv-usea2-01.conv.skype.com`.
  private static func region(ofHost host: String) -> String? {
    let parts = host.prefix { $0 != "." }.split(separator: "-")
    return parts.count >= 2 && parts[0] == "conv" ? String(parts[1]) : nil
  }

  /// A count of 100 ns since the year 1.
  private static func instant(ticks: Int64) -> Instant? {
    let (sinceEpoch, isTooEarly) = ticks.subtractingReportingOverflow(621_355_968_000_000_000)
    let (nanoseconds, isTooLate) = sinceEpoch.multipliedReportingOverflow(by: 100)
    return isTooEarly || isTooLate ? nil : Instant(nanoseconds: nanoseconds)
  }
}
