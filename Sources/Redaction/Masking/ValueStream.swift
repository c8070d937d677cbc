import Formats
import Intake

/// Text as it comes, cut into what is sensitive and what is not, whatever the pieces.
///
/// A window of it is searched at a time, with a kibibyte before and 16 KiB behind it, so that no value depends on where
/// windows begin; where a thread is to spare, the next is read meanwhile.
final class ValueStream {
  /// Takes the text in a range of the bytes, and a value that stands behind it; says whether it takes the value, which is
  /// text otherwise and comes with what follows.
  typealias Take = (_ text: Range<Int>, _ value: SensitiveValue?, _ bytes: [UInt8]) -> Bool

  /// A stretch of the text that is searched at once.
  private struct Window {
    var bytes: [UInt8]
    /// Where in the text it begins.
    var offset: Int
    /// Where in it the places begin that the next window is to be asked about.
    var limit = 0
  }

  private var cells: (any SensitiveCells)?
  private let search: ValueSearch
  /// The window that grows.
  private var next: Window
  /// Where in it begins what no window before has had.
  private var fresh: Int
  /// Those that are being searched, or were and are still to be given.
  private var searched: [Window] = []
  /// Memory for the window behind `next`.
  private var spare: [UInt8] = []
  /// How much of the text was given.
  private var given: Int
  /// Set where the text goes on with a value that was given and whose end has not come yet.
  private var openEnd: ValueEnding?

  private static let windowLength = 256 << 10
  /// So many that neither thread waits for the other where the system lets one of them wait for a core.
  private static let mostSearched = 3
  /// A record of a table that is longer is no longer held.
  private static let longestRecord = 4 << 20

  /// - Parameters:
  ///   - cells: What finds those of the tables in the text, if it has any.
  ///   - context: What stands before the text and only says what it is.
  init(
    _ finder: SensitiveFinder, cells: (any SensitiveCells)? = nil, context: [UInt8] = [],
    threads: SpareThreads = .none
  ) {
    self.cells = cells
    // Where a record of a table begins is known when the one before was given: nothing runs ahead.
    search = ValueSearch(finder, cells == nil ? threads : .none)
    next = Window(bytes: context, offset: 0)
    fresh = context.count
    given = context.count
  }

  /// Adds to the text, and gives what is known by now.
  func append(_ bytes: Span<UInt8>, _ take: Take) {
    unsafe bytes.withUnsafeBufferPointer { unsafe next.bytes.append(contentsOf: $0) }
    if next.bytes.count - fresh >= ValueStream.windowLength + SensitiveFinder.lookAhead {
      advance(isLast: false, take)
    }
  }

  /// Gives what is left; nothing comes after it.
  func finish(_ take: Take) {
    advance(isLast: true, take)
  }

  /// Has the next window searched and gives one before; itself, where the search does not go on meanwhile.
  private func advance(isLast: Bool, _ take: Take) {
    next.limit = isLast ? next.bytes.count : next.bytes.count - SensitiveFinder.lookAhead
    var inCells: [SensitiveValue] = []
    if cells != nil, passOpenValue(in: next) {
      let start = given - next.offset
      let end =
        cells?.find(in: next.bytes, from: start, isAtEnd: isLast, into: &inCells) ?? next.limit
      if !isLast, end == start, next.bytes.count - start < ValueStream.longestRecord { return }
      if end > start { next.limit = end }
    }
    let isAhead = search.begin(next.bytes, inCells)
    searched.append(next)
    beginNext(behind: next)
    let most = isAhead && !isLast ? ValueStream.mostSearched : 0
    while searched.count > most {
      var window = searched.removeFirst()
      give(window, search.values(), take)
      recycle(&window)
    }
  }

  /// In memory of its own, for what is searched stays as it is.
  private func beginNext(behind window: Window) {
    let kept = max(0, window.limit - SensitiveFinder.lookBehind)
    var bytes: [UInt8] = []
    swap(&bytes, &spare)
    bytes += window.bytes[kept...]
    next = Window(bytes: bytes, offset: window.offset + kept)
    fresh = window.limit - kept
  }

  private func recycle(_ window: inout Window) {
    swap(&window.bytes, &spare)
    spare.removeAll(keepingCapacity: true)
  }

  private func give(_ window: Window, _ values: [SensitiveValue], _ take: Take) {
    guard passOpenValue(in: window) else { return }
    // Names of columns say nothing of anybody.
    let header = (cells?.headerLength ?? 0) - window.offset
    var start = given - window.offset
    for value in values where value.range.lowerBound >= max(start, header) {
      guard value.range.lowerBound < window.limit else { break }
      guard take(start..<value.range.lowerBound, value, window.bytes) else { continue }
      start = value.range.upperBound
      guard let ending = value.ending else { continue }
      openEnd = ending
      given = window.offset + start
      guard passOpenValue(in: window) else { return }
      start = given - window.offset
    }
    if start < window.limit {
      _ = take(start..<window.limit, nil, window.bytes)
      start = window.limit
    }
    given = window.offset + start
  }

  /// Passes over what belongs to a value that was given before its end had come; false where that is all of the window.
  private func passOpenValue(in window: Window) -> Bool {
    guard let ending = openEnd else { return true }
    let start = given - window.offset
    // Backslashes before a quote count.
    let backslashes = window.bytes[..<start].reversed().prefix(16).prefix { $0 == UInt8(ascii: "\\") }.count
    guard let end = ending.end(in: window.bytes, from: start - backslashes) else {
      given = window.offset + window.bytes.count
      return false
    }
    openEnd = nil
    given = window.offset + end
    return true
  }
}
