import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Files that the user may not read. The superuser may read everything, so that there the program runs as nobody.
@Suite struct PermissionTests {
  private static let setpriv = "/usr/bin/setpriv"

  static var canDropPrivileges: Bool { FileManager.default.isExecutableFile(atPath: setpriv) }

  @Test(.enabled(if: geteuid() != 0 || canDropPrivileges, "the superuser may read everything"))
  func whatMayNotBeReadIsSaidAndTheRestIsRead() throws {
    let folder = try TemporaryFolder()
    let line =
      "2026-03-04T10:00:00.000Z azure:ACS-calling:info C [ACSCall{5f0c1a2b-1111-4222-8333-444455556666}{Connected}] x\n"
    for name in ["sent/a.log", "sent/secret.log", "sent/closed/b.log"] { try folder.write(line, to: name) }
    // The build's own folder may be closed to nobody.
    let result = try Program.shell(
      """
      cp "$0" program; chmod 755 . sent program; chmod 000 sent/secret.log sent/closed
      if [ "$(id -u)" = 0 ]; then drop="\(PermissionTests.setpriv) --reuid 65534 --clear-groups"; fi
      $drop ./program sent; echo "status $?"
      chmod 755 sent/closed
      """, in: folder.url)
    #expect(result.text.contains("status 2"))
    #expect(result.text.contains("secret.log: unreadable: Permission denied"))
    #expect(result.text.contains("closed: unreadable: Permission denied"))
    #expect(result.text.contains("5f0c1a2b-1111-4222-8333-444455556666"))
  }
}
