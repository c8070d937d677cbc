import Evidence
import Intake

/// An archive that is written anew, member by member.
final class ArchiveLayer {
  private let format: ContentFormat.ArchiveFormat
  private let record: ArtifactRecord
  private let below: any Layer
  private let run: RepackRun
  private let names = NameTree()
  private var isBegun = false
  private var writer: ArchiveWriter?
  private var encryption = Encryption.undecided
  /// Members without content, which say nothing about encryption, until one comes that does.
  private var waiting: [WrittenMember] = []

  /// libarchive encrypts all members of a zip or none, with one password.
  private enum Encryption {
    case undecided
    case none
    case password(String)
  }

  init(
    _ format: ContentFormat.ArchiveFormat, _ record: ArtifactRecord, over below: any Layer, in run: RepackRun
  ) {
    self.format = format
    self.record = record
    self.below = below
    self.run = run
    if format == .cabinet {
      below.becomeZip()
      record.note("the cabinet becomes a zip: cabinets cannot be written")
    }
  }

  var outputPath: String { below.outputPath }

  /// Called before a member is begun, which has content that `password` opened, nil where it is not encrypted.
  func begin(_ member: PackedMember, password: String?) throws(CannotKeep) {
    if member.entry.isEncrypted {
      guard format == .zip, let password else {
        throw CannotKeep(reason: "it is encrypted, and cannot be encrypted again")
      }
      switch encryption {
      case .undecided: encryption = .password(password)
      case .none:
        throw CannotKeep(
          reason: "it is encrypted, and cannot be encrypted again behind members that are not")
      case .password(let other) where other != password:
        throw CannotKeep(reason: "it is encrypted with another password than the members before it")
      case .password: break
      }
    }
    try begin()
  }

  private func begin() throws(CannotKeep) {
    guard !isBegun else { return }
    try below.begin()
    isBegun = true
    record.outputPath = below.outputPath
  }

  func claimName(of member: PackedMember, changing: (String) -> String) -> NameTree.Name {
    names.claim(components(of: member), naming: run.policy.name(for:in:), changing: changing)
  }

  func addFolder(_ member: PackedMember) {
    do throws(CannotKeep) {
      try begin()
    } catch {
      return
    }
    let name = names.folder(components(of: member), naming: run.policy.name(for:in:))
    add(WrittenMember(member, named: name.path, owner: run.policy.owner(for:)), content: nil, for: record)
  }

  private func components(of member: PackedMember) -> [String] {
    member.name.split(separator: "/").map(String.init)
  }

  /// Writes a member whose content is complete; nil for a folder.
  func add(_ member: WrittenMember, content: Spool?, for record: ArtifactRecord?) {
    guard run.folder != nil, run.failure == nil else { return }
    if case .undecided = encryption {
      guard let content, content.count > 0 else { return waiting.append(member) }
      encryption = .none
    }
    if case .password = encryption, !member.isEncrypted, let content, content.count > 0 {
      record?.note("it was not encrypted, and is now, as the members before it")
    }
    addWaiting()
    write(member, content: content, for: record)
  }

  private func addWaiting() {
    let members = waiting
    waiting = []
    for member in members { write(member, content: nil, for: nil) }
  }

  private func write(_ member: WrittenMember, content: Spool?, for record: ArtifactRecord?) {
    guard run.failure == nil, let writer = openedWriter(tarVariant: member.tarVariant) else { return }
    switch writer.add(member, content: content) {
    case .written: break
    case .refused(let words): record?.leaveOut("it cannot be written into the archive: \(words)")
    case .failed(let words): run.fail(words)
    }
  }

  private func openedWriter(tarVariant: ArchiveEntry.TarVariant) -> ArchiveWriter? {
    if let writer { return writer }
    var password: String?
    if case .password(let known) = encryption { password = known }
    guard let opened = ArchiveWriter(.container(format, tarVariant, password: password)) else {
      run.fail("the installed libarchive cannot write an archive of this kind")
      return nil
    }
    writer = opened
    let isBegun = opened.begin { [below, run] bytes in
      below.write(bytes)
      return run.failure == nil
    }
    if !isBegun { run.fail(opened.lastError) }
    return opened
  }

  /// Ends the archive, of which everything was read.
  func finish() {
    if !isBegun {
      if let problem = record.artifact.problems.first(where: \.losesInput) {
        return record.leaveOut("nothing of it could be read: \(problem.detail)")
      }
      do throws(CannotKeep) {
        try begin()
      } catch {
        return record.leaveOut(error.reason)
      }
    }
    guard run.folder != nil, run.failure == nil else { return }
    addWaiting()
    guard let writer = openedWriter(tarVariant: .ustar), run.failure == nil else { return }
    if !writer.finish() { run.fail(writer.lastError) }
  }
}
