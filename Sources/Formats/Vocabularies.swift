internal import Evidence
public import Scan

/// The vocabularies that read a run's records, the specific ones first: the first that finds something in a record has
/// read it. Patterns that users add are asked before all others.
///
/// Made once for a run and shared by all its threads, with the scanners that search for the literals.
public final class Vocabularies: Sendable {
  /// Those of this library alone.
  public static let builtIn = Vocabularies(patterns: [])

  /// The patterns that users added, in the order in which they are asked.
  public let patterns: [Pattern]
  let all: [any Vocabulary]
  private let specific: [any Vocabulary]
  /// The only one that reads the other IDs of a record by itself.
  private let generic = CallFields()
  private let added: PatternVocabulary?

  /// The literals of all of them, in one list: those that are always looked at, then the common ones. One that has
  /// another in it is left out: wherever it stands, the other is found.
  public let literals: [Literal]
  private let firstCommon: Int
  private let ownersOfCommon: [Int]

  /// The scanners for the literals, made when they are first needed.
  let scanners: SharedScanners
  /// Those for binary traces.
  let traceScanners: SharedScanners

  /// The vocabularies of this library, and these patterns before them.
  public init(patterns: [Pattern]) {
    self.patterns = patterns
    added = patterns.isEmpty ? nil : PatternVocabulary(patterns)
    specific = Vocabularies.known
    all = [added].compactMap(\.self) + specific + [generic]
    let always = Vocabularies.alwaysPromising(all)
    firstCommon = always.count
    let common = all.enumerated().flatMap { owner, vocabulary in
      vocabulary.commonLiterals.map { (literal: $0, owner: owner) }
    }
    ownersOfCommon = common.map(\.owner)
    literals = always + common.map(\.literal)
    let literals = literals
    scanners = SharedScanners { literals }
    traceScanners = TraceSearch.scanners(literals)
  }

  private static let known: [any Vocabulary] = [
    ServiceLines(), HTTPLog(), CallingSDK(), UILibraryPatches(), MediaStatistics(), Errors(), BareIDLines(),
    PatternVocabulary(BuiltInPatterns.crashes), NativeExceptions(),
    PatternVocabulary(BuiltInPatterns.devices),
    Diagnostics(), SignallingRequests(),
  ]

  private static func alwaysPromising(_ vocabularies: [any Vocabulary]) -> [Literal] {
    var seen: Set<Literal> = []
    let all = (vocabularies.flatMap(\.literals) + Credentials.literals).filter {
      seen.insert($0).inserted
    }
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
  }

  private static func contains(_ part: [UInt8], in whole: [UInt8]) -> Bool {
    guard !part.isEmpty, part.count <= whole.count else { return false }
    return (0...whole.count - part.count).contains { start in
      (0..<part.count).allSatisfy { whole[start + $0] == part[$0] }
    }
  }

  /// Which of `all` the literal with this number in the list is a common one of; nil for a literal that always counts.
  func ownerOfCommon(_ literal: Int) -> Int? {
    literal < firstCommon ? nil : ownersOfCommon[literal - firstCommon]
  }

  /// Everything that one record says.
  func read(_ record: Record) -> ObservationSink {
    var sink = ObservationSink(record: record)
    if let added { added.read(record, into: &sink) }
    for vocabulary in specific where sink.isEmpty {
      vocabulary.read(record, into: &sink)
    }
    if sink.isEmpty {
      generic.read(record, into: &sink)
    } else if let first = sink.observations.first, first.identifiers.isEmpty {
      sink.attach(IdentifierFinder.find(in: record))
    }
    Credentials.note(in: record, into: &sink)
    return sink
  }
}
