import ACSLogScan
import Calls
import Evidence
import Foundation

// Reads mutants of the seeds, each in its own time, and checks what has to hold for any input. What a run crashes or hangs
// on stays in the folder `failures`.

struct Arguments {
  var seconds = 0
  var mutants = 0
  var seed: UInt64 = 1
  var folders: [String] = []
  var only: String?

  init(_ arguments: [String]) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--seconds": seconds = rest.popFirst().flatMap(Int.init) ?? 0
      case "--mutants": mutants = rest.popFirst().flatMap(Int.init) ?? 0
      case "--seed": seed = rest.popFirst().flatMap(UInt64.init) ?? 1
      case "--only": only = rest.popFirst()
      default: folders.append(argument)
      }
    }
  }
}

let arguments = Arguments(Array(CommandLine.arguments.dropFirst()))
guard !arguments.folders.isEmpty, arguments.seconds > 0 || arguments.mutants > 0 else {
  print("usage: fuzz (--seconds N | --mutants N) [--seed N] [--only TARGET] FOLDER…")
  exit(64)
}
let failures = URL(filePath: "failures", directoryHint: .isDirectory)
try FileManager.default.createDirectory(at: failures, withIntermediateDirectories: true)
let files = arguments.folders.flatMap { folder in
  (FileManager.default.enumerator(at: URL(filePath: folder), includingPropertiesForKeys: nil)?.allObjects
    ?? [])
    .compactMap { $0 as? URL }
}.sorted { $0.path < $1.path }
let targets = Target.all.filter { arguments.only == nil || $0.name == arguments.only }
var isSound = true

for target in targets {
  let seeds = target.seeds(in: files)
  guard !seeds.isEmpty else {
    print("\(target.name): no seeds")
    continue
  }
  var mutator = Mutator(seeds: seeds, seed: arguments.seed)
  let end = ContinuousClock.now + .seconds(max(1, arguments.seconds / targets.count))
  let file = failures.appending(path: target.fileName)
  var count = 0
  var slowest = Duration.zero
  while arguments.mutants > 0 ? count < arguments.mutants : ContinuousClock.now < end {
    let mutant = mutator.next()
    try Data(mutant).write(to: file)
    // A mutant that takes this long hangs; the signal ends the run and leaves the file.
    alarm(60)
    let start = ContinuousClock.now
    let analysis = await Analyzer(jobs: 1).analyze([file.path])
    slowest = max(slowest, ContinuousClock.now - start)
    count += 1
    for artifact in analysis.artifacts {
      let counts = artifact.counts
      if counts.recognised + counts.other + counts.cut != artifact.records {
        isSound = false
        let kept = failures.appending(path: "counts-\(target.name)-\(count)-\(target.fileName)")
        try Data(mutant).write(to: kept)
        print("\(target.name): counts of mutant \(count) do not add up: \(kept.path)")
      }
    }
  }
  alarm(0)
  try FileManager.default.removeItem(at: file)
  print("\(target.name): \(count) mutants of \(seeds.count) seeds, the slowest \(slowest)")
}
exit(isSound ? 0 : 1)
