extension HTTPPart {
  /// Puts stand-ins where secrets stand, and leaves out headers that nobody reads, most secrets among them.
  mutating func maskSecrets() {
    url = url.map { masked(HTTPAddress.shown($0)) }
    reason = reason.map(masked)
    headers.removeAll { !HTTPPart.isRead($0.name) }
    for index in headers.indices { headers[index].value = masked(headers[index].value) }
    body = LogWords.withoutSecrets(body)
    guard let text = document?.text else { return }
    let clean = masked(text)
    // The name of a member tells that its value is a secret.
    if clean != text { document = JSONValue(text: clean) }
  }

  private static func isRead(_ name: String) -> Bool {
    HTTPIdentifiers.reads(name) || ["date", "x-ms-date", "retry-after"].contains(name)
  }
}
