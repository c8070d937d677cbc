/// What a person needs to see of two texts that should be equal: the lines that were lost (-) and came (+), with their
/// numbers, the first thirty of them; nil where nothing differs.
func lineDifference(expected: String, actual: String) -> String? {
  guard expected != actual else { return nil }
  let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
  var changes = new.difference(from: old).map { change in
    switch change {
    case .remove(let line, let text, _): (line: line, order: 0, text: "- \(line + 1): \(text)")
    case .insert(let line, let text, _): (line: line, order: 1, text: "+ \(line + 1): \(text)")
    }
  }
  changes.sort { ($0.line, $0.order) < ($1.line, $1.order) }
  let shown = changes.prefix(30).map(\.text)
  let rest = changes.count > 30 ? ["… and \(changes.count - 30) more"] : []
  return (shown + rest).joined(separator: "\n")
}
