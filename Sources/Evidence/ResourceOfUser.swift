extension Identifier {
  /// The immutable ID of the resource that issued a user's MRI, which is the first GUID of `8:acs:…_…`; nil for any other
  /// identifier.
  public var issuingResource: GUID? {
    guard kind == .userMRI else { return nil }
    return Identifier.issuingResource(ofMRI: value)
  }

  /// The same for an MRI alone.
  public static func issuingResource(ofMRI mri: String) -> GUID? {
    let text = mri.utf8
    for prefix in ["8:acs:", "8:gcch-acs:", "8:dod-acs:"] where mri.lowercased().hasPrefix(prefix) {
      let rest = text.dropFirst(prefix.utf8.count)
      guard rest.dropFirst(GUID.length).first == UInt8(ascii: "_") else { return nil }
      let id = GUID(ascii: Array(rest.prefix(GUID.length))[...])
      return id.flatMap { $0.isNil ? nil : $0 }
    }
    return nil
  }
}
