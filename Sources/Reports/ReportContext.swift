import Calls

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
}
