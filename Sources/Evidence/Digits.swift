/// A number with a fixed count of digits behind the point; `?` where it is none or too large to mean anything.
package func decimal(_ value: Double, digits: Int) -> String {
  var scale = 1
  for _ in 0..<digits { scale *= 10 }
  let scaled = (value * Double(scale)).rounded()
  guard scaled.isFinite, scaled.magnitude < 1e15 else { return "?" }
  let magnitude = Int(scaled.magnitude)
  let sign = scaled < 0 ? "-" : ""
  guard digits > 0 else { return sign + String(magnitude) }
  return sign + String(magnitude / scale) + "." + padded(magnitude % scale, digits)
}

/// Digits with zeros before them, at least `width` of them.
package func padded(_ value: Int, _ width: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
