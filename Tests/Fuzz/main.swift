import Foundation

// Reads mutants of the seeds, each in its own time, and checks what has to hold for any input. What a run crashes or hangs
// on stays in the folder of failures.

struct Arguments {
  var seconds = 0
  var mutants = 0
  var seed: UInt64 = 1
  var folders: [String] = []
  var only: String?
  var failures = "failures"

  init(_ arguments: [String]) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--seconds": seconds = rest.popFirst().flatMap(Int.init) ?? 0
      case "--mutants": mutants = rest.popFirst().flatMap(Int.init) ?? 0
      case "--seed": seed = rest.popFirst().flatMap(UInt64.init) ?? 1
      case "--only": only = rest.popFirst()
      case "--failures": failures = rest.popFirst() ?? failures
      default: folders.append(argument)
      }
    }
  }
}

let arguments = Arguments(Array(CommandLine.arguments.dropFirst()))
guard !arguments.folders.isEmpty, arguments.seconds > 0 || arguments.mutants > 0 else {
  print("usage: fuzz (--seconds N | --mutants N) [--seed N] [--only TARGET] [--failures FOLDER] FOLDER…")
  exit(64)
}
let failures = URL(filePath: arguments.failures, directoryHint: .isDirectory)
try FileManager.default.createDirectory(at: failures, withIntermediateDirectories: true)
let seeds = try await Seed.load(arguments.folders)
let targets = Target.all.filter { arguments.only == nil || $0.name == arguments.only }
var isSound = true

for target in targets {
  let own = seeds.filter(target.takes)
  guard !own.isEmpty else {
    print("\(target.name): no seeds")
    isSound = false
    continue
  }
  var mutator = Mutator(seeds: own, seed: arguments.seed)
  let place = failures.appending(path: target.fileName ?? target.name)
  let end = ContinuousClock.now + .seconds(max(1, arguments.seconds / targets.count))
  let most = max(1, arguments.mutants / target.weight)
  var count = 0
  var slowest = Duration.zero
  while arguments.mutants > 0 ? count < most : ContinuousClock.now < end {
    if target.fileName == nil {
      try mutator.writeTicket(to: place)
    } else {
      try Data(mutator.next(ofAtLeast: target.length)).write(to: place)
    }
    // A mutant that takes this long hangs; the signal ends the run and leaves the file.
    alarm(60)
    let start = ContinuousClock.now
    let wrong = try await target.check(place)
    slowest = max(slowest, ContinuousClock.now - start)
    count += 1
    if let wrong {
      isSound = false
      let kept = failures.appending(path: "\(arguments.seed)-\(count)-\(place.lastPathComponent)")
      try? FileManager.default.removeItem(at: kept)
      try FileManager.default.copyItem(at: place, to: kept)
      print("\(target.name): mutant \(count): \(wrong): \(kept.path)")
    }
  }
  alarm(0)
  try FileManager.default.removeItem(at: place)
  print("\(target.name): \(count) mutants of \(own.count) seeds, the slowest \(slowest)")
}
exit(isSound ? 0 : 1)
