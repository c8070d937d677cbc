/// A packaged Windows application, by the folder of its data: `…\AppData\Local\Packages\<name>_<publisher hash>`.
public struct AppPackage: Hashable, Sendable, Comparable {
  /// The package's name: often a GUID, else `Contoso.Calling`.
  public var name: String
  /// 13 characters of base 32 (without i, l, o, u) that stand for the publisher.
  public var publisherHash: String

  /// The package family name: `Contoso.Calling_k2q8b5fxpmbf6`.
  public var familyName: String { "\(name)_\(publisherHash)" }

  /// Reads a family name; nil for anything else.
  public init?(familyName: String) {
    guard let separator = familyName.lastIndex(of: "_") else { return nil }
    name = String(familyName[..<separator])
    publisherHash = familyName[familyName.index(after: separator)...].lowercased()
    guard !name.isEmpty, publisherHash.utf8.count == 13,
      publisherHash.utf8.allSatisfy({ "0123456789abcdefghjkmnpqrstvwxyz".utf8.contains($0) })
    else { return nil }
  }

  /// The application that a path lies in, whatever its separators; nil where it is in none.
  public init?(path: String) {
    self.init(in: ListedPath(path).components)
  }

  /// The application that a path lies in: the component behind `Packages`.
  init?(in components: some Collection<Substring>) {
    var isBelowPackages = false
    for component in components {
      if isBelowPackages, let package = AppPackage(familyName: String(component)) {
        self = package
        return
      }
      isBelowPackages = component.lowercased() == "packages"
    }
    return nil
  }

  /// Whether this is the application that a user named: by its name, or its family name, in any case.
  public func isNamed(_ text: String) -> Bool {
    let text = text.lowercased()
    return name.lowercased() == text || familyName.lowercased() == text
  }

  /// By family name.
  public static func < (lhs: AppPackage, rhs: AppPackage) -> Bool { lhs.familyName < rhs.familyName }
}
