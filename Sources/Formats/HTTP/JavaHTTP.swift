import Evidence

/// Java's azure-core: `… - {"az.sdk.message":"HTTP response","statusCode":200,"url":"…","durationMs":102,"ms-cv":"…"}`;
/// headers are members with names in lower case.
enum JavaHTTP {
  static func read(_ record: Record, into sink: inout ObservationSink) {
    guard let place = record.position(of: "az.sdk.message") else { return }
    guard let start = record.message[..<place].lastIndex(of: .openBrace),
      let value = JSONReader.read(record.message, from: start)?.value,
      let kind = value["az.sdk.message"]?.string
    else { return }
    var part: HTTPPart
    switch kind.lowercased() {
    case "http request": part = HTTPPart(.request)
    case "http response": part = HTTPPart(.response)
    default: return
    }
    for member in value.members {
      let text = member.value.scalarText
      switch member.key.lowercased() {
      case "az.sdk.message", "trycount", "contentlength": break
      case "method": part.method = text.flatMap { HTTPHeadline.isMethod($0) ? $0 : nil }
      case "url": part.url = text
      case "statuscode": part.status = member.value.int
      case "durationms": part.milliseconds = member.value.double
      case "body": part.body = Array((text ?? "").utf8.prefix(HTTPPart.longestBody))
      default: if let text { part.add(HTTPHeader(member.key, text)) }
      }
    }
    if part.url == "<>" { part.url = nil }
    sink.add(part)
  }
}
