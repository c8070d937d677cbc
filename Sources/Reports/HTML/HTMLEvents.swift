import Calls
import Catalog
import Evidence

/// Events as rows, of which a page may have a hundred thousand.
enum HTMLEvents {
  /// - Parameter callID: The call's own; only another one is worth a cell.
  static func row(_ event: TimelineEvent, of callID: GUID?) -> [HTMLCell] {
    [
      HTMLCell(event.time), .text(event.kind), .text(event.text), .text(event.witness.rawValue),
      .number(event.client ?? -1), HTMLCell(event.source), HTMLCell(event.codes.map { codeText($0) }),
      HTMLCell(event.codes.flatMap { Flag(code: $0.code) }?.rawValue),
      HTMLCell(event.callID == callID ? nil : event.callID?.description),
      HTMLCell(event.operation?.result.rawValue), HTMLCell(LadderStep(event)),
    ]
  }

  /// What happened outside calls.
  static func outside(_ events: [TimelineEvent]) -> String {
    var line = JSONLine()
    line.begin()
    line.set("events", rows: events.map { row($0, of: nil) })
    line.end()
    return HTMLData.element(id: "data-outside", line.bytes)
  }
}

extension HTMLCell {
  /// From whom, to whom.
  fileprivate init(_ step: LadderStep?) {
    guard let step else {
      self = .none
      return
    }
    self = .row([.text(HTMLCell.name(step.from)), .text(HTMLCell.name(step.to))])
  }

  private static func name(_ actor: LadderStep.Actor) -> String {
    switch actor {
    case .client(let index): "client \(index)"
    case .service: "service"
    case .application: "application"
    }
  }
}
