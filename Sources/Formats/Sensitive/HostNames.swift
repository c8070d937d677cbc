/// A list of hosts, asked for the one that a name is or ends with behind a dot.
///
/// Nearly every line of some logs has an address in it: names are compared as bytes, at the dots alone.
struct HostNames: Sendable {
  /// The hosts of each length in bytes, one behind the other.
  private var byLength: [[UInt8]] = []

  /// - Parameter names: In lower case.
  init(_ names: [String]) {
    for name in names.map({ Array($0.utf8) }) {
      while byLength.count <= name.count { byLength.append([]) }
      byLength[name.count] += name
    }
  }

  /// Whether the host in `range` of the bytes, in whatever case, is one of the list.
  func contains(_ range: Range<Int>, in bytes: [UInt8]) -> Bool {
    guard range.count < byLength.count, !range.isEmpty else { return false }
    let hosts = byLength[range.count]
    return stride(from: 0, to: hosts.count, by: range.count).contains { start in
      range.indices.allSatisfy { hosts[start + $0 - range.lowerBound] == lowercased(bytes[$0]) }
    }
  }
}
