import Evidence

/// Hosts, folders and resources that bear the names of customers and people, and links.
enum PlaceRules {
  /// The host behind the `://` at `index`, where it is not one of the services'.
  static func host(behind index: Int, in bytes: [UInt8], into found: inout [SensitiveValue]) {
    var cursor = ByteCursor(bytes, from: index)
    let authority = cursor.take(upTo: 512) { !(isSpace($0) || isOne($0, of: "/?#\"'\\<>)],;|&`}")) }
    var start = authority.lowerBound
    if let at = bytes[authority].lastIndex(of: UInt8(ascii: "@")) {
      // `https://name:password@host`
      if at > start { found.append(SensitiveValue(.credential, start..<at, .secret)) }
      start = at + 1
    }
    let end = bytes[start..<authority.upperBound].firstIndex(of: UInt8(ascii: ":")) ?? authority.upperBound
    if let value = host(start..<end, in: bytes) { found.append(value) }
  }

  /// What of a host's name is the customer's.
  static func host(_ name: Range<Int>, in bytes: [UInt8]) -> SensitiveValue? {
    guard name.count >= 4, bytes[name].contains(UInt8(ascii: ".")),
      !bytes[name].allSatisfy({ isDigit($0) || isOne($0, of: ".[x") }),
      bytes[name].allSatisfy({ isWordByte($0) || isOne($0, of: ".-") })
    else { return nil }
    var isPublic = publicHosts.contains(name, in: bytes)
    for dot in name.reversed() where bytes[dot] == UInt8(ascii: ".") {
      let end = dot + 1..<name.upperBound
      if ownedHosts.contains(end, in: bytes) {
        // The first label is the name that the customer gave.
        let first = bytes[name].firstIndex(of: UInt8(ascii: ".")) ?? dot
        return first > name.lowerBound
          ? SensitiveValue(.place, name.lowerBound..<first, .word(.resource)) : nil
      }
      isPublic = isPublic || publicHosts.contains(end, in: bytes)
    }
    return isPublic ? nil : SensitiveValue(.place, name, .host)
  }

  /// Below these, customers choose a name.
  private static let ownedHosts = HostNames([
    "communication.azure.com", "communication.azure.us", "azurewebsites.net", "core.windows.net",
    "azurefd.net",
    "servicebus.windows.net", "azurestaticapps.net", "azure-api.net", "vault.azure.net",
    "database.windows.net",
    "ngrok.io", "ngrok-free.app", "onmicrosoft.com", "sharepoint.com", "eventgrid.azure.net",
    "cloudapp.azure.com",
  ])

  /// Hosts of services and of everybody's libraries, which name no customer.
  private static let publicHosts = HostNames([
    "skype.com", "skype.net", "microsoft.com", "microsoftonline.com", "office.com", "office.net",
    "office365.com",
    "live.com", "azure.com", "azure.net", "azure.us", "msecnd.net", "azureedge.net", "trafficmanager.net",
    "windows.net",
    "msftauth.net", "visualstudio.com", "aka.ms", "windows.com", "cloud.microsoft", "w3.org", "ietf.org",
    "mozilla.org",
    "github.com", "githubusercontent.com", "npmjs.com", "npmjs.org", "unpkg.com", "jsdelivr.net",
    "googleapis.com",
    "gstatic.com", "google.com", "apple.com", "android.com", "python.org", "apache.org", "reactjs.org",
    "react.dev",
    "fb.me", "goo.gl", "webrtc.org", "schema.org", "opentelemetry.io", "invalid", "example", "localhost",
  ])

  /// The name of the folder that begins at `index`, behind `Users\` and the like.
  static func folder(at index: Int, in bytes: [UInt8], noun: StandInShape.Noun) -> SensitiveValue? {
    var cursor = ByteCursor(bytes, from: index)
    // `/v1.0/users/…` is an address.
    let root = index - 6
    if bytes[index] == UInt8(ascii: "/"), root > 0, bytes[root] == UInt8(ascii: "/"),
      isWordByte(bytes[root - 1]),
      noun == .user
    {
      return nil
    }
    _ = cursor.take(upTo: 8) { isOne($0, of: "\\/") }
    let start = cursor.index
    guard start > index else { return nil }
    var range = cursor.take(upTo: 64) { $0 >= 0x20 && !isOne($0, of: "\\/\"'<>|:*?,;)") }
    let isClosed = cursor.peek().map { isOne($0, of: "\\/") } ?? false
    if !isClosed, let space = bytes[range].firstIndex(of: UInt8(ascii: " ")) { range = start..<space }
    guard !range.isEmpty else { return nil }
    let text = String(decoding: bytes[range].map { lowercased($0) }, as: UTF8.self)
    guard !sharedFolders.contains(text), !text.hasPrefix("%"), !text.hasPrefix("$") else { return nil }
    return SensitiveValue(.place, range, .word(noun))
  }

  private static let sharedFolders: Set<String> = [
    "public", "default", "all users", "default user", "shared", "<user>",
  ]

  /// The name of a package behind `Packages\`: `Contoso.Calling_8wekyb3d8bbwe`, two values, of which the second tells the
  /// publisher.
  static func package(at index: Int, in bytes: [UInt8], into found: inout [SensitiveValue]) {
    guard let value = folder(at: index, in: bytes, noun: .app),
      let underscore = bytes[value.range].lastIndex(of: UInt8(ascii: "_")),
      value.range.upperBound - underscore == 14, !bytes[value.range].starts(with: "Microsoft.".utf8)
    else { return }
    found.append(SensitiveValue(.place, value.range.lowerBound..<underscore, .word(.app)))
    found.append(SensitiveValue(.place, underscore + 1..<value.range.upperBound, .code))
  }

  /// The component of a resource's path that begins at `index`: a GUID, or the name that the customer gave.
  static func resource(at index: Int, in bytes: [UInt8]) -> SensitiveValue? {
    if let range = guid(index, in: bytes) { return SensitiveValue(.place, range, .guid) }
    var cursor = ByteCursor(bytes, from: index)
    let range = cursor.take(upTo: 90) { isWordByte($0) || isOne($0, of: "-.()") }
    let text = String(decoding: bytes[range].prefix(16), as: UTF8.self)
    return range.isEmpty || ["common", "organizations", "consumers"].contains(text)
      ? nil : SensitiveValue(.place, range, .word(.resource))
  }

  /// The thread behind the `19:` at `index`, which is `width` bytes long: what is between its form and `@thread`.
  static func thread(behind index: Int, in bytes: [UInt8]) -> SensitiveValue? {
    var cursor = ByteCursor(bytes, from: index)
    _ = cursor.consume("meeting_") || cursor.consume("acsV1_") || cursor.consume("acsv1_")
    let range = cursor.take(upTo: 256) { isWordByte($0) || $0 == UInt8(ascii: "-") }
    guard range.count >= 8,
      ["@thread", "%40thread", "%2540thread", "@unq"].contains(where: { (end: StaticString) in
        cursor.startsWith(end)
      })
    else { return nil }
    let isHex = range.count >= 32 && bytes[range].allSatisfy(isHexDigit)
    return SensitiveValue(.link, range, isHex ? .hexadecimal : .code)
  }

  /// `/meet/9312345678901?p=…`
  static func meeting(behind index: Int, in bytes: [UInt8], into found: inout [SensitiveValue]) {
    var cursor = ByteCursor(bytes, from: index)
    let digits = cursor.take(upTo: 24) { isDigit($0) }
    guard digits.count >= 9 else { return }
    found.append(SensitiveValue(.link, digits, .digits))
    if cursor.consume("?p=") {
      let code = cursor.take(upTo: 64) { isWordByte($0) || $0 == UInt8(ascii: "-") }
      if !code.isEmpty { found.append(SensitiveValue(.link, code, .word(.value))) }
    }
  }

  /// The server call ID that begins at `index`, if the address of a machine stands in it.
  static func serverCallID(at index: Int, in bytes: [UInt8]) -> SensitiveValue? {
    if index > 0, isWordByte(bytes[index - 1]) { return nil }
    var cursor = ByteCursor(bytes, from: index)
    let range = cursor.take(upTo: 512) { isWordByte($0) || isOne($0, of: "-+/") }
    // A slash may be one of base64 or one of a path.
    var end = range.upperBound
    for _ in 0..<8 where end - index >= 60 {
      if ServerCallAddress(String(decoding: bytes[index..<end], as: UTF8.self)) != nil {
        return SensitiveValue(.ip, index..<end, .serverCallID)
      }
      guard let slash = bytes[index..<end].lastIndex(of: UInt8(ascii: "/")) else { return nil }
      end = slash
    }
    return nil
  }
}

/// The address of a machine in a server call ID: `…?i=10-60-14-112&e=…`, as base64.
public struct ServerCallAddress {
  /// The URL, as it is decoded.
  public let url: [UInt8]
  /// Where the address stands in it.
  public let range: Range<Int>

  /// Nil where the text is none, or has no address in it.
  public init?(_ text: String) {
    guard let url = Base64.decode(text), url.allSatisfy({ (0x21...0x7e).contains($0) }) else { return nil }
    let start = firstIndex(of: "?i=", in: ByteCursor(url)) ?? firstIndex(of: "&i=", in: ByteCursor(url))
    guard let start else { return nil }
    var cursor = ByteCursor(url, from: start + 3)
    let range = cursor.take(upTo: 45) { isHexDigit($0) || isOne($0, of: "-.:") }
    guard url[range].count(where: { isOne($0, of: "-.:") }) >= 3 else { return nil }
    self.url = url
    self.range = range
  }
}
