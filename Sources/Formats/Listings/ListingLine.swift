import Evidence

/// A file as one line or block of a listing names it, before its folder is known.
struct FoundFile {
  var form: DirectoryListing.Form
  var path: String
  var size: ClosedRange<Int>?
  var modified: WrittenTime?
  var digest: ListedFile.Digest?
  var isPathIncomplete = false
}

/// What a line of a listing is.
enum ListingLine {
  case file(FoundFile)
  /// A folder, a link or a stream; some are counted as files in sums.
  case noFile(DirectoryListing.Form, countsAsFile: Bool = false)
  /// What follows is in this folder.
  case folder(DirectoryListing.Form, String)
  /// A sum as written.
  case sum(DirectoryListing.Form, files: Int?, bytes: Int?)
  /// A heading, a rule, a serial number: part of a listing's form.
  case frame
}
