internal import Evidence
import Scan

/// The vocabularies, the specific ones first: the first that finds something in a record has read it.
enum Vocabularies {
  static let all: [any Vocabulary] = specific + [generic]

  private static let specific: [any Vocabulary] = [
    CallingSDK(), UILibraryPatches(), MediaStatistics(), Errors(), NativeLines(), Diagnostics(),
    SignallingRequests(),
  ]

  /// The only one that reads the other IDs of a record by itself.
  private static let generic = CallFields()

  /// The literals of all of them, in one list.
  static let literals: [Literal] = {
    var seen: Set<Literal> = []
    return all.flatMap(\.literals).filter { seen.insert($0).inserted }
  }()

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
