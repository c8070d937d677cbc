import Intake

/// A member of an archive, whose content is collected before it can be written: most archives tell its size first.
final class MemberLayer: Layer {
  private let member: PackedMember
  private let archive: ArchiveLayer
  private let run: RepackRun
  private var record: ArtifactRecord?
  private var becomesZip = false
  private var password: String?
  private var name: String?
  private var spool: Spool?

  init(_ member: PackedMember, of archive: ArchiveLayer, in run: RepackRun) {
    self.member = member
    self.archive = archive
    self.run = run
  }

  var outputPath: String { "\(archive.outputPath)!/\(name ?? "")" }

  func adopt(_ record: ArtifactRecord) {
    guard self.record == nil else { return }
    self.record = record
    // The first bytes have come, and no thread reads ahead yet.
    if member.entry.isEncrypted { password = member.password() }
  }

  func becomeZip() {
    becomesZip = true
  }

  func begin() throws(CannotKeep) {
    guard name == nil else { return }
    try archive.begin(member, password: password)
    let claimed = archive.claimName(of: member, changing: becomesZip ? nameOfZip : { $0 })
    if claimed.hasChanged { record?.note(NameTree.words) }
    name = claimed.path
    spool = run.folder.map(Spool.init)
  }

  func write(_ bytes: Span<UInt8>) {
    guard run.failure == nil, let spool else { return }
    if !spool.append(bytes) { run.fail(SystemWords.last) }
  }

  func finish() {
    guard let name, let spool else { return }
    self.spool = nil
    archive.add(
      WrittenMember(member, named: name, owner: run.policy.owner(for:)), content: spool, for: record)
  }
}
