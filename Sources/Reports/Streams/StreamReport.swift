public import Calls
import Evidence

/// A report for programs that is written call by call, so that no more than one call's text is held.
public struct StreamReport {
  let head: String
  /// The text of a call, whose place in the analysis counts from 0.
  let call: (Int, Call) -> String
  /// The text of what happened outside calls.
  let outside: ([TimelineEvent]) -> String
  let tail: String

  init(
    head: String = "", call: @escaping (Int, Call) -> String,
    outside: @escaping ([TimelineEvent]) -> String = { _ in "" }, tail: String = ""
  ) {
    self.head = head
    self.call = call
    self.outside = outside
    self.tail = tail
  }

  /// Piece by piece to a sink that may end the writing.
  public func write<Failure: Error>(
    _ analysis: Analysis, to sink: (String) throws(Failure) -> Void
  ) throws(Failure) {
    try sink(head)
    for (index, next) in analysis.calls.enumerated() { try sink(call(index, next)) }
    if !analysis.outsideCalls.isEmpty { try sink(outside(analysis.outsideCalls)) }
    try sink(tail)
  }

  /// The whole of what `write` writes.
  public func render(_ analysis: Analysis) -> String {
    var text = ""
    write(analysis) { text += $0 }
    return text
  }
}

extension Analysis {
  /// Events that a format in which everything has a date must leave out.
  public var undatedEvents: Int {
    calls.reduce(outsideCalls.undated) { $0 + $1.timeline.undated }
  }

  /// The path of the artifact that a fact stands in; empty where there is none.
  func path(of source: Source) -> String {
    artifacts.indices.contains(source.artifact) ? artifacts[source.artifact].path : ""
  }
}

extension [TimelineEvent] {
  /// Those whose date is not known.
  var undated: Int { count { $0.time?.isPlaced != true } }
}
