import Evidence

/// Adds up what is listed, and compares it with the sums that the listing writes.
struct ListingSums {
  private struct Count {
    var files = 0
    var bytes = 0

    mutating func add(_ size: Int) {
      files += 1
      let (sum, overflows) = bytes.addingReportingOverflow(size)
      bytes = overflows ? .max : sum
    }
  }

  private var inFolder = Count()
  private var inAll = Count()
  /// Whether the sum of the folder is still to come.
  private var isOpen = false
  /// Whether the line before was a sum; what `dir` counts below its files is folders.
  private var isBehindSum = false

  /// A folder of `dir` begins.
  mutating func begin() {
    inFolder = Count()
    isOpen = true
    isBehindSum = false
  }

  /// A file is listed, or something that is counted as one.
  mutating func add(_ size: Int) {
    inFolder.add(size)
    inAll.add(size)
    isBehindSum = false
  }

  /// A line came that is no sum.
  mutating func pass() {
    isBehindSum = false
  }

  /// What a sum of `dir` says: that of a folder comes first below it; the one of all folders stands alone at the end.
  mutating func dirTotal(_ files: Int?, _ bytes: Int?, folder: String?, source: Source)
    -> DirectoryListing.Total?
  {
    if isOpen {
      isOpen = false
      isBehindSum = true
      return total(inFolder, files, bytes, folder: folder, source)
    }
    if isBehindSum {
      self = ListingSums()
      return nil
    }
    isBehindSum = true
    return total(inAll, files, bytes, folder: nil, source)
  }

  /// What the sum of an archive says; what follows is another one.
  mutating func archiveTotal(_ files: Int?, _ bytes: Int?, source: Source) -> DirectoryListing.Total {
    let total = total(inAll, files, bytes, folder: nil, source)
    self = ListingSums()
    return total
  }

  /// What the summary of `robocopy` says. All files are listed, or those that would be copied.
  mutating func robocopyTotal(_ total: Int, _ copied: Int, source: Source) -> DirectoryListing.Total {
    let written = inAll.files == total ? total : copied
    let result = self.total(inAll, written, nil, folder: nil, source)
    self = ListingSums()
    return result
  }

  private func total(_ count: Count, _ files: Int?, _ bytes: Int?, folder: String?, _ source: Source)
    -> DirectoryListing.Total
  {
    DirectoryListing.Total(
      folder: folder, writtenFiles: files, writtenBytes: bytes, countedFiles: count.files,
      countedBytes: count.bytes, source: source)
  }
}
