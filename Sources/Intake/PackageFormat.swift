import Evidence

/// A document or recording that is a zip inside, told by the names of its members.
enum PackageFormat: CaseIterable {
  case officeDocument
  case fiddlerRecording

  /// The one that has a member of this name; nil where the name tells nothing.
  init?(memberName: String) {
    guard let format = PackageFormat.allCases.first(where: { $0.member == memberName }) else { return nil }
    self = format
  }

  /// ECMA-376 part 2, 7.3.7, and what Fiddler writes.
  private var member: String {
    switch self {
    case .officeDocument: "[Content_Types].xml"
    case .fiddlerRecording: "_index.htm"
    }
  }

  /// What it is, and the way to something readable. Its members are read as they are.
  var problem: Problem {
    switch self {
    case .officeDocument:
      Problem(
        .skipped,
        "an Office document (.xlsx, .docx), whose parts were searched as text and not read as rows; "
          + "to CSV: libreoffice --headless --convert-to csv FILE.xlsx")
    case .fiddlerRecording:
      Problem(
        .skipped,
        "a recording of Fiddler (.saz), whose parts were searched as text and not paired; "
          + "in Fiddler: File, Export Sessions, HTTPArchive, and attach the .har")
    }
  }
}
