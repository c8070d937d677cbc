import Foundation
import PackedData
import Testing

/// Encrypted zips through the command: what opens them, and what is said where nothing does.
@Suite struct PasswordTests {
  private let folder: TemporaryFolder

  /// A sound log beside a zip whose member is encrypted, and shows a call of its own.
  init() throws {
    folder = try TemporaryFolder()
    try folder.write(CommandLineTests.log, to: "sent/console.log")
    let member = CommandLineTests.log.replacing(CommandLineTests.call, with: PasswordTests.hidden)
    let zip = Packed.written(.encryptedZip(password: "correct horse"), [("hidden.log", Array(member.utf8))])
    try folder.write(Data(zip), to: "sent/ticket.zip")
  }

  private static let hidden = "0e0e0e0e-2222-4333-8444-555566667777"

  @Test(arguments: [nil, "wrong\n", "correct\nhorse\n", "correct horse \n", ""])
  func withoutTheRightPasswordItIsSaidAndTheRestIsRead(passwords: String?) throws {
    if let passwords { try folder.write(passwords, to: "passwords.txt") }
    let options = passwords == nil ? [] : ["--password-file", "passwords.txt"]
    let result = try Program.run(["scan", "sent"] + options, in: folder.url)
    #expect(result.status == 2)
    #expect(result.errors.contains("ticket.zip!/hidden.log: encrypted: "))
    #expect(result.output.contains(CommandLineTests.call))
    #expect(!result.output.contains(PasswordTests.hidden))
  }

  @Test(arguments: [
    "correct horse", "wrong\ncorrect horse\nother\n", "wrong\r\ncorrect horse\r\n",
    "\u{feff}correct horse\r\n",
  ])
  func theRightPasswordOpensIt(passwords: String) throws {
    try folder.write(passwords, to: "passwords.txt")
    for command in ["scan", "timeline", "ids"] {
      let result = try Program.run([command, "sent", "--password-file", "passwords.txt"], in: folder.url)
      #expect(result.status == 0)
      #expect(result.errors.isEmpty)
      #expect(result.output.contains(CommandLineTests.call))
      #expect(result.output.contains(PasswordTests.hidden))
    }
  }

  @Test(arguments: ["missing.txt", "sent"])
  func aFileOfPasswordsThatCannotBeReadIsAWrongCommandLine(name: String) throws {
    let result = try Program.run(["scan", "sent", "--password-file", name], in: folder.url)
    #expect(result.status == 64)
    #expect(result.errors.contains("\(name): "))
    #expect(result.output.isEmpty)
  }
}
