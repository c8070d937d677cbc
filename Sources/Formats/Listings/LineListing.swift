import Evidence

/// Reads the lines of listings of any form, one form after the other where a manifest has several.
struct LineListing {
  /// How many lines were what; blank ones are not counted.
  struct Tally {
    /// Lines that name something; of these, those that are nothing but a path.
    var listed = 0
    var bare = 0
    /// Headings, sums and rules.
    var frame = 0
    var other = 0
  }

  private(set) var collector = ListingCollector()
  private(set) var tally = Tally()
  /// Whether robocopy's banner was met.
  private(set) var isRobocopy = false

  private var dir = DirLines()
  private var tree: TreeLines?
  private var block = PropertyBlock()
  private var sums = ListingSums()
  private var folder: (form: DirectoryListing.Form, path: String)?
  /// A file whose line may go on in the next, or be the root of a drawing.
  private var held: Held?
  /// A line that ends with a colon: the heading of a folder, or of a digest.
  private var label: [UInt8]?
  /// Whether the last line was a heading that may go on.
  private var isBehindLongHeading = false
  private var isBehindSerial = false
  /// Whether a rule was met, below which archives list.
  private var hasRule = false
  private var isWhere = false
  private var summaryRows = 0

  private struct Held {
    var file: FoundFile
    var line: [UInt8]
    /// Characters of the last of the lines that it was joined from.
    var width: Int
    var source: Source
  }

  /// Longer lines are none of a listing.
  private static let longestLine = 40 << 10
  /// Lines that wrap are joined to no more than this.
  private static let longestJoined = 4096
  /// Consoles are so wide, and their lines wrap there.
  private static let consoleWidths: Set<Int> = [80, 100, 120]
  private static let longHeading = 70

  /// Takes the next line, in UTF-8 and without its line break.
  mutating func take(_ line: [UInt8], source: Source) {
    guard line.count <= LineListing.longestLine, line.contains(where: { !$0.isBlank }) else {
      if line.count > LineListing.longestLine { tally.other += 1 }
      return endParagraph()
    }
    if takeDrawing(line, source) || takeBlock(line, source) { return }
    if let command = CommandEcho.command(line) { return begin(command) }
    if takeDigest(line) { return }
    let mayContinueHeading = isBehindLongHeading
    isBehindLongHeading = false
    if let read = classify(line) {
      release()
      return take(read, line, source)
    }
    if takeContinuation(line, mayContinueHeading) { return }
    release()
    sums.pass()
    if line.withoutTrailingBlanks.last == .colon {
      releaseLabel()
      label = line
      labelSource = source
    } else if takeFrame(line, source) {
      tally.frame += 1
    } else {
      releaseLabel()
      tally.other += 1
    }
  }

  private var labelSource: Source?

  /// Ends the listing.
  mutating func finish() -> (DirectoryListing, ClockEvidence, [Problem]) {
    endParagraph()
    releaseLabel()
    let (listing, problems) = collector.finish()
    return (listing, collector.clocks, problems)
  }

  // MARK: What a line is

  /// The cheapest questions, and those with the clearest answers, first.
  private mutating func classify(_ line: [UInt8]) -> ListingLine? {
    if line.contains(UInt8(ascii: "\t")), let read = RobocopyLines.read(line) { return read }
    if let read = UnixLines.read(line) ?? ArchiveLines.sevenZip(line) { return read }
    if hasRule, let read = ArchiveLines.unzip(line) { return read }
    if let read = PathLines.read(line) ?? dir.read(line, isInFolder: folder?.form == .dir) { return read }
    if let read = PowerShellTable.read(line) ?? ChecksumLines.read(line) { return read }
    if let path = DirLines.heading(line) { return .folder(.dir, path) }
    if let path = PowerShellTable.heading(line) { return .folder(.formatTable, path) }
    return PathLines.unix(line)
  }

  private mutating func take(_ read: ListingLine, _ line: [UInt8], _ source: Source) {
    switch read {
    case .file(var file):
      useLabel(for: file.form)
      tally.listed += 1
      if file.form == .pathList {
        tally.bare += 1
        if isWhere { file.form = .where }
      }
      held = Held(file: file, line: line, width: LineListing.width(line), source: source)
    case .noFile(let form, let counts):
      useLabel(for: form)
      tally.listed += 1
      collector.note(form)
      counts ? sums.add(0) : sums.pass()
    case .folder(let form, let path):
      releaseLabel()
      tally.frame += 1
      folder = (form, path)
      // What only looks like a heading is no form; what it heads will tell.
      if form == .dir { sums.begin() } else { sums.pass() }
      isBehindLongHeading = form == .formatTable && LineListing.width(line) >= LineListing.longHeading
    case .sum(let form, let files, let bytes):
      tally.frame += 1
      if form == .dir {
        let total = sums.dirTotal(files, bytes, folder: folder?.path, source: source)
        if let total { collector.check(total) }
      } else {
        collector.check(sums.archiveTotal(files, bytes, source: source))
        hasRule = false
      }
    case .frame:
      tally.frame += 1
      sums.pass()
      if PowerShellTable.isRule(line) { hasRule = true }
    }
  }

  private static func width(_ line: [UInt8]) -> Int {
    line.count { $0 & 0xc0 != 0x80 }
  }

  /// Lines that no list is made of, but that stand in some.
  private mutating func takeFrame(_ line: [UInt8], _ source: Source) -> Bool {
    if UnixLines.isBlockCount(line) {
      useLabel(for: .ls)
      return true
    }
    releaseLabel()
    if RobocopyLines.isBanner(line) {
      isRobocopy = true
      sums = ListingSums()
      summaryRows = 0
      collector.note(.robocopy)
      return true
    }
    if isRobocopy, takeRobocopyFrame(line, source) { return true }
    if PowerShellTable.isRule(line) {
      hasRule = true
      return true
    }
    isBehindSerial = LineListing.endsWithSerial(line)
    if isBehindSerial { return true }
    let cursor = ByteCursor(line)
    return cursor.startsWith("CertUtil:") || cursor.startsWith("Archive:")
      || hasRule && firstIndex(of: " = ", in: cursor) != nil
  }

  private mutating func takeRobocopyFrame(_ line: [UInt8], _ source: Source) -> Bool {
    if RobocopyLines.isProgress(line) { return true }
    if let row = RobocopyLines.summary(line) {
      summaryRows += 1
      // Folders come before files, bytes behind them.
      if summaryRows == 2 {
        collector.check(sums.robocopyTotal(row.total, row.copied, source: source))
      }
      return true
    }
    guard let colon = line.firstIndex(of: .colon), line.contains(where: { isOne($0, of: "*?") }) else {
      return false
    }
    let value = line[(colon + 1)...]
    // The options repeat the patterns, among switches.
    if !value.contains(ListingPath.slash) { collector.notePatterns(CommandEcho.patterns(in: value)) }
    return true
  }

  /// `Volume Serial Number is 71A1-6FA1`, in any language. A GUID, which logs are full of, has more behind its dashes.
  private static func endsWithSerial(_ line: [UInt8]) -> Bool {
    guard let dash = line.lastIndex(of: .minus), dash >= 5, (5...32).contains(line.count - dash) else {
      return false
    }
    let behind = line[(dash + 5)...].first
    return isPartOfSerial(line[(dash - 4)..<dash]) && isPartOfSerial(line[(dash + 1)..<(dash + 5)])
      && !isWordByte(line[dash - 5]) && line[dash - 5] != .minus && !(behind.map(isWordByte) ?? false)
  }

  private static func isPartOfSerial(_ digits: ArraySlice<UInt8>) -> Bool {
    digits.allSatisfy(isHexDigit)
  }
}

// MARK: - What several lines make

extension LineListing {
  /// A command was echoed: what follows is a listing of its own.
  private mutating func begin(_ command: ArraySlice<UInt8>) {
    endParagraph()
    releaseLabel()
    tally.frame += 1
    tree = nil
    folder = nil
    hasRule = false
    sums = ListingSums()
    let name = command.drop(while: \.isBlank).prefix { isWordByte($0) }.map(lowercased)
    isWhere = name == Array("where".utf8)
    collector.notePatterns(CommandEcho.patterns(in: command))
  }

  private mutating func endParagraph() {
    release()
    flushBlock()
    sums.pass()
    isBehindLongHeading = false
  }

  /// Gives the file of the line before, which does not go on.
  private mutating func release() {
    guard let held else { return }
    self.held = nil
    var file = held.file
    if let folder, folder.form == file.form { file.path = ListingPath.joined(folder.path, file.path) }
    if case .pathList = file.form {} else { sums.add(file.size?.lowerBound ?? 0) }
    collector.add(file, source: held.source)
  }

  /// A label that nothing followed to explain it.
  private mutating func releaseLabel() {
    guard let label else { return }
    self.label = nil
    if ListingPath.begins(label) { tally.frame += 1 } else { tally.other += 1 }
  }

  /// The label was the heading of a folder, if this is what stands below one.
  private mutating func useLabel(for form: DirectoryListing.Form) {
    guard form == .ls, let label else { return releaseLabel() }
    self.label = nil
    tally.frame += 1
    folder = (.ls, decodedText(label.withoutTrailingBlanks.dropLast()))
  }

  private mutating func takeDigest(_ line: [UInt8]) -> Bool {
    guard let label, let source = labelSource, let digest = ChecksumLines.bareDigest(line),
      let file = ChecksumLines.certutilFile(label, digest: digest)
    else { return false }
    self.label = nil
    release()
    tally.listed += 2
    collector.add(file, source: source)
    return true
  }

  private mutating func takeContinuation(_ line: [UInt8], _ mayContinueHeading: Bool) -> Bool {
    if mayContinueHeading, let folder {
      isBehindLongHeading =
        LineListing.width(line) >= LineListing.longHeading
        && folder.path.utf8.count < LineListing.longestJoined
      self.folder = (
        folder.form, folder.path + decodedText(line.withoutTrailingBlanks.drop(while: \.isBlank))
      )
      tally.frame += 1
      return true
    }
    guard let held, LineListing.consoleWidths.contains(held.width),
      held.line.count + line.count <= LineListing.longestJoined
    else { return false }
    let joined = held.line + line
    guard case .file(var file) = classify(joined), file.form == held.file.form || isWhere else {
      return false
    }
    file.form = held.file.form
    self.held = Held(file: file, line: joined, width: LineListing.width(line), source: held.source)
    tally.frame += 1
    return true
  }

  private mutating func takeBlock(_ line: [UInt8], _ source: Source) -> Bool {
    switch block.take(line, source: source) {
    case .taken: break
    case .begins:
      flushBlock()
      _ = block.take(line, source: source)
    case .none:
      flushBlock()
      return false
    }
    release()
    releaseLabel()
    tally.frame += 1
    return true
  }

  private mutating func flushBlock() {
    guard let source = block.source else { return }
    let object = block.object
    block = PropertyBlock()
    guard object.isListed else { return }
    tally.listed += 1
    collector.note(.formatList)
    let heading = folder?.form == .formatTable ? folder?.path : nil
    if let file = object.file(.formatList, folder: heading) { collector.add(file, source: source) }
  }

  private mutating func takeDrawing(_ line: [UInt8], _ source: Source) -> Bool {
    if tree == nil {
      if TreeLines.isRoot(line) {
        release()
        tally.frame += 1
        tree = TreeLines(root: decodedText(line.withoutTrailingBlanks))
        return true
      }
      let isIndented = isBehindSerial && line.starts(with: repeatElement(.space, count: 4))
      guard let root = held?.file, root.form == .pathList, TreeLines.isDrawn(line) || isIndented else {
        return false
      }
      held = nil
      tally.listed -= 1
      tally.bare -= 1
      tally.frame += 1
      tree = TreeLines(root: root.path)
    }
    isBehindSerial = false
    switch tree?.read(line) {
    case .file(let path):
      tally.listed += 1
      collector.add(FoundFile(form: .tree, path: path), source: source)
    case .folder:
      tally.listed += 1
      collector.note(.tree)
    case .nothing: tally.frame += 1
    case nil:
      tree = nil
      return false
    }
    return true
  }
}
