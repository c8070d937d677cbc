import Evidence
import Testing

/// What consoles of Windows list: `dir`, `where`, `tree`, `forfiles`, `robocopy`, `certutil`.
@Suite struct ListingConsoleTests {
  @Test func dirIsReadWithItsSums() throws {
    let read = try listing(in: ListingSeeds.dir)
    #expect(read.forms == [.dir])
    #expect(
      read.lines == [
        "C:\\Logs\\acs_sdk-0-s1234567890.blog 5242880 3|4|2026@15:7",
        "C:\\Logs\\my notes.txt 36 13|4|2026@3:51", "C:\\Logs\\sub\\x.blog 1000 3|4|2026@0:5",
      ])
    #expect(read.mismatches.isEmpty)
    #expect(read.patterns == ["*.blog"])
  }

  @Test func sumsThatDoNotFitAreTold() throws {
    let read = try listing(in: ListingSeeds.dir.replacing("5,242,880 acs", with: "5,242,881 acs"))
    #expect(read.mismatches.map(\.folder) == ["C:\\Logs", nil])
    #expect(read.mismatches.map(\.countedBytes) == [5_242_917, 5_243_917])
    #expect(read.mismatches.first?.writtenBytes == 5_242_916)
    #expect(read.mismatches.first?.countedFiles == 2)
  }

  @Test(arguments: [
    (" Verzeichnis von C:\\Logs", "Fr, 04. 07. 2025  07:46           101.846 a b.blog", "4|7|2025@7:46"),
    (" Verzeichnis von C:\\Logs", "04.07.2025  07:46           101 846 a b.blog", "4|7|2025@7:46"),
    (" C:\\Logs のディレクトリ", "2025/07/04  07:46           101,846 a b.blog", "2025-7-4@7:46"),
    (" Répertoire de C:\\Logs", "04/07/2025  07:46           101\u{a0}846 a b.blog", "4|7|2025@7:46"),
    (" Répertoire de C:\\Logs", "04/07/2025  07:46           101\u{202f}846 a b.blog", "4|7|2025@7:46"),
    (" C:\\Logs 的目录", "2025/07/04  下午 07:46           101,846 a b.blog", "2025-7-4@19:46"),
    (" Κατάλογος: C:\\Logs", "04/07/2025  07:46 μμ           101.846 a b.blog", "4|7|2025@19:46"),
    (" Directory of C:\\Logs", "07/04/25  12:46 AM           101,846 a b.blog", "7|4|2025@0:46"),
    (" Directory of C:\\Logs", "04.07.2025  07.46           101'846 a b.blog", "4|7|2025@7:46"),
  ])
  func anyLanguageIsRead(heading: String, line: String, time: String) throws {
    let heading = heading.replacing(":", with: "", maxReplacements: heading.contains("Κατ") ? 1 : 0)
    let read = try listing(in: "\(heading)\n\n\(line)\n")
    #expect(read.lines == ["C:\\Logs\\a b.blog 101846 \(time)"])
  }

  @Test func aLostHalfOfTheDayIsUnknown() throws {
    let read = try listing(in: " Directory of C:\\Logs\n\n04/07/2025  04:45 ??           101 a.blog\n")
    #expect(read.lines == ["C:\\Logs\\a.blog 101"])
  }

  @Test func linksFoldersAndStreamsAreNoFiles() throws {
    let read = try listing(
      in: """
         Directory of C:\\Logs

        03/14/2026  03:07 PM    <DIR>          .
        03/14/2026  03:07 PM    <JUNCTION>     map [C:\\Users\\Contoso\\else]
        03/14/2026  03:07 PM    <SYMLINK>      link.blog [C:\\x.blog]
        03/14/2026  03:07 PM             (12) cloud.blog
        03/14/2026  03:07 PM                36 hm.txt
                                            34 hm.txt:root.txt:$DATA
                       3 File(s)             48 bytes
                       2 Dir(s)   2,657,460,224 bytes free
        """)
    #expect(read.entries.map(\.path) == ["C:\\Logs\\cloud.blog", "C:\\Logs\\hm.txt"])
    #expect(read.mismatches.isEmpty)
  }

  @Test func groupsPartedByBlanksAreToldFromNames() throws {
    let read = try listing(
      in: """
         Verzeichnis von C:\\Logs

        04.07.2025  07:46    <DIR>          .
        04.07.2025  07:46                12 345 x.blog
        04.07.2025  07:46            12 345 x.blog
        """)
    #expect(read.lines == ["C:\\Logs\\345 x.blog 12 4|7|2025@7:46", "C:\\Logs\\x.blog 12345 4|7|2025@7:46"])
  }

  @Test func codePagesAreTold() throws {
    var french = Array(" R".utf8) + [0x82] + Array("pertoire de C:\\Users\\Zo".utf8) + [0x89]
    french += Array("\r\n\r\n15/12/2024  14:09             2".utf8) + [0xff] + Array("503 ".utf8) + [0x82]
    french += Array("t".utf8) + [0x82] + Array(".blog\r\n".utf8)
    #expect(try listing(in: french).lines == ["C:\\Users\\Zoë\\été.blog 2503 15|12|2024@14:9"])

    var german = Array(" Verzeichnis von C:\\Bl".utf8) + [0xe4] + Array("tter\r\n\r\n".utf8)
    german += Array("15.12.2024  14:09             2.503 T".utf8) + [0xfc] + Array("r.blog\r\n".utf8)
    #expect(try listing(in: german).lines == ["C:\\Blätter\\Tür.blog 2503 15|12|2024@14:9"])
  }

  #if canImport(Glibc)
    @Test func japaneseCodePageIsTold() throws {
      // " C:\表 のディレクトリ": the second byte of 表 is a backslash.
      var japanese = Array(" C:\\".utf8) + [0x95, 0x5c, 0x20, 0x82, 0xcc, 0x83, 0x66, 0x83, 0x42, 0x83, 0x8c]
      japanese += [0x83, 0x4e, 0x83, 0x67, 0x83, 0x8a] + Array("\r\n\r\n".utf8)
      japanese += Array("2022/05/11  08:52                 4 a.blog\r\n".utf8)
      #expect(try listing(in: japanese).lines == ["C:\\表\\a.blog 4 2022-5-11@8:52"])
    }
  #endif

  @Test func pastedFromATicket() throws {
    let read = try listing(
      in: """
         Directory of C:\\Logs

        03/14/2026  03:07 PM    &lt;DIR&gt;          .
        03/14/2026  03:07 PM                36 a &amp b.txt
        """)
    #expect(read.entries.map(\.path) == ["C:\\Logs\\a &amp b.txt"])
  }

  @Test func whereIsReadInItsForms() throws {
    let asked = try listing(
      in: "C:\\Logs>where /r C:\\Logs acs*.blog\nC:\\Logs\\acs 1.blog\nC:\\Logs\\acs2.blog\n")
    #expect(asked.forms == [.where])
    #expect(asked.lines == ["C:\\Logs\\acs 1.blog", "C:\\Logs\\acs2.blog"])
    #expect(asked.patterns == ["acs*.blog"])
    #expect(
      try listing(in: "  76211200   20.09.2025      12:21:48  C:\\Logs\\a b.blog\n").lines
        == ["C:\\Logs\\a b.blog 76211200 20|9|2025@12:21"])
    #expect(
      try listing(in: "    1234   9/20/2025      2:21:48 PM  \"C:\\Logs\\a b.blog\"\n").lines
        == ["C:\\Logs\\a b.blog 1234 9|20|2025@14:21"])
    let quoted = try listing(in: "\"C:\\Logs\\a b.blog\"\n\"\\\\server\\share\\c.blog\"\n")
    #expect(quoted.forms == [.where])
    #expect(quoted.lines == ["C:\\Logs\\a b.blog", "\\\\server\\share\\c.blog"])
  }

  @Test func foldersInPathListsAreNoFiles() throws {
    let read = try listing(
      in: "C:\\Logs\\sub\nC:\\Logs\\a.blog\nC:\\Logs\\sub\\x.blog\n\\\\?\\C:\\Logs\\y.blog\n")
    #expect(read.forms == [.pathList])
    #expect(read.lines == ["C:\\Logs\\a.blog", "C:\\Logs\\sub\\x.blog", "\\\\?\\C:\\Logs\\y.blog"])
  }

  @Test(arguments: [80, 120])
  func wrappedPathsAreJoined(width: Int) throws {
    let path =
      "C:\\Users\\Contoso\\AppData\\Local\\Packages\\11111111-2222-4333-8444-555555555555_k2q8b5fxpmbf6\\LocalState\\acs_sdk-0-s1234567890.blog"
    let wrapped = String(path.prefix(width)) + "\n" + String(path.dropFirst(width))
    #expect(
      try listing(in: "\(wrapped)\nC:\\Logs\\b.blog\n\(wrapped)\n").lines == [path, "C:\\Logs\\b.blog", path])
  }

  @Test func treesAreFollowed() throws {
    for drawing in [ListingSeeds.tree, ListingSeeds.treeInASCII, ListingSeeds.treeInFullWidth] {
      let read = try listing(in: drawing)
      #expect(read.forms == [.tree])
      #expect(
        read.lines == [
          "C:\\LOGS\\root.txt", "C:\\LOGS\\one\\a.blog", "C:\\LOGS\\one\\inner\\b c.blog",
          "C:\\LOGS\\two\\d.blog",
        ])
    }
    // The bars of CP850.
    var bytes: [UInt8] = []
    for scalar in ListingSeeds.tree.unicodeScalars {
      switch scalar {
      case "│": bytes.append(0xb3)
      case "├": bytes.append(0xc3)
      case "└": bytes.append(0xc0)
      case "─": bytes.append(0xc4)
      default: bytes.append(UInt8(scalar.value))
      }
    }
    #expect(try listing(in: bytes).lines.last == "C:\\LOGS\\two\\d.blog")
  }

  @Test func forfilesRobocopyAndCertutilAreRead() throws {
    #expect(
      try listing(in: "\n\"C:\\Logs\\x.blog\" 1234 3/14/2026 5:06:07 AM\n\"x.txt\" 0 3/14/2026 5:06:07 PM\n")
        .lines
        == ["C:\\Logs\\x.blog 1234 3|14|2026@5:6", "x.txt 0 3|14|2026@17:6"])

    let copy = try listing(in: ListingSeeds.robocopy)
    #expect(copy.forms == [.robocopy])
    #expect(
      copy.lines == [
        "C:\\Src\\Readme.txt 6", "C:\\Src\\big one.blog 1153433-1363148",
        "C:\\Src\\sub\\x.blog 7 2026-3-4@5:6",
      ])
    #expect(copy.mismatches.isEmpty)
    #expect(copy.patterns == ["*.blog"])
    let cut = try listing(in: ListingSeeds.robocopy.replacing("Files :         3", with: "Files :         9"))
    #expect(cut.mismatches.isEmpty, "what is copied was listed")

    let hashes = try listing(in: ListingSeeds.certutil)
    #expect(
      hashes.lines == [
        "c:\\Logs\\a b.blog sha256:0123ab", "C:\\Logs\\x.blog md5:aabbcc", "y z.blog sha1:aabbcc",
      ])
  }
}
