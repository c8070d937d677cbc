import Evidence

/// Shows moments in the reader's zone: resolved ones converted, those of unknown zone as their writer's clock
/// had them and marked, those of unknown date as they were written.
struct Clock {
  let zone: DisplayZone

  /// The mark behind a time whose zone is not known.
  static let unknownZone = "zone?"

  /// What all these times are in: `Times in UTC`; where the zone or the date of none is known, that they stand as written.
  func caption(_ times: some Sequence<Moment>) -> String {
    var hasTimes = false
    var hasDates = false
    for time in times {
      if time.isUTC { return "Times in \(zone.name)" }
      hasTimes = true
      hasDates = hasDates || time.isPlaced
    }
    guard hasTimes else { return "Times in \(zone.name)" }
    return "Times as written; " + (hasDates ? "zone not known (--timezone sets it)" : "date not known")
  }

  /// `2024-01-16 06:26:52 UTC`; `2024-01-16 06:26:52 zone?`; the text of the log.
  func dateAndTime(_ moment: Moment, fractionDigits: Int = 0, showsZone: Bool = true) -> String {
    guard moment.isPlaced else { return moment.text }
    let reading = reading(moment)
    let text = "\(reading.date) \(reading.clockText(fractionDigits: fractionDigits))"
    if !moment.isUTC { return text + " " + Clock.unknownZone }
    return showsZone ? text + " " + zone.label(at: moment.instant) : text
  }

  /// `06:26:52.689`; `06:26:52.689?` where the zone is not known; the text of the log.
  func time(_ moment: Moment) -> String {
    guard moment.isPlaced else { return moment.text }
    return reading(moment).clockText(fractionDigits: 3) + (moment.isUTC ? "" : "?")
  }

  /// `2024-01-16`, with the zone where it is not UTC; nil where the date is not known.
  func day(_ moment: Moment) -> String? {
    guard moment.isPlaced else { return nil }
    let date = reading(moment).date.description
    if !moment.isUTC { return "\(date) (zone not known)" }
    return "\(date) \(zone.label(at: moment.instant))"
  }

  private func reading(_ moment: Moment) -> Instant {
    moment.isUTC ? zone.wallClock(at: moment.instant) : moment.instant
  }
}
