// swift-format-ignore-file: a row of the table is one line, however long.

/// The user-facing diagnostics, one a line:
/// `name|Windows name|iOS name|category|type|meaning|raised when|cleared when|note`; the type `flag native` or
/// `quality native` is one that only native SDKs have. From the diagnostics pages for Web (2025-06-04), Windows and iOS
/// (2023-04-06); the sentences are our own.
let diagnosticsText = """
  noNetwork|networkUnavailable|isNetworkUnavailable|network|flag|There is no usable network.|The call cannot start because no network is there or no ICE candidates can be gathered: cable or Wi-Fi down, no address.|ICE candidates exist again.
  networkRelaysNotReachable|networkRelaysUnreachable|isNetworkRelaysUnreachable|network|flag|The media relays (TURN) cannot be reached.|Media could not be established, no relay candidates exist and the direct path failed too; a firewall is the usual reason.|A new call is made.|Goes with the call end 410/3112, some seconds before it.
  networkReconnect|networkReconnectionQuality|networkReconnectionQuality|network|quality|The media connection was lost and is being restored.|Bad: the network is disconnected (the ICE transport failed). Poor: the media transport lost its connection.|Good: a new session is connected.|The tables list Good, Poor and Bad, the reference page only Good and Bad. The loss may lie 10 to 15 seconds before the event, the time of the STUN consent check.
  networkReceiveQuality|networkReceiveQuality|networkReceiveQuality|network|quality|The quality of the streams that come in.|Bad: severe trouble in receiving. Poor: mild trouble.|Good: no trouble in receiving.|Native SDKs judge only while someone has been speaking for a while.
  networkSendQuality|networkSendQuality|networkSendQuality|network|quality|The quality of the streams that go out.|Bad: severe trouble in sending, at least half of the packets lost. Poor: mild trouble.|Good: no trouble in sending.|The tables list Good, Poor and Bad, the reference page only Good and Bad. Native SDKs judge only one-to-one calls with active audio.
  noSpeakerDevicesEnumerated|noSpeakerDevicesAvailable|isZeroSpeakerDevicesAvailable|audio|flag|There is no speaker.|No speaker is found, where the platform lets one be chosen.|A speaker is there.
  speakingWhileMicrophoneIsMuted|speakingWhileMicrophoneIsMuted|isSpeakingWhileMicrophoneIsMuted|audio|flag|The user speaks while muted.|The local user speaks with the microphone muted.|The user stops speaking or unmutes.|Not in Safari; never among remote diagnostics; muting through CallKit can defeat it on iOS.
  noMicrophoneDevicesEnumerated|noMicrophoneDevicesAvailable|isZeroMicrophoneDevicesAvailable|audio|flag|There is no microphone.|No microphone is found.|A microphone is there.
  microphoneNotFunctioning|microphoneNotFunctioning|isMicrophoneNotFunctioning|audio|flag|The microphone gives no audio.|The microphone was disabled, taken by another program or unplugged, or its permission was withdrawn: the track ended.|The microphone sends again.|It takes about 10 seconds to be raised.
  microphoneMuteUnexpectedly|microphoneMuteUnexpectedly|isMicrophoneMutedUnexpectedly|audio|flag|The system muted the microphone.|The microphone was muted unexpectedly, on mobile mostly by an incoming telephone call.|Audio is sent again.
  microphonePermissionDenied|microphonePermissionDenied||audio|flag|The operating system denies the microphone.|The permission for audio is denied in the system's settings.|The stream is obtained.|macOS only; the table's description speaks of low or silent volume instead.
  cameraFreeze|cameraFrozen|isCameraFrozen|camera|flag|The camera's picture is frozen.|The camera gives no frames for more than 5 seconds.|Frames come again.|Can be raised on Android when the device is locked or the application is in the background.
  cameraStartFailed|cameraStartFailed|isCameraStartFailed|camera|flag|The camera could not be started.|The camera is disabled or in use.|Video is sent.
  cameraStartTimedOut|cameraStartTimedOut|isCameraStartTimedOut|camera|flag|The camera did not start in time.|The request for the camera did not settle in time, for example because the question for permission was not answered.|Video is sent.|The time is not documented.
  cameraPermissionDenied|cameraPermissionDenied|isCameraPermissionDenied|camera|flag|The operating system denies the camera.|The permission for video is denied in the system's settings.|The stream is obtained.|On the web in Chrome on macOS only.
  cameraStoppedUnexpectedly|cameraStoppedUnexpectedly||camera|flag|The camera stopped unexpectedly.|The camera stopped without being asked to.|The camera sends again.
  screenshareRecordingDisabled|||screenShare|flag|The operating system denies screen recording.|The permission to share the screen is denied in the system's settings.|The stream is obtained.|Web only, in Chrome on macOS.
  capturerStartFailed|||screenShare|flag|Capturing the screen could not be started.|The capture could not start.|The capture starts.
  capturerStoppedUnexpectedly|||screenShare|flag|Capturing the screen stopped unexpectedly.|The capture stopped without being asked to.|The capture runs again.
  speakerVolumeIsZero|speakerVolumeIsZero|isSpeakerVolumeZero|audio|flag native|The speaker's volume is zero.|The volume is zero.|The volume is above zero.
  speakerMuted|speakerMuted|isSpeakerMuted|audio|flag native|The speaker is muted.|The device is muted.|The device is unmuted.
  speakerBusy|speakerBusy|isSpeakerBusy|audio|flag native|Another program holds the speaker.|Obtaining the speaker timed out because another program uses it exclusively.|The speaker is obtained.
  speakerNotFunctioning|speakerNotFunctioning|isSpeakerNotFunctioning|audio|flag native|The speaker does not work.|The speaker is unavailable or inactive for more than 5 seconds.|The speaker is obtained.
  microphoneBusy|microphoneBusy|isMicrophoneBusy|audio|flag native|Another program holds the microphone.|Obtaining the microphone timed out because another program uses it exclusively.|The microphone is obtained.
  """
