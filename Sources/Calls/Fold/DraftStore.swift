internal import Evidence

/// The drafts of a log's fragments. Those that were touched lately are at hand; the others, of which there may be millions,
/// are kept packed until more is said of their calls.
struct DraftStore {
  private var awake: [FragmentDraft] = []
  /// Parallel to `awake`: the number of the draft, and whether it was touched since the hand last passed.
  private var numbers: [Int] = []
  private var touched: [Bool] = []
  /// The draft that is put to sleep next, unless it was touched.
  private var hand = 0
  private var asleep = PackedList<FragmentDraft>(blockSize: 1)
  /// Where each draft is: its place in `asleep`, or the complement of its place in `awake`.
  private var places: [Int32] = []

  private static let mostAwake = 1024

  var count: Int { places.count }

  var indices: Range<Int> { places.indices }

  subscript(number: Int) -> FragmentDraft {
    let place = Int(places[number])
    return place < 0 ? awake[~place] : asleep[place]
  }

  mutating func append(_ draft: FragmentDraft) {
    places.append(0)
    put(draft, places.count - 1)
  }

  /// Changes a draft where it is: a setter would copy the lists of the draft each time that one of them grows.
  mutating func update(_ number: Int, _ change: (inout FragmentDraft) -> Void) {
    let place = Int(places[number])
    if place >= 0 { put(asleep[place], number) }
    let slot = ~Int(places[number])
    touched[slot] = true
    change(&awake[slot])
  }

  private mutating func put(_ draft: FragmentDraft, _ number: Int) {
    let slot: Int
    if awake.count < DraftStore.mostAwake {
      slot = awake.count
      awake.append(draft)
      numbers.append(number)
      touched.append(true)
    } else {
      slot = emptySlot()
      awake[slot] = draft
      numbers[slot] = number
      touched[slot] = true
    }
    places[number] = ~Int32(truncatingIfNeeded: slot)
  }

  /// Puts a draft to sleep that was not touched for long, and gives its place.
  private mutating func emptySlot() -> Int {
    while touched[hand] {
      touched[hand] = false
      hand = (hand + 1) % awake.count
    }
    let slot = hand
    hand = (hand + 1) % awake.count
    places[numbers[slot]] = Int32(truncatingIfNeeded: asleep.count)
    asleep.append(awake[slot])
    if asleep.count > 2 * places.count + DraftStore.mostAwake { forgetWoken() }
    return slot
  }

  /// Drafts that were woken are still in the list as they were.
  private mutating func forgetWoken() {
    var kept = PackedList<FragmentDraft>(blockSize: 1)
    for number in places.indices where places[number] >= 0 {
      kept.append(asleep[Int(places[number])])
      places[number] = Int32(truncatingIfNeeded: kept.count - 1)
    }
    asleep = kept
  }
}
