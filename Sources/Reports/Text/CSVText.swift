/// Cells of comma-separated values (RFC 4180) that a spreadsheet can open without harm.
enum CSVText {
  /// A line of cells, ended.
  static func line(_ cells: [String]) -> String {
    cells.map(cell).joined(separator: ",") + "\r\n"
  }

  /// A spreadsheet takes what begins with one of a few characters for a formula; an apostrophe in front, which it does not
  /// show, makes it text (OWASP, CSV Injection). Characters that a terminal would obey are written out.
  private static func cell(_ value: String) -> String {
    let isFormula = value.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
    let text = escaped((isFormula ? "'" : "") + value, usesUnicode: true)
    guard text.contains(where: { $0 == "\"" || $0 == "," }) || text.first == " " || text.last == " " else {
      return text
    }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
