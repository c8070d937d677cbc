import Evidence
import Inventory

/// What is known of a file whose content is opaque, in lines.
enum ContentText {
  static func lines(of artifact: Artifact) -> [String] {
    var lines: [String] = []
    if let name = BlogName(
      FileName(artifact.path.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""))
    {
      let mark = name.isMarked ? ", marked s" : ""
      lines.append("name: stem \(name.stem), index \(name.index), number \(name.number)\(mark)")
    }
    if let trace = artifact.trace { lines += TraceText.lines(of: trace) }
    if let content = artifact.content {
      lines.append(
        "entropy \(decimal(content.entropy, digits: 2)) bits a byte; blocks of \(ContentFacts.blockSize >> 10) KiB from "
          + "\(decimal(content.lowestBlockEntropy, digits: 2)) to \(decimal(content.highestBlockEntropy, digits: 2))"
      )
    }
    if let digest = artifact.sha256 { lines.append("SHA-256 \(digest)") }
    return lines
  }
}
