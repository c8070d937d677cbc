import Calls
import Evidence

/// Puts the rotated pieces of one log together: `console.log`, `console.log.1`, `console.log.2.gz`,
/// `console.1.log`.
enum RotatedLogs {
  /// One log for each artifact, or for each set of pieces; oldest piece first, by number.
  static func group(_ artifacts: [NumberedArtifact], apartFrom copies: Set<Int>) -> [LogEvidence] {
    var logs: [LogEvidence] = []
    var positions: [String: Int] = [:]
    var numbers: [[Int]] = []
    for artifact in artifacts {
      let piece = LogPiece(artifact: artifact.index, evidence: artifact.evidence)
      let (base, number) = rotation(of: artifact.evidence.artifact.path)
      if !copies.contains(artifact.index), let position = positions[base],
        !numbers[position].contains(number),
        logs[position].pieces[0].evidence.artifact.kind == artifact.evidence.artifact.kind
      {
        logs[position].pieces.append(piece)
        numbers[position].append(number)
        continue
      }
      if !copies.contains(artifact.index) { positions[base] = logs.count }
      logs.append(LogEvidence(pieces: [piece]))
      numbers.append([number])
    }
    for index in logs.indices where logs[index].pieces.count > 1 {
      let order = numbers[index].indices.sorted { numbers[index][$0] > numbers[index][$1] }
      logs[index].pieces = order.map { logs[index].pieces[$0] }
    }
    return logs
  }

  /// The name without its number, and the number; 0 is the piece that is still written to.
  static func rotation(of path: String) -> (base: String, number: Int) {
    var parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if let last = parts.last, ["gz", "bz2", "xz", "zst"].contains(last.lowercased()), parts.count > 2 {
      parts.removeLast()
    }
    if parts.count > 2, let number = rotationNumber(parts[parts.count - 1]) {
      parts.removeLast()
      return (parts.joined(separator: "."), number)
    }
    if parts.count > 2, let number = rotationNumber(parts[parts.count - 2]) {
      parts.remove(at: parts.count - 2)
      return (parts.joined(separator: "."), number)
    }
    return (parts.joined(separator: "."), 0)
  }

  /// Rotations are counted to a few hundred; longer numbers are dates and builds.
  private static func rotationNumber(_ text: String) -> Int? {
    guard text.count <= 3, let number = Int(text), number > 0, !text.hasPrefix("+") else { return nil }
    return number
  }
}
