/// Disjoint sets of the numbers 0 ..< count. The representative of a set is its smallest number, so that results do not
/// depend on the order of unions.
struct UnionFind {
  private var parent: [Int]

  /// Every number in a set of its own.
  init(count: Int) {
    parent = Array(0..<count)
  }

  /// The smallest number of the set.
  mutating func find(_ number: Int) -> Int {
    var number = number
    while parent[number] != number {
      parent[number] = parent[parent[number]]
      number = parent[number]
    }
    return number
  }

  /// Makes one set of two; false where they were one already.
  @discardableResult
  mutating func unite(_ first: Int, _ second: Int) -> Bool {
    let (first, second) = (find(first), find(second))
    guard first != second else { return false }
    parent[max(first, second)] = min(first, second)
    return true
  }
}
