import ACSLogScan
import Calls
import Evidence

let paths = Array(CommandLine.arguments.dropFirst())
let analysis = await Analyzer().analyze(paths)

for call in analysis.calls {
  print(call.key)
  for change in call.states {
    let time = change.time.map { $0.isUTC ? $0.instant.rfc3339 : $0.text } ?? "-"
    print("  \(time)  \(change.state.rawValue)")
  }
  if let end = call.endReason {
    let subCode = end.codes.subCode.map { "/\($0)" } ?? ""
    print("  \(end.codes.code)\(subCode)  \(end.title)")
  }
}

for artifact in analysis.artifacts {
  for problem in artifact.problems { print("\(artifact.path): \(problem.detail)") }
}
