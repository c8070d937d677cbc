import Calls
import Evidence

/// The data of the page: compact JSON in script elements of a type that browsers do not run.
enum HTMLData {
  /// The element. Nothing in it can end it or begin another: `<`, `>` and `&` stand only inside strings of JSON, where
  /// they can be written as escapes.
  static func element(id: String, _ json: [UInt8]) -> String {
    var bytes = Array("<script type=\"application/json\" id=\"\(id)\">".utf8)
    bytes.reserveCapacity(bytes.count + json.count + 64)
    for byte in json {
      switch byte {
      case UInt8(ascii: "<"): bytes.append(contentsOf: "\\u003c".utf8)
      case UInt8(ascii: ">"): bytes.append(contentsOf: "\\u003e".utf8)
      case UInt8(ascii: "&"): bytes.append(contentsOf: "\\u0026".utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(contentsOf: "</script>\n".utf8)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// An element of a row, whose place says what it is.
enum HTMLCell {
  /// Not known; written as 0, or left out at the end of a row.
  case none
  case number(Int)
  case text(String)
  case row([HTMLCell])

  init(_ value: Int?) {
    self = value.map(HTMLCell.number) ?? .none
  }

  init(_ value: String?) {
    self = value.map(HTMLCell.text) ?? .none
  }

  /// Artifact, line, record, offset; lines and records count from 1, so 0 is none.
  init(_ source: Source?) {
    guard let source else {
      self = .none
      return
    }
    self = .row([
      .number(source.artifact), HTMLCell(source.line), HTMLCell(source.record), .number(source.offset),
    ])
  }

  /// Milliseconds since the epoch, how they are known where that is not by the text alone, and then the text; the text alone
  /// where the date is not known.
  init(_ moment: Moment?) {
    guard let moment else {
      self = .none
      return
    }
    guard moment.isPlaced else {
      self = .row([.text(moment.text)])
      return
    }
    let milliseconds = HTMLCell.number(moment.instant.milliseconds)
    self =
      moment.basis == .text
      ? .row([milliseconds]) : .row([milliseconds, .text(moment.basis.rawValue), .text(moment.text)])
  }

  fileprivate var isNone: Bool {
    if case .none = self { true } else { false }
  }
}

extension Instant {
  /// Whole ones since the epoch, the earlier one where it lies between two.
  var milliseconds: Int {
    let (quotient, remainder) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000)
    return Int(remainder < 0 ? quotient - 1 : quotient)
  }
}

extension JSONLine {
  mutating func append(_ cell: HTMLCell) {
    switch cell {
    case .none: append(0)
    case .number(let number): append(number)
    // Bidirectional overrides and the like must not reorder what the reader sees, here as on a terminal.
    case .text(let text): append(escaped(text, usesUnicode: true))
    case .row(let cells): append(cells)
    }
  }

  mutating func append(_ cells: [HTMLCell]) {
    let used = cells.lastIndex { !$0.isNone }.map { $0 + 1 } ?? 0
    append(list: cells.prefix(used)) { line, cell in line.append(cell) }
  }

  /// Left out where it is `none`.
  mutating func set(_ key: String, _ cell: HTMLCell) {
    guard !cell.isNone else { return }
    name(key)
    append(cell)
  }

  mutating func set(_ key: String, rows: [[HTMLCell]]) {
    guard !rows.isEmpty else { return }
    name(key)
    append(list: rows) { line, row in line.append(row) }
  }

  mutating func set(_ key: String, texts: [String]) {
    set(key, texts.isEmpty ? .none : .row(texts.map(HTMLCell.text)))
  }

  mutating func set(_ key: String, seconds: Double?) {
    guard let seconds, seconds.isFinite else { return }
    name(key)
    append(JSONReport.milliseconds(seconds))
  }
}
