import Crypto
import Evidence

/// The names of providers that say none with their events.
enum ProviderNames {
  /// The GUID that TraceLogging and EventSource derive from a provider's name: SHA-1 of a namespace and the
  /// name in upper case, as UTF-16 with the high byte first.
  static func guid(of name: String) -> GUID {
    var input: [UInt8] = [
      0x48, 0x2c, 0x2d, 0xb2, 0xc3, 0x90, 0x47, 0xc8, 0x87, 0xf8, 0x1a, 0x15, 0xbf, 0xc1, 0x30, 0xfb,
    ]
    for unit in name.uppercased().utf16 {
      input.append(UInt8(truncatingIfNeeded: unit >> 8))
      input.append(UInt8(truncatingIfNeeded: unit))
    }
    var bytes = Array(Insecure.SHA1.hash(data: input).prefix(16))
    // The version of the GUID: made of a name.
    bytes[7] = bytes[7] & 0x0f | 0x50
    return bytes.span.guid(at: 0) ?? GUID(high: 0, low: 0)
  }

  /// The name of a provider that is commonly known.
  static func name(of provider: GUID) -> String? {
    known[provider]
  }

  /// Those of traces made around calls, as public recording scripts and Windows name them.
  private static let known: [GUID: String] = {
    let handPicked = [
      ("8736922d-e8b2-47eb-8564-23e77e728cf3", "Microsoft-Office-Events"),
      ("22fb2cd6-0e7b-422b-a0c7-2fad1fd0e716", "Microsoft-Windows-Kernel-Process"),
      ("8c416c79-d49b-4f01-a467-e56d3aa8234c", "Microsoft-Windows-Win32k"),
      ("2ed6006e-4729-4609-b423-3ee7bcd678ef", "Microsoft-Windows-NDIS-PacketCapture"),
      ("2f07e2ee-15db-40f1-90ef-9d7ba282188a", "Microsoft-Windows-TCPIP"),
      ("1c95126e-7eea-49a9-a3fe-a378b03ddb4d", "Microsoft-Windows-DNS-Client"),
      ("e16ec3d2-bb0f-4e8f-bdb8-de0bea82dc3d", "Edge WebView2"),
      ("3a5f2396-5c8f-4f1f-9b67-6cca6c990e61", "Edge"),
      ("57277741-3638-4a4b-bdba-0ac6e45da56c", "V8"),
      ("9e814aad-3204-11d2-9a82-006008a86939", "Windows Kernel"),
    ]
    var names: [GUID: String] = [:]
    for (guid, name) in handPicked {
      if let guid = GUID(guid) { names[guid] = name }
    }
    names[guid(of: "Microsoft.Teams2")] = "Microsoft.Teams2"
    return names
  }()
}
