internal import Evidence
import Scan

/// The vocabularies, the specific ones first: the first that finds something in a record has read it.
enum Vocabularies {
  static let all: [any Vocabulary] = specific + [generic]

  private static let specific: [any Vocabulary] = [
    ServiceLines(), CallingSDK(), UILibraryPatches(), MediaStatistics(), Errors(), NativeLines(),
    Diagnostics(),
    SignallingRequests(),
  ]

  /// The only one that reads the other IDs of a record by itself.
  private static let generic = CallFields()

  /// The literals of all of them, in one list: those that are always looked at, then the common ones. One that has
  /// another in it is left out: wherever it stands, the other is found.
  static let literals: [Literal] = alwaysPromising + common.map(\.literal)

  private static let alwaysPromising: [Literal] = {
    var seen: Set<Literal> = []
    let all = Vocabularies.all.flatMap(\.literals).filter { seen.insert($0).inserted }
    let folded = all.map { $0.text.utf8.map(lowercased) }
    return all.indices.filter { place in
      !all.indices.contains { other in
        guard other != place, all[other].ignoresCase, contains(folded[other], in: folded[place]) else {
          return false
        }
        // Of two that are found in the same places the first stays.
        return other < place || folded[other] != folded[place] || !all[place].ignoresCase
      }
    }.map { all[$0] }
  }()

  private static func contains(_ part: [UInt8], in whole: [UInt8]) -> Bool {
    guard !part.isEmpty, part.count <= whole.count else { return false }
    return (0...whole.count - part.count).contains { start in
      (0..<part.count).allSatisfy { whole[start + $0] == part[$0] }
    }
  }

  private static let common: [(literal: Literal, owner: Int)] = all.enumerated().flatMap {
    owner, vocabulary in
    vocabulary.commonLiterals.map { ($0, owner) }
  }

  /// Which of `all` the literal with this number in the list is a common one of; nil for a literal that always counts.
  static func ownerOfCommon(_ literal: Int) -> Int? {
    literal < alwaysPromising.count ? nil : common[literal - alwaysPromising.count].owner
  }

  /// Everything that one record says.
  static func read(_ record: Record) -> ObservationSink {
    var sink = ObservationSink(record: record)
    for vocabulary in specific where sink.isEmpty {
      vocabulary.read(record, into: &sink)
    }
    if sink.isEmpty {
      generic.read(record, into: &sink)
    } else if let first = sink.observations.first, first.identifiers.isEmpty {
      sink.attach(IdentifierFinder.find(in: record))
    }
    return sink
  }
}
