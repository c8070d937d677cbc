internal import Evidence

/// What documents about a user's account say: Teams licences, and sign-ins that cannot have one.
struct LicenceFindings {
  private var plans: [Int: [(plan: LicencePlan, source: Source)]] = [:]
  private var personalSignIns: [Int: Source] = [:]

  private static let mostPlans = 5000

  mutating func take(_ event: Event) {
    let artifact = event.source.artifact
    switch event.claim {
    case .licence(let plan):
      guard plans[artifact, default: []].count < LicenceFindings.mostPlans else { return }
      plans[artifact, default: []].append((plan, event.source))
    case .note(kind: NoteKind.personalTeamsSignIn):
      personalSignIns[artifact] = min(personalSignIns[artifact] ?? event.source, event.source)
    default: break
    }
  }

  func findings() -> [Finding] {
    let licences = plans.sorted { $0.key < $1.key }.compactMap { finding($0.key, $0.value) }
    let signIns = personalSignIns.sorted { $0.key < $1.key }.map { artifact, source in
      Finding(
        kind: "teams-not-eligible", severity: .info,
        text:
          "The sign-in to Teams ends on teams.live.com/v2/, which is Teams for personal accounts: this account has no Teams licence "
          + "of an organisation and is not eligible. Sign in with a work or school account.",
        artifact: artifact, source: source)
    }
    return licences + signIns
  }

  private func finding(_ artifact: Int, _ plans: [(plan: LicencePlan, source: Source)]) -> Finding? {
    let listed = plans.filter { LicenceFindings.eligible[$0.plan.id.lowercased()] != nil }
    let good = listed.first { $0.plan.status?.lowercased() == "success" }
    let text: String
    if let good {
      text =
        "Service plan \(name(good.plan)) (\(good.plan.id)) has the status \(good.plan.status ?? ""): the user has a Teams licence and "
        + "is eligible."
        + (isFree(good.plan) ? LicenceFindings.caveat : "")
    } else if let first = listed.first {
      let status = first.plan.status.map { "has the status \($0), not Success" } ?? "has no status"
      text =
        "Service plan \(name(first.plan)) (\(first.plan.id)) \(status): the user is not eligible until the plan is provisioned."
    } else {
      let names = plans.prefix(4).map { name($0.plan) }.joined(separator: ", ")
      text =
        "None of the \(plans.count) service plans here (\(names)\(plans.count > 4 ? ", …" : "")) is one that makes a user of Teams "
        + "eligible (TEAMS1, TEAMS_FREE, TEAMS_GOV, …): the user is not eligible as far as these licences show."
    }
    let source = good?.source ?? listed.first?.source ?? plans.first?.source
    return Finding(kind: "teams-licence", severity: .info, text: text, artifact: artifact, source: source)
  }

  private static let caveat =
    " The plan is on the list of 2022, though a sign-in that ends on teams.live.com is not eligible."

  private func isFree(_ plan: LicencePlan) -> Bool {
    LicenceFindings.eligible[plan.id.lowercased()] == "TEAMS_FREE"
  }

  private func name(_ plan: LicencePlan) -> String {
    plan.name ?? LicenceFindings.eligible[plan.id.lowercased()] ?? plan.id
  }

  /// The documented list of plans.
  private static let eligible: [String: String] = [
    "57ff2da0-773e-42df-b2af-ffb7a2317929": "TEAMS1", "4fa4026d-ce74-4962-a151-8e96d57ea8e4": "TEAMS_FREE",
    "304767db-7d23-49e8-a945-4a7eb65f9f28": "TEAMS_GOV",
    "495922d5-f138-498b-8967-4acdcdfb2a74": "TEAMS_GCCHIGH",
    "9953b155-8aef-4c56-92f3-72b0487fce41": "TEAMS_AR_GCCHIGH",
    "ec0dd2de-a877-4059-a9b8-5838b5629b2a": "TEAMS_DOD",
    "fd500458-c24c-478e-856c-a6067a8376cd": "TEAMS_AR_DOD",
  ]
}
