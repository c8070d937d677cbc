import Intake

/// One layer of packing that is made anew around content: a file, a compressed stream, a member of an archive.
///
/// Nothing is made before something is known to go in, so that what is left out takes its packing with it.
protocol Layer: AnyObject {
  /// Makes this layer and those around it, unless that was done. To be called before `write`.
  func begin() throws(CannotKeep)

  /// The path in the output; known once begun.
  var outputPath: String { get }

  func write(_ bytes: Span<UInt8>)

  /// Ends what was begun; nothing where nothing was.
  func finish()

  /// Takes note of what goes in, the outermost artifact first.
  func adopt(_ record: ArtifactRecord)

  /// The content becomes a zip, which the name is to say.
  func becomeZip()
}

/// Why something cannot be packed as it was and is left out therefore.
struct CannotKeep: Error {
  let reason: String
}

/// The name of something whose content became a zip: `x.cab.zip`, and `x.cab.zip.gz` where that is compressed.
func nameOfZip(_ name: String) -> String {
  for ending in [".gz", ".xz", ".zst", ".bz2"] where name.hasSuffix(ending) {
    return "\(name.dropLast(ending.count)).zip\(ending)"
  }
  return name + ".zip"
}
