import Evidence
import Testing

@testable import Formats

/// What is found where no schema is: text, names of providers, processes.
@Suite struct EventSchemaText {
  private func runs(_ payload: [UInt8]) -> String {
    var text: [UInt8] = []
    TextRuns.append(payload.span, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  private func repeated(_ bytes: [UInt8], _ count: Int) -> [UInt8] {
    (0..<count).flatMap { _ in bytes }
  }

  private func wide(_ text: String) -> [UInt8] { windowsBytes { $0.wide(text) } }

  @Test func asciiRuns() {
    #expect(runs(Array("abc\0call\u{1}x".utf8)) == "call")
    #expect(runs([7, 0] + wide("call id") + [9] + Array("leg 1".utf8)) == "call id leg 1")
    #expect(runs(wide("abc") + wide("abcd")) == "abcd")
    // At an odd place, behind a printable byte, and behind text of single bytes.
    #expect(runs([1] + wide("call")) == "call")
    #expect(runs([0x41] + wide("call")) == "call")
    #expect(runs(Array("name".utf8) + wide("call")) == "name call")
    #expect(runs(Array(wide("call").dropLast(2))) == "call")
  }

  @Test func otherScripts() {
    #expect(runs(Array("Zoë!\u{0}".utf8)) == "Zoë!")
    #expect(runs([0, 1] + Array("звонок".utf8)) == "звонок")
    #expect(runs(wide("Zoë K")) == "Zoë K")
    #expect(runs([3, 0] + wide("звонок") + wide("通話終了")) == "звонок 通話終了")
    // Without a NUL, letters of other scripts are any numbers.
    #expect(runs([0x1a, 0x90, 0x71, 0x8a, 0x42, 0x7d, 0x86, 0x4e, 0x01]) == "")
    #expect(runs([0xc2, 0x80, 0xed, 0xa0, 0x80, 0xff, 0xc3]) == "")
  }

  @Test func longHostileRunsTakeLinearTime() {
    let letters = repeated([0x41, 0x4e], 500_000)
    #expect(runs(letters).utf8.count == letters.count)
    let closed = repeated([0x16, 0x04], 500_000) + [1]
    #expect(runs(closed) == "")
  }

  @Test func namesOfProviders() {
    #expect(ProviderNames.guid(of: "Microsoft.Teams2").description == "f6d27019-d64d-5e73-8422-d0abbb625d94")
    #expect(ProviderNames.guid(of: "mysource").description == "a61ea624-4944-55fc-c2a8-37838829438d")
    #expect(ProviderNames.name(of: ProviderNames.guid(of: "MICROSOFT.TEAMS2")) == "Microsoft.Teams2")
    #expect(ProviderNames.name(of: ProviderNames.guid(of: "nobody knows")) == nil)
  }

  @Test(arguments: [4, 8], [3, 4] as [UInt16])
  func processes(pointerSize: Int, version: UInt16) {
    for hasUser in [false, true] {
      let payload = windowsBytes {
        $0.bytes += Array(repeating: 0xee, count: pointerSize)
        for number in [4242, 77, 1, 259] as [UInt32] { $0.add(number) }
        $0.bytes += Array(repeating: 0xdd, count: pointerSize + (version == 4 ? 4 : 0))
        if hasUser {
          $0.bytes += Array(repeating: 0xcc, count: 2 * pointerSize)
          $0.bytes += [1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0]
        } else {
          $0.add(UInt32(0))
        }
        $0.narrow("sample.exe")
        $0.wide("sample.exe --call")
      }
      let process = KernelProcess(payload, version: version, pointerSize: pointerSize)
      #expect(process?.id == 4242)
      #expect(process?.parent == 77)
      #expect(process?.image == "sample.exe")
      #expect(process?.commandLine == "sample.exe --call")
      #expect(KernelProcess(payload, version: 2, pointerSize: pointerSize) == nil)
      #expect(KernelProcess(Array(payload.prefix(20)), version: version, pointerSize: pointerSize) == nil)
    }
  }
}
