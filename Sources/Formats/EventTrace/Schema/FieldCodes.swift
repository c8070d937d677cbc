/// The numbers of types and formats (tdh.h: TDH_INTYPE, TDH_OUTTYPE; TraceLoggingProvider.h: TlgIn, TlgOut).
extension FieldType {
  /// A type of TraceLogging; nil for a number that has none, or is a structure.
  init?(traceLogging code: UInt8) {
    switch code {
    case 14, 25: self = .countedBinary
    case 1...23: self.init(manifest: Int(code))
    default: return nil
    }
  }

  /// A type of TRACE_EVENT_INFO; nil for a number of which the length is not known.
  init?(manifest code: Int) {
    switch code {
    case 1, 304, 306: self = .unicodeString
    case 2, 305, 307: self = .ansiString
    case 3: self = .int8
    case 4: self = .uint8
    case 5: self = .int16
    case 6: self = .uint16
    case 7: self = .int32
    case 8: self = .uint32
    case 9: self = .int64
    case 10: self = .uint64
    case 11: self = .float
    case 12: self = .double
    case 13: self = .bool
    case 14: self = .binary
    case 15: self = .guid
    case 16, 308: self = .pointer
    case 17: self = .fileTime
    case 18: self = .systemTime
    case 19: self = .sid
    case 20: self = .hexInt32
    case 21: self = .hexInt64
    case 22, 300: self = .countedUnicode
    case 23, 301: self = .countedANSI
    case 25: self = .countedBinary
    case 310: self = .wbemSID
    default: return nil
    }
  }
}

extension FieldFormat {
  /// A format of TraceLogging, whose numbers are its own.
  init(traceLogging code: Int) {
    self =
      switch code {
      case 2: .string
      case 3: .boolean
      case 4: .hexadecimal
      case 5: .processID
      case 6: .threadID
      case 7: .port
      case 8: .ipv4
      case 9: .ipv6
      case 10: .socketAddress
      case 11: .xml
      case 12: .json
      case 13: .win32Error
      case 14: .ntStatus
      case 15: .hResult
      case 35: .utf8
      case 37: .pointer
      default: .standard
      }
  }

  /// A format of TRACE_EVENT_INFO.
  init(manifest code: Int) {
    self =
      switch code {
      case 1: .string
      case 13: .boolean
      case 15...19: .hexadecimal
      case 20: .processID
      case 21: .threadID
      case 22: .port
      case 23: .ipv4
      case 24: .ipv6
      case 25: .socketAddress
      case 28: .xml
      case 30: .win32Error
      case 31: .ntStatus
      case 32: .hResult
      case 34: .json
      case 35: .utf8
      case 37: .pointer
      default: .standard
      }
  }
}
