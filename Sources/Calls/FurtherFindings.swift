extension Analysis {
  /// Adds what other parts of the analysis found, each finding at its place: by severity, what concerns no call first and
  /// by kind, then what concerns calls, behind what is known of them already.
  public mutating func add(_ further: [Finding]) {
    guard !further.isEmpty else { return }
    let general = inOrder((findings + further).filter { $0.callKey == nil }, keys: [])
    let ofCalls = (findings + further).filter { $0.callKey != nil }
    findings = Finding.Severity.allCases.reversed().flatMap { severity in
      general.filter { $0.severity == severity } + ofCalls.filter { $0.severity == severity }
    }
  }
}
