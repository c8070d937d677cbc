import Intake

/// The file below the output folder that an input becomes.
final class FileLayer: Layer {
  private let input: Input
  private let run: RepackRun
  private var record: ArtifactRecord?
  private var isBegun = false
  private var becomesZip = false
  private var file: OutputFolder.NewFile?
  private(set) var outputPath = ""

  init(_ input: Input, in run: RepackRun) {
    self.input = input
    self.run = run
  }

  func adopt(_ record: ArtifactRecord) {
    if self.record == nil { self.record = record }
  }

  func becomeZip() {
    becomesZip = true
  }

  func begin() throws(CannotKeep) {
    guard !isBegun else { return }
    isBegun = true
    let name = run.names.claim(
      input.path.split(separator: "/").map(String.init), naming: run.policy.name(for:in:),
      changing: becomesZip ? nameOfZip : { $0 })
    if name.hasChanged { record?.note(NameTree.words) }
    outputPath = name.path
    guard let folder = run.folder else { return }
    file = folder.makeFile(name.components, foldersLike: input.folderFacts)
    if file == nil { run.fail(SystemWords.last) }
  }

  func write(_ bytes: Span<UInt8>) {
    guard run.failure == nil, let file else { return }
    if !file.file.write(bytes) { run.fail(SystemWords.last) }
  }

  func finish() {
    guard run.failure == nil, let file else { return discard() }
    self.file = nil
    if !file.complete(facts: input.facts) { run.fail(SystemWords.last) }
  }

  func discard() {
    file?.discard()
    file = nil
  }
}
