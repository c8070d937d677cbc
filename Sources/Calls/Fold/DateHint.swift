internal import Evidence

/// The date in the name of an artifact, for times that have none: `logs-2024-01-16T06:26:52.txt`,
/// `app.20240116.log`, Firefox's `console-export-2024-1-16_12-30-45.txt`, and Chrome's
/// `host-1705386415900.log`, which counts milliseconds since the Unix epoch.
///
/// The file's own name comes first, then the folders and archives around it, innermost first.
func dateHint(path: String) -> CalendarDate? {
  for component in path.split(separator: "/").reversed() {
    if let date = dateHint(name: component) { return date }
  }
  return nil
}

private func dateHint(name: Substring) -> CalendarDate? {
  let numbers = name.utf8.split { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  for (index, digits) in numbers.enumerated() {
    guard let value = Int(String(Substring(digits))) else { continue }
    switch digits.count {
    case 4:
      guard index + 2 < numbers.count, numbers[index + 1].count <= 2, numbers[index + 2].count <= 2,
        let month = Int(String(Substring(numbers[index + 1]))),
        let day = Int(String(Substring(numbers[index + 2])))
      else { continue }
      if let date = plausibleDate(value, month, day) { return date }
    case 8, 14:
      let day = digits.count == 8 ? value : value / 1_000_000
      if let date = plausibleDate(day / 10_000, day / 100 % 100, day % 100) { return date }
    case 13:
      let date = Instant(nanoseconds: 0).adding(seconds: value / 1000).date
      if let date = plausibleDate(date.year, date.month, date.day) { return date }
    default: continue
    }
  }
  return nil
}

/// The Calling SDK exists since 2020; other eight-digit numbers are no dates.
private func plausibleDate(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate? {
  guard (2019...2099).contains(year), CalendarDate.exists(year: year, month: month, day: day) else {
    return nil
  }
  return CalendarDate(year: year, month: month, day: day)
}
