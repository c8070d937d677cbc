import Evidence

/// A number with its thousands apart: `48,120`.
func grouped(_ value: Int) -> String {
  let digits = String(value.magnitude)
  var result = value < 0 ? "-" : ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index).isMultiple(of: 3) { result.append(",") }
    result.append(digit)
  }
  return result
}

/// A number and its noun: `1 file`, `2,000 files`.
func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
  grouped(count) + " " + (count == 1 ? noun : plural ?? noun + "s")
}

/// Decimal units, three digits: `512 bytes`, `12.3 MB`.
func byteCount(_ bytes: Int) -> String {
  guard bytes >= 1000 else { return counted(bytes, "byte") }
  var value = Double(bytes)
  var units = ["kB", "MB", "GB", "TB"][...]
  var unit = "kB"
  while value >= 1000, let next = units.popFirst() {
    value /= 1000
    unit = next
  }
  return decimal(value, digits: value < 100 ? 1 : 0) + " " + unit
}

/// A length of time as people say it: `0.25 s`, `12.3 s`, `3 min 12 s`, `1 h 02 min`.
func duration(_ seconds: Double) -> String {
  guard seconds.isFinite, seconds.magnitude < 1e12 else { return "?" }
  if seconds.magnitude < 9.995 { return decimal(seconds, digits: 2) + " s" }
  if seconds.magnitude < 59.95 { return decimal(seconds, digits: 1) + " s" }
  let sign = seconds < 0 ? "-" : ""
  let whole = Int(seconds.magnitude.rounded())
  if whole < 3600 { return "\(sign)\(whole / 60) min \(padded(whole % 60, 2)) s" }
  return "\(sign)\(whole / 3600) h \(padded(whole / 60 % 60, 2)) min"
}

/// A distance in time to the millisecond: `+0:12.345`, `+1:02:03.456`.
func offsetText(from start: Instant, to instant: Instant) -> String {
  let (difference, overflow) = instant.nanoseconds.subtractingReportingOverflow(start.nanoseconds)
  guard !overflow else { return "?" }
  let milliseconds = Int((difference.magnitude + 500_000) / 1_000_000)
  let seconds = milliseconds / 1000
  let fraction = padded(seconds % 60, 2) + "." + padded(milliseconds % 1000, 3)
  let sign = difference < 0 && milliseconds > 0 ? "-" : "+"
  if seconds < 3600 { return "\(sign)\(seconds / 60):\(fraction)" }
  return "\(sign)\(seconds / 3600):\(padded(seconds / 60 % 60, 2)):\(fraction)"
}

/// Text with spaces behind it, `width` columns wide.
func padded(_ text: String, to width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - displayWidth(text)))
}

extension Sequence where Element: Hashable {
  /// The elements in order, each once.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
