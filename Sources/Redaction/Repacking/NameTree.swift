/// The names that are taken in a folder or an archive, so that two that are masked alike stay two.
final class NameTree {
  /// A name in the output.
  struct Name {
    var components: [String] = []
    /// Whether a number was added to tell it from another.
    var hasChanged = false

    var path: String { components.joined(separator: "/") }
  }

  /// What is said where a number was added.
  static let words = "its masked name is that of another, so a number was added"

  /// Masks a component in a folder of some name.
  typealias Naming = (_ component: String, _ parent: String?) -> String

  private var folders: [String: (name: Name, tree: NameTree)] = [:]
  /// Each name that is taken, with the next number for it.
  private var taken: [String: Int] = [:]

  /// Takes a name for a file. `naming` masks one component; `changing` is applied to the last one after that.
  func claim(
    _ original: [String], naming: Naming, changing: (String) -> String = { $0 }
  ) -> Name {
    guard let last = original.last else { return Name(components: ["unnamed"]) }
    var (name, tree) = find(original.dropLast(), naming: naming)
    let (component, isNumbered) = tree.take(
      SafeName.component(changing(naming(last, original.dropLast().last))))
    name.components.append(component)
    name.hasChanged = name.hasChanged || isNumbered
    return name
  }

  /// The name of a folder, the same whenever it is asked for.
  func folder(_ original: [String], naming: Naming) -> Name {
    find(original[...], naming: naming).name
  }

  private func find(_ original: ArraySlice<String>, naming: Naming) -> (
    name: Name, tree: NameTree
  ) {
    var name = Name()
    var tree = self
    var parent: String?
    for component in original {
      let (own, below) = tree.folder(component, in: parent, naming: naming)
      parent = component
      name.components += own.components
      name.hasChanged = name.hasChanged || own.hasChanged
      tree = below
    }
    return (name, tree)
  }

  private func folder(_ original: String, in parent: String?, naming: Naming) -> (name: Name, tree: NameTree)
  {
    if let known = folders[original] { return known }
    let (component, isNumbered) = take(SafeName.component(naming(original, parent)))
    let made = (name: Name(components: [component], hasChanged: isNumbered), tree: NameTree())
    folders[original] = made
    return made
  }

  private func take(_ wanted: String) -> (name: String, isNumbered: Bool) {
    guard var number = taken[wanted] else {
      taken[wanted] = 2
      return (wanted, false)
    }
    var name = SafeName.adding(number, to: wanted)
    while taken[name] != nil {
      number += 1
      name = SafeName.adding(number, to: wanted)
    }
    taken[wanted] = number + 1
    taken[name] = 2
    return (name, true)
  }
}

/// Names that every file system takes and no reader is misled by.
enum SafeName {
  /// Leaves room, within the 255 bytes that file systems allow, for a number and an ending.
  private static let longest = 200

  /// One component of a path, whatever a policy made of it.
  static func component(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0..<0x20, 0x7f..<0xa0, 0x2028...0x202e, 0x2066...0x2069, 0x200e, 0x200f, 0x2f, 0x5c:
        scalars.append("_")
      default: scalars.append(scalar)
      }
    }
    let name = cut(String(scalars))
    return name.isEmpty || name == "." || name == ".." ? "_" : name
  }

  /// `a.log.gz` becomes `a-2.log.gz`, so that endings still say what it is.
  static func adding(_ number: Int, to name: String) -> String {
    guard let dot = name.dropFirst().firstIndex(of: ".") else { return "\(name)-\(number)" }
    return "\(name[..<dot])-\(number)\(name[dot...])"
  }

  private static func cut(_ name: String) -> String {
    guard name.utf8.count > longest else { return name }
    var ending = ""
    if let dot = name.lastIndex(of: "."), name[dot...].utf8.count <= 16 { ending = String(name[dot...]) }
    var kept = String.UnicodeScalarView()
    var room = longest - ending.utf8.count
    for scalar in name.unicodeScalars {
      room -= UTF8.width(scalar)
      if room < 0 { break }
      kept.append(scalar)
    }
    return String(kept) + ending
  }
}
