import Evidence

extension HTTPPart: Codable {
  private enum CodingKeys: String, CodingKey {
    case role, id, method, url, status, reason, milliseconds, headers, body, document
  }

  /// A body stands as base64, a document as the text of its JSON.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(try container.decode(Role.self, forKey: .role))
    id = try container.decodeIfPresent(String.self, forKey: .id)
    method = try container.decodeIfPresent(String.self, forKey: .method)
    url = try container.decodeIfPresent(String.self, forKey: .url)
    status = try container.decodeIfPresent(Int.self, forKey: .status)
    reason = try container.decodeIfPresent(String.self, forKey: .reason)
    milliseconds = try container.decodeIfPresent(Double.self, forKey: .milliseconds)
    headers = try container.decode([HTTPHeader].self, forKey: .headers)
    body = Base64.decode(try container.decode(String.self, forKey: .body)) ?? []
    document = try container.decodeIfPresent(String.self, forKey: .document).flatMap(JSONValue.init(text:))
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(role, forKey: .role)
    try container.encodeIfPresent(id, forKey: .id)
    try container.encodeIfPresent(method, forKey: .method)
    try container.encodeIfPresent(url, forKey: .url)
    try container.encodeIfPresent(status, forKey: .status)
    try container.encodeIfPresent(reason, forKey: .reason)
    try container.encodeIfPresent(milliseconds, forKey: .milliseconds)
    try container.encode(headers, forKey: .headers)
    let base64 = Base64.encode(body, isForURLs: false)
    try container.encode(String(decoding: base64, as: UTF8.self), forKey: .body)
    try container.encodeIfPresent(document?.text, forKey: .document)
  }
}

extension HTTPPart: Packable {
  func pack(into packer: inout Packer) {
    packer.pack(role)
    packer.pack(id)
    packer.pack(method)
    packer.pack(url)
    packer.pack(status)
    packer.pack(reason)
    packer.pack(milliseconds)
    packer.pack(headers)
    packer.pack(body)
    packer.pack(document?.text)
  }

  init(unpacking unpacker: inout Unpacker) {
    self.init(unpacker.unpack())
    id = unpacker.unpack()
    method = unpacker.unpack()
    url = unpacker.unpack()
    status = unpacker.unpack()
    reason = unpacker.unpack()
    milliseconds = unpacker.unpack()
    headers = unpacker.unpack()
    body = unpacker.unpack()
    document = unpacker.unpack(String?.self).flatMap(JSONValue.init(text:))
  }
}

extension HTTPHeader: Packable {
  func pack(into packer: inout Packer) {
    packer.pack(name: name)
    packer.pack(value)
  }

  init(unpacking unpacker: inout Unpacker) {
    self.init(unpacker.unpackName(), unpacker.unpack())
  }
}
