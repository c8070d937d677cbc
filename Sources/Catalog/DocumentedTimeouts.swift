/// The limits in time, in seconds, that Microsoft's documentation gives; where pages differ, each has its
/// constant.
public enum DocumentedTimeouts {
  // MARK: Setting up

  /// "1:1 call establishment" and "Group call establishment" of the service limits.
  public static let callEstablishment = 85
  /// "PSTN call establishment" of the service limits.
  public static let pstnEstablishment = 115
  /// "Promote 1:1 to group" of the service limits.
  public static let promotionToGroup = 115
  /// "Call transfer" of the service limits.
  public static let transfer = 60
  /// How long a call rings before it ends as 487/10004: "usually 2 min".
  public static let ring = 120
  /// How long `createCallAgent` tries before it gives up: about 25 s, by reports of users; no page names a
  /// number.
  public static let callAgentCreation = 25

  // MARK: Losing and leaving

  /// "Reconnect / removal of participant" of the service limits.
  public static let reconnect = 120
  /// The same in the newer page of the Calling SDK's features.
  public static let reconnectByNewerPage = 60
  /// "Add or remove modality (video, screen share)" of the service limits.
  public static let modalityChange = 40
  /// How long a client that died without a word stays on the roster, by the page about createView timeouts.
  public static let abruptLeave = 40
  /// After how long the participant of a mobile browser that was killed is removed, by the notes of Web SDK
  /// 1.15.1-beta.1.
  public static let abruptLeaveOnMobile = 60
  /// How long a media path may be silent before the STUN consent check fails and `networkReconnect` is
  /// raised: 10 to 15 s.
  public static let stunConsent = 15

  // MARK: Diagnostics

  /// How long the microphone is silent before `microphoneNotFunctioning` is raised: about 10 s.
  public static let microphoneNotFunctioning = 10
  /// How long the camera gives no frames before `cameraFreeze` is raised: more than 5 s.
  public static let cameraFreeze = 5
  /// How long the speaker is inactive before `speakerNotFunctioning` is raised: more than 5 s.
  public static let speakerNotFunctioning = 5

  // MARK: Lives

  /// How long an access token lives by default: 24 h.
  public static let tokenLifetime = 24 * 60 * 60
  /// How long a call may last before it is ended (429/10110 in Call Automation): 30 h.
  public static let longestCall = 30 * 60 * 60
  /// The points of a row of the media statistics log: 10 s of samples taken every second.
  public static let mediaStatisticsAggregation = 10
}
