/// The groups of the kernel's own events: the upper byte of their hook IDs (EVENT_TRACE_GROUP_* of ntwmi.h).
enum KernelGroups {
  /// What a group is called; nil for one that is not known.
  static func name(of hook: Int) -> String? { names[hook >> 8] }

  private static let names: [Int: String] = [
    0x00: "EventTrace", 0x01: "DiskIo", 0x02: "PageFault", 0x03: "Process", 0x04: "FileIo", 0x05: "Thread",
    0x06: "TcpIp", 0x07: "Job", 0x08: "UdpIp", 0x09: "Registry", 0x0a: "DbgPrint", 0x0b: "Config",
    0x0e: "Pool", 0x0f: "PerfInfo", 0x10: "Heap", 0x11: "Object", 0x12: "Power", 0x14: "Image", 0x15: "Dpc",
    0x16: "CacheManager", 0x17: "CriticalSection", 0x18: "StackWalk", 0x1a: "Alpc", 0x1b: "SplitIo",
    0x1c: "ThreadPool", 0x1d: "Hypervisor", 0x1e: "Hypervisor",
  ]
}
