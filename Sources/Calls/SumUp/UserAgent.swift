/// What a browser says of itself in its `User-Agent`: its product and the system it runs on, as far as both are among those
/// that people use for calls.
///
/// The order of the products matters: Chromium's children name Chrome as well, and nearly all name Safari
/// (MDN, "Browser detection using the user agent").
struct UserAgent {
  /// `Edge 120`, `Firefox 121`, `Safari 17.1`
  let browser: String?
  /// `Windows`, `macOS`, `iOS 17.1`, `Android 13`, `Linux`
  let system: String?

  init(_ text: String) {
    browser = UserAgent.browser(text)
    system = UserAgent.system(text)
  }

  private static let products: [(token: String, name: String)] = [
    ("Edg/", "Edge"), ("EdgA/", "Edge"), ("EdgiOS/", "Edge"), ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"), ("Electron/", "Electron"), ("CriOS/", "Chrome"),
    ("FxiOS/", "Firefox"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"),
  ]

  private static func browser(_ text: String) -> String? {
    for (token, name) in products {
      if let version = number(after: token, in: text, parts: 1) { return name + " " + version }
    }
    guard text.contains("Safari/"), let version = number(after: "Version/", in: text, parts: 2) else {
      return nil
    }
    return "Safari " + version
  }

  private static func system(_ text: String) -> String? {
    if let version = number(after: "Android ", in: text, parts: 2) { return "Android " + version }
    for token in ["iPhone OS ", "CPU OS "] {
      if let version = number(after: token, in: text, parts: 2) { return "iOS " + version }
    }
    // Browsers have frozen the version that they give of the other systems.
    let names = [("Windows NT", "Windows"), ("Mac OS X", "macOS"), ("CrOS ", "ChromeOS"), ("Linux", "Linux")]
    return names.first { text.contains($0.0) }?.1
  }

  /// The number behind the token, of so many parts at most: `17.1` of `17_1_2`.
  private static func number(after token: String, in text: String, parts: Int) -> String? {
    guard let range = text.firstRange(of: token) else { return nil }
    let digits = text[range.upperBound...].prefix {
      $0.isASCII && ($0.isNumber || $0 == "." || $0 == "_")
    }
    let numbers = digits.split { $0 == "." || $0 == "_" }.prefix(parts)
    return numbers.isEmpty ? nil : numbers.joined(separator: ".")
  }
}
