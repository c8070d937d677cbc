import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The threads that nobody needs: as many inputs are read at once as the user allows jobs, and where fewer are left,
/// those that are may use more than one thread each.
///
/// What is read never depends on whether a thread was to be had.
public final class SpareThreads: Sendable {
  /// Whether there may ever be one.
  public let mayBeHad: Bool
  private let count: Mutex<Int>

  /// - Parameters:
  ///   - jobs: Threads in all.
  ///   - inputs: Inputs still to be read, each by a thread that is none of these.
  public init(jobs: Int, inputs: Int) {
    mayBeHad = jobs > 1
    count = Mutex(jobs - inputs)
  }

  /// None; for reading in one thread.
  public static let none = SpareThreads(jobs: 0, inputs: 0)

  /// Runs `work` on a thread of its own; nil, without running it, where none is to spare.
  public func start(_ work: @escaping @Sendable () -> Void) -> RunningThread? {
    let isGranted = count.withLock { count in
      guard count > 0 else { return false }
      count -= 1
      return true
    }
    guard isGranted else { return nil }
    let thread = RunningThread {
      work()
      self.giveBack()
    }
    if thread == nil { giveBack() }
    return thread
  }

  /// An input was read to its end, and the thread that did it has nothing else to do.
  public func giveBack() {
    count.withLock { $0 += 1 }
  }
}

/// A thread at work. Whoever started it waits for it.
@safe
public final class RunningThread: Sendable {
  private let handle: pthread_t

  fileprivate init?(_ work: @escaping @Sendable () -> Void) {
    let box = unsafe Unmanaged.passRetained(Work(work))
    #if canImport(Glibc)
      var handle = pthread_t()
      let result = unsafe pthread_create(&handle, nil, runWork, box.toOpaque())
      guard result == 0 else {
        unsafe box.release()
        return nil
      }
      self.handle = handle
    #else
      var handle: pthread_t?
      let result = unsafe pthread_create(&handle, nil, runWork, box.toOpaque())
      guard result == 0, let handle = unsafe handle else {
        unsafe box.release()
        return nil
      }
      unsafe self.handle = handle
    #endif
  }

  /// Waits until the thread has ended. To be called once.
  public func join() {
    #if canImport(Glibc)
      pthread_join(handle, nil)
    #else
      unsafe pthread_join(handle, nil)
    #endif
  }
}

private final class Work: Sendable {
  let run: @Sendable () -> Void

  init(_ run: @escaping @Sendable () -> Void) {
    self.run = run
  }
}

#if canImport(Glibc)
  private func runWork(_ box: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let box = unsafe box else { return nil }
    unsafe Unmanaged<Work>.fromOpaque(box).takeRetainedValue().run()
    return nil
  }
#else
  private func runWork(_ box: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    unsafe Unmanaged<Work>.fromOpaque(box).takeRetainedValue().run()
    return nil
  }
#endif
