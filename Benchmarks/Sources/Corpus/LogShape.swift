/// How the lines of a log look: who wrote them, and what wrapped them on their way into the file.
public enum LogShape: Sendable, Hashable {
  /// A browser's console with the JavaScript SDK's own lines.
  case web(WebGeneration, WebWrapper)
  /// An application's own lines, about calls and everything else; no SDK line among them.
  case application(ApplicationStyle)
  /// Android's log, as `adb logcat` shows it by default.
  case logcat
  /// The SDK's logger redirected into JSON Lines by a server-side logger.
  case jsonLines
  /// Windows events in the shape of `wevtutil`, with the application's words as event data.
  case eventXML
  /// A trace as `tracerpt -of XML` dumps it, with the application's words as one of each event's fields.
  case tracerpt
  /// Azure Monitor's export into blobs: JSON Lines, a row for each participant of a call among rows of other services.
  case azureMonitor
  /// A binary Windows trace, with the application's words as payloads. No call is told of in it.
  case etl
  /// The same rows as the Azure portal saves the result of a query.
  case csv

  /// Whether it tells of calls in rows of a service, once a call is over, and knows its final ID only.
  var isExport: Bool { self == .azureMonitor || self == .csv }

  /// Of files in this shape.
  var fileExtension: String {
    switch self {
    case .web, .application: "log"
    case .logcat: "txt"
    case .jsonLines: "jsonl"
    case .eventXML, .tracerpt: "xml"
    case .azureMonitor: "json"
    case .csv: "csv"
    case .etl: "etl"
    }
  }
}

/// The generations of lines that the JavaScript Calling SDK has written.
public enum WebGeneration: String, Sendable, Hashable, CaseIterable {
  /// Until November 2020: no logger's prefix.
  case g0
  /// Until February 2021: `azure:ACS:info`, a locale's time, components in brackets.
  case g1
  /// Until 2022: a locale's time, a path of components.
  case g2
  /// Since: `azure:ACS-calling:info` and UTC.
  case g3
}

/// What a browser or a shell around one puts before a console's line.
public enum WebWrapper: String, Sendable, Hashable, CaseIterable {
  case none, chrome, devtools, safari, electron, chromium
  case reactNative = "react-native"
}

/// How an application writes its own lines.
public enum ApplicationStyle: String, Sendable, Hashable, CaseIterable {
  /// `2024-02-06T14:00:10.000Z [info] desk: call <id> state: Connecting`
  case bracketed
  /// `2024-09-09 14:05:10.015 +02:00 [INF] Call <id> State: CallState.Connecting`
  case serilog
  /// `2024-10-10T06:00:00.000Z callId=<id> state=Connecting`
  case keyValue = "key-value"
}
