internal import CSimdjson

/// The objects of a text of JSON, one behind the other, found with simdjson.
@safe
final class FastJSONObjects {
  private let handle: OpaquePointer?
  /// The text that was read last, with padding behind it.
  private var text: [UInt8] = []

  /// Bytes that `read` needs behind the text.
  static let padding = simdjson_objects_padding()

  init() {
    unsafe handle = simdjson_objects_create()
  }

  deinit {
    if let handle = unsafe handle { unsafe simdjson_objects_destroy(handle) }
  }

  /// An object of the text.
  struct Object {
    var range: Range<Int>
    fileprivate var firstMember: Int
    var memberCount: Int
    /// The same for objects with the same names in the same order; nil where there are too many kinds of them.
    var layout: Int?
  }

  /// Reads the part of a text that has `padding` bytes behind it. Gives how many objects there are; nil where it is
  /// anything but a sequence of objects, or no JSON that simdjson would take.
  ///
  /// Places of objects and members are those in the whole of `text`.
  func read(_ text: [UInt8], in range: Range<Int>) -> Int? {
    guard let handle = unsafe handle, range.lowerBound >= 0,
      range.upperBound <= text.count - FastJSONObjects.padding
    else { return nil }
    base = range.lowerBound
    self.text = text
    let count = unsafe text.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return -1 }
      return unsafe simdjson_objects_read(handle, start + range.lowerBound, range.count)
    }
    objectCount = max(count, 0)
    return count < 0 ? nil : count
  }

  private var base = 0
  private var objectCount = 0

  /// One of the objects that were read last.
  subscript(index: Int) -> Object {
    guard let handle = unsafe handle, index < objectCount, let first = unsafe simdjson_objects_first(handle)
    else { return Object(range: 0..<0, firstMember: 0, memberCount: 0, layout: nil) }
    let object = unsafe first[index]
    return Object(
      range: base + Int(object.start)..<base + Int(object.end), firstMember: Int(object.first_member),
      memberCount: Int(object.member_count), layout: object.layout < 0 ? nil : Int(object.layout))
  }

  /// Where the names of an object's members stand, without quotes.
  func names(of object: Object) -> [Range<Int>] {
    members(of: object) { base + Int($0.name_start) + 1..<base + Int($0.name_end) - 1 }
  }

  /// Where their values stand.
  func values(of object: Object) -> [Range<Int>] {
    members(of: object) { base + Int($0.start)..<base + Int($0.end) }
  }

  /// Where the value of one member stands.
  func value(_ member: Int, of object: Object) -> Range<Int> {
    guard let handle = unsafe handle, member < object.memberCount,
      let members = unsafe simdjson_objects_members(handle)
    else { return 0..<0 }
    let found = unsafe members[object.firstMember + member]
    return base + Int(found.start)..<base + Int(found.end)
  }

  private func members<T>(of object: Object, _ body: (simdjson_member) -> T) -> [T] {
    guard let handle = unsafe handle, let members = unsafe simdjson_objects_members(handle) else { return [] }
    var result: [T] = []
    result.reserveCapacity(object.memberCount)
    for index in object.firstMember..<object.firstMember + object.memberCount {
      result.append(body(unsafe members[index]))
    }
    return result
  }

  /// Measures objects from one on, as long as they have its layout; nil for those that are to be looked at more closely.
  func measure(from index: Int, _ media: ElementLayout.Media) -> [MediaMeasurement?] {
    guard let handle = unsafe handle, index < objectCount, media.named.count == self[index].memberCount,
      media.isDetail.count == media.named.count
    else { return [] }
    let most = min(objectCount - index, FastJSONObjects.mostMeasured)
    return unsafe text.withUnsafeBufferPointer { text in
      unsafe media.named.withUnsafeBufferPointer { named in
        unsafe media.isDetail.withUnsafeBufferPointer { isDetail in
          guard let text = text.baseAddress, let named = named.baseAddress,
            let isDetail = isDetail.baseAddress
          else { return [] }
          var measures = unsafe simdjson_measures(hashed: named, is_detail: isDetail, numbers: media.numbers)
          return unsafe withUnsafeTemporaryAllocation(of: simdjson_measurement.self, capacity: most) {
            results in
            guard let first = results.baseAddress else { return [] }
            let count = unsafe simdjson_objects_measure(handle, index, most, text + base, &measures, first)
            return (0..<count).map { unsafe MediaMeasurement(results[$0]) }
          }
        }
      }
    }
  }

  private static let mostMeasured = 256
}

/// 128 bits: different things have different hashes, as far as anyone will ever see.
struct WideHash: Hashable, Sendable {
  var high: UInt64
  var low: UInt64

  func hash(into hasher: inout Hasher) {
    hasher.combine(high)
  }
}
