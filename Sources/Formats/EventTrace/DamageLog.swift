import Evidence

/// What was wrong with an artifact: the first places one by one, the rest counted.
struct DamageLog {
  private var listed: [Problem] = []
  private var unlisted = 0

  /// Problems that are listed; a reader of the report needs no more to see what is wrong.
  private static let mostListed = 20

  mutating func note(_ kind: Problem.Kind, _ detail: String, offset: Int? = nil) {
    if listed.count < DamageLog.mostListed {
      listed.append(Problem(kind, detail, offset: offset))
    } else {
      unlisted += 1
    }
  }

  /// Everything, in the order in which it was noted.
  var problems: [Problem] {
    guard unlisted > 0 else { return listed }
    return listed + [Problem(.corrupt, "\(unlisted) more damaged places were passed over")]
  }
}
