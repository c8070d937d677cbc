import Evidence
import Foundation
import Reports

/// The one place that knows time zones by name; Foundation carries their rules.
extension Zone {
  /// `UTC`, `±hh:mm` or an IANA name; nil for anything else.
  init?(named name: String) {
    if let seconds = Zone.fixedOffset(name) {
      self.init(name: name) { _ in seconds }
      return
    }
    guard name.contains("/") || ["GMT", "EST", "MST", "HST", "CET", "EET", "MET", "WET"].contains(name),
      let zone = TimeZone(identifier: name)
    else { return nil }
    self.init(name: name) { wall in
      // The offset depends on the moment, and the moment on the offset: one round settles it but for the hour
      // that a clock change repeats, where either answer is right.
      let guess = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(wall.nanoseconds) / 1e9))
      return zone.secondsFromGMT(
        for: Date(timeIntervalSince1970: Double(wall.nanoseconds) / 1e9 - Double(guess)))
    }
  }

  private static func fixedOffset(_ name: String) -> Int? {
    if ["UTC", "Z", "utc", "Etc/UTC"].contains(name) { return 0 }
    guard let sign = name.first, sign == "+" || sign == "-" else { return nil }
    let digits = name.dropFirst().filter { $0 != ":" }
    guard digits.count == 4, digits.allSatisfy(\.isASCII), let hours = Int(digits.prefix(2)),
      let minutes = Int(digits.suffix(2)), hours <= 14, minutes < 60
    else { return nil }
    let seconds = hours * 3600 + minutes * 60
    return sign == "-" ? -seconds : seconds
  }
}

extension DisplayZone {
  /// A zone to show times in; nil where the name means none.
  init?(named name: String) {
    guard let zone = Zone(named: name) else { return nil }
    guard let rules = TimeZone(identifier: name), name.contains("/") else {
      self.init(name: name) { zone.offset($0) }
      return
    }
    self.init(name: name) {
      rules.secondsFromGMT(for: Date(timeIntervalSince1970: Double($0.nanoseconds) / 1e9))
    }
  }
}
