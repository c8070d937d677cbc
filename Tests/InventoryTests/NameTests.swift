import Inventory
import Testing

@Suite struct NameTests {
  @Test(arguments: [
    ("acs_sdk.blog", FileRole.sdkLog), ("acs_sdk-0-s3579513326.blog", .sdkLog),
    ("Teams.msrtc-0-s1039525249.blog", .mediaStack), ("rtmcontrol.msrtc-0-2415069487.blog", .remoteControl),
    ("Debug-0-s2790420889.blog", .mediaStack), ("tscalling-0-2061129496.blog", .signalling),
    ("mystery.blog", .encryptedLog), ("Teams_MediaStackETW-2-U-xr-U.etl", .etwTrace),
    ("CldFlt0.etlgz", .etwTrace),
    ("trace.etl.bak", .rotation), ("acs_sdk.blog.bak", .rotation), ("ACS_SDK.BLOG", .sdkLog),
    ("acs_sdk-0-s3579513326.blog.zip", .sdkLog), ("acs_logs.zip", .archive), ("console.log", .log),
    ("console.log.3", .log), ("console.log.gz", .log), ("eventvwr-app.csv", .export), ("shot.png", .picture),
    ("Calling.ips", .crashReport), ("notes.docx", .other), ("blog", .other), (".etl", .other), ("", .other),
  ])
  func theNameTellsTheRole(name: String, role: FileRole) {
    #expect(FileRole(of: FileName(name)) == role)
  }

  @Test func theNameOfABlogHasParts() throws {
    let name = try #require(BlogName(FileName("Teams.msrtc-0-s1039525249.blog")))
    #expect(name.stem == "Teams.msrtc")
    #expect(name.index == "0")
    #expect(name.isMarked)
    #expect(name.number == "1039525249")
    #expect(BlogName(FileName("tscalling-12-2061129496.blog"))?.isMarked == false)
    for other in [
      "acs_sdk.blog", "a-b-c.blog", "-0-s1.blog", "a-0-s.blog", "a-0-12345678901.blog", "a-0-s1.etl",
    ] {
      #expect(BlogName(FileName(other)) == nil, "\(other)")
    }
  }

  @Test func aPackageIsToldByItsFolder() {
    let app = AppPackage(path: Ticket.folder + "acs_sdk.blog")
    #expect(app?.name == "Contoso.Calling")
    #expect(app?.publisherHash == "k2q8b5fxpmbf6")
    #expect(app?.isNamed("contoso.calling") == true)
    #expect(app?.isNamed("Contoso.Calling_k2q8b5fxpmbf6") == true)
    #expect(app?.isNamed("Contoso") == false)
    #expect(AppPackage(path: "AppData/Local/Packages/a_b_0123456789abc/x")?.name == "a_b")
    #expect(AppPackage(path: #"C:\Packages\Contoso.Calling\x"#) == nil)
    #expect(AppPackage(familyName: "Contoso_k2q8b5fxpmbfu") == nil)
    #expect(AppPackage(familyName: "_k2q8b5fxpmbf6") == nil)
  }
}
