import Calls
import Evidence

/// What all parts of a text report share, made once for each analysis.
struct ReportContext {
  let analysis: Analysis
  let style: ReportStyle
  let names: SourceNames
  let clock: Clock
  let findingsByCall: [String: [Finding]]

  init(_ analysis: Analysis, style: ReportStyle) {
    self.analysis = analysis
    self.style = style
    names = SourceNames(analysis.artifacts)
    clock = Clock(zone: style.zone)
    findingsByCall = Dictionary(grouping: analysis.findings.filter { $0.callKey != nil }) { $0.callKey ?? "" }
  }

  /// A heading above calls that says what their times are in.
  func heading(_ text: String) -> String {
    "\(text). \(clock.caption(analysis.calls.lazy.flatMap(\.shownTimes)))"
  }
}

extension Call {
  /// Every time that a report shows of it.
  var shownTimes: some Sequence<Moment> {
    let own = [startTime, connectedTime, endTime].compactMap(\.self)
    return [own, states.compactMap(\.time), timeline.compactMap(\.time)].joined()
  }
}
