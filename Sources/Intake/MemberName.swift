import Evidence

/// The name of an archive member, made safe to show and to join to a path.
struct MemberName: Equatable {
  /// Components between slashes; never empty, absolute, or with `..`.
  let text: String
  /// What had to be changed, in words; nil where the name stands as it is stored.
  let change: String?

  /// The most bytes of a name; archives allow millions.
  static let longest = 4_096

  /// `stored` as the archive has it. A zip's names are in the code page of MS-DOS unless they are UTF-8
  /// (APPNOTE.TXT appendix D).
  init(_ stored: [UInt8], isZip: Bool) {
    var changes: [String] = []
    var decoded = MemberName.decode(stored, isZip: isZip)
    if decoded.utf8.count > MemberName.longest {
      decoded = String(decoding: decoded.utf8.prefix(MemberName.longest), as: UTF8.self)
      changes.append("is longer than \(grouped(MemberName.longest)) bytes")
    }
    if decoded.contains("\\") {
      decoded = String(decoding: decoded.utf8.map { $0 == UInt8(ascii: "\\") ? slash : $0 }, as: UTF8.self)
      changes.append("has backslashes")
    }
    let visible = MemberName.replacingControls(decoded)
    if visible != decoded { changes.append("has control characters") }
    var isAbsolute = visible.utf8.first == slash
    var climbs = false
    var components: [String] = []
    for component in visible.split(separator: "/") where component != "." {
      if components.isEmpty, isDrive(component) {
        isAbsolute = true
        components.append(String(component.dropLast()))
      } else if component == ".." {
        climbs = true
        components.append("_")
      } else {
        components.append(String(component))
      }
    }
    if isAbsolute { changes.append("is absolute") }
    if climbs { changes.append("climbs out of its folder") }
    if components.isEmpty { changes.append("is empty") }
    text = components.isEmpty ? "unnamed" : components.joined(separator: "/")
    change = changes.isEmpty ? nil : changes.joined(separator: ", ")
  }

  /// The problem of a changed name; nil where nothing was changed.
  var problem: Problem? {
    change.map { Problem(.unsafeName, "the member's name \($0); it is read under a safe one") }
  }

  private static func decode(_ stored: [UInt8], isZip: Bool) -> String {
    if let text = String(validating: stored, as: UTF8.self) { return text }
    guard isZip else { return String(decoding: stored, as: UTF8.self) }
    var text = ""
    for byte in stored {
      text.unicodeScalars.append(byte < 0x80 ? Unicode.Scalar(byte) : codePage437[Int(byte) - 0x80])
    }
    return text
  }

  /// Control characters, line separators, and the marks that turn the direction of writing: none of them may
  /// change what a reader of the report sees around them.
  private static func replacingControls(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0..<0x20, 0x7f..<0xa0, 0x2028...0x202e, 0x2066...0x2069, 0x200e, 0x200f: result.append("_")
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

private let slash = UInt8(ascii: "/")

/// `C:`
private func isDrive(_ component: some StringProtocol) -> Bool {
  guard component.utf8.count == 2, component.hasSuffix(":") else { return false }
  return component.first?.isLetter ?? false
}

/// The upper half of code page 437.
private let codePage437: [Unicode.Scalar] = Array(
  ("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
    + "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}").unicodeScalars)
