import Catalog
import Testing

@Suite struct DiagnosticTests {
  @Test func `every diagnostic is described`() {
    #expect(Catalog.diagnostics.count == 24)
    #expect(Set(Catalog.diagnostics.map(\.name)).count == 24)
    #expect(Catalog.diagnostics.count { $0.isNativeOnly } == 5)
    #expect(
      Catalog.diagnostics.filter { $0.valueType == .quality }.map(\.name) == [
        "networkReconnect", "networkReceiveQuality", "networkSendQuality",
      ])
    for entry in Catalog.diagnostics {
      #expect(["network", "audio", "camera", "screenShare"].contains(entry.category))
      for words in [entry.meaning, entry.raisedWhen, entry.clearedWhen, entry.notes ?? "."] {
        #expect(words.hasSuffix("."), "\(entry)")
      }
      #expect(entry.unhealthyValues.allSatisfy(entry.isUnhealthy))
      #expect(entry.values.filter(entry.isUnhealthy) == entry.unhealthyValues)
    }
  }

  @Test func `every spelling of every platform leads to the one entry`() {
    for entry in Catalog.diagnostics {
      for name in [entry.name, entry.windowsName, entry.iosName].compactMap(\.self) {
        #expect(Catalog.diagnostic(named: name) == entry)
        #expect(Catalog.diagnostic(named: name.uppercased()) == entry)
      }
    }
  }

  @Test(arguments: [
    ("NetworkUnavailable", "noNetwork"), ("isNetworkUnavailable", "noNetwork"),
    ("NETWORK_RELAYS_UNREACHABLE", "networkRelaysNotReachable"),
    ("networkReconnectionQuality", "networkReconnect"), ("cameraFrozen", "cameraFreeze"),
    ("isSpeakingWhileDeviceIsMuted", "speakingWhileMicrophoneIsMuted"),
    ("microphoneMutedUnexpectedly", "microphoneMuteUnexpectedly"),
    ("zeroMicrophoneDevicesAvailable", "noMicrophoneDevicesEnumerated"),
    ("speaker-volume-zero", "speakerVolumeIsZero"),
  ])
  func `a name is known`(spelling: String, name: String) {
    #expect(Catalog.diagnostic(named: spelling)?.name == name)
  }

  @Test func `other names are not`() {
    #expect(Catalog.diagnostic(named: "serverConnection") == nil)
    #expect(Catalog.diagnostic(named: "") == nil)
    #expect(Catalog.diagnostic(named: "is") == nil)
  }

  @Test(arguments: [
    ("networkReconnect", "Bad", true), ("networkReconnect", "Poor", true),
    ("networkReconnect", "Good", false),
    ("networkReconnect", "3", true), ("networkReconnect", "1", false),
    ("networkSendQuality", "DiagnosticQuality.BAD", true), ("networkSendQuality", "true", false),
    ("noNetwork", "true", true), ("noNetwork", "True", true), ("noNetwork", "false", false),
    ("noNetwork", "1", true), ("noNetwork", "", false), ("noNetwork", "undefined", false),
  ])
  func `a value is healthy or not`(name: String, value: String, unhealthy: Bool) {
    #expect(Catalog.diagnostic(named: name)?.isUnhealthy(value) == unhealthy)
  }
}
