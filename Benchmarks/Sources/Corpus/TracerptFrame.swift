/// What `tracerpt -of XML` writes around the values of an event.
enum TracerptFrame {
  static let beginning: StaticString = """
    <Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">\r
    \t<System>\r
    \t\t<Provider Name="Contoso-Desk" Guid="{11111111-2222-4333-8444-555555555555}" />\r
    \t\t<EventID>
    """
  static let behindID: StaticString = """
    </EventID>\r
    \t\t<Version>1</Version>\r
    \t\t<Level>4</Level>\r
    \t\t<Task>0</Task>\r
    \t\t<Opcode>10</Opcode>\r
    \t\t<Keywords>0x8000000000000020</Keywords>\r
    \t\t<TimeCreated SystemTime="
    """
  static let behindTime: StaticString = """
    " />\r
    \t\t<Correlation ActivityID="{00000000-0000-0000-0000-000000000000}" />\r
    \t\t<Execution ProcessID="4112" ThreadID="880" ProcessorID="3" KernelTime="15" UserTime="30" />\r
    \t\t<Channel />\r
    \t\t<Computer />\r
    \t</System>\r
    \t<EventData>\r
    \t\t<Data Name="Disk">       0</Data>\r
    \t\t<Data Name="Flags">0x60043</Data>\r
    \t\t<Data Name="Size">
    """
  static let behindNumber: StaticString = """
    </Data>\r
    \t\t<Data Name="Object">0xFFFFA08B12345678</Data>\r
    \t\t<Data Name="Text">
    """
  static let end: StaticString = """
    </Data>\r
    \t</EventData>\r
    \t<RenderingInfo Culture="en-US">\r
    \t\t<Opcode>Read </Opcode>\r
    \t\t<Provider>Contoso-Desk</Provider>\r
    \t\t<EventName xmlns="http://schemas.microsoft.com/win/2004/08/events/trace">Desk</EventName>\r
    \t</RenderingInfo>\r
    </Event>\r

    """
}
