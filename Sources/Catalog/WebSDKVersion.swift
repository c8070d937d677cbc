/// What is known about single versions of the Web SDK.
public enum WebSDKVersion {
  /// Why the end reason of an early Web SDK is not to be relied on.
  public static let earlyEndReasonNote =
    "The Web SDK before 1.27.5 (1.28.1-beta.4) could report wrong end codes; the service's record is more reliable."

  /// Whether this version's `callEndReason` could be wrong: before 1.27.5, and beta versions before
  /// 1.28.1-beta.4 (release notes of 2024-08-15). False for text that is no version.
  public static func hasUnreliableEndCodes(_ version: String) -> Bool {
    let parts = version.split(separator: "-", maxSplits: 1)
    guard let release = parts.first else { return false }
    let numbers = release.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 3, let major = numbers[0], let minor = numbers[1], let patch = numbers[2] else {
      return false
    }
    let number = (major, minor, patch)
    guard parts.count == 2 else { return number < (1, 27, 5) }
    if number != (1, 28, 1) { return number < (1, 28, 1) }
    let beta = parts[1].split(separator: ".").last.flatMap { Int($0) }
    return (beta ?? 0) < 4
  }
}
