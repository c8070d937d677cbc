import Evidence
import Testing

@testable import Formats

@Test(arguments: [
  (
    "<Events>\r\n<Event xmlns=\"http://schemas.microsoft.com/win/2004/08/events/event\">",
    ArtifactKind.eventXML
  ),
  ("<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>", .eventXML),
  ("\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- x --><Events><Event>", .eventXML),
  ("<log><Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'>", .eventXML),
  (
    "Level></System></Event>\n<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'>",
    .eventXML
  ),
  ("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><Events><Event>", .eventXML),
  ("#< CLIXML\r\n<Objs Version=\"1.1.0.1\">", .clixml),
  ("<Objs Version=\"1.1.0.1\"><Obj RefId=\"0\">", .clixml),
  (
    "<!-- <?xml version=\"1.0\" encoding=\"UTF-16\"?> -->\n<instrumentationManifest xmlns=\"http://x\">",
    .etwManifest
  ),
  ("<ins:instrumentationManifest xmlns:ins=\"http://x\">", .etwManifest),
]) func recognisesXML(head: String, kind: ArtifactKind) {
  #expect(EventXML.recognises(head: Array(head.utf8)[...]) == kind)
}

@Test(arguments: [
  "", "<", "<?xml version=\"1.0\"?>", "<!DOCTYPE html><html>", "<plist version=\"1.0\">", "plain text",
  "<Objs><Obj RefId=\"0\"><TN RefId=\"0\"><T>System.IO.FileInfo</T>", "<Event>party</Event>",
  "12:00:00 got <Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'></Event>",
  "<Eventsource>",
]) func recognisesNoOther(head: String) {
  #expect(EventXML.recognises(head: Array(head.utf8)[...]) == nil)
}
