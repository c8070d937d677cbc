/// Invented listings, one of every form.
enum ListingSeeds {
  static let dir = """
     Volume in drive C has no label.
     Volume Serial Number is 71A1-6FA1

    C:\\Logs>dir /s *.blog

     Directory of C:\\Logs

    03/04/2026  03:07 PM    <DIR>          .
    03/04/2026  03:07 PM    <DIR>          ..
    03/04/2026  03:07 PM         5,242,880 acs_sdk-0-s1234567890.blog
    13/04/2026  03:51 AM                36 my notes.txt
                   2 File(s)      5,242,916 bytes

     Directory of C:\\Logs\\sub

    03/04/2026  12:05 AM             1,000 x.blog
                   1 File(s)          1,000 bytes

         Total Files Listed:
                   3 File(s)      5,243,916 bytes
                   2 Dir(s)   2,657,460,224 bytes free
    """

  static let tree = """
    Folder PATH listing for volume WORK
    Volume serial number is 5603-9368
    C:\\LOGS
    │   root.txt
    │
    ├───one
    │   │   a.blog
    │   │
    │   └───inner
    │           b c.blog
    │
    └───two
            d.blog

    """

  static let treeInASCII =
    tree.replacing("├───", with: "+---").replacing("└───", with: "\\---").replacing("│", with: "|")

  static let treeInFullWidth =
    tree.replacing("├───", with: "├─").replacing("└───", with: "└─").replacing("│   ", with: "│  ")

  static let robocopy = """
    -------------------------------------------------------------------------------
       ROBOCOPY     ::     Robust File Copy for Windows
    -------------------------------------------------------------------------------

      Started : 04 March 2026 05:06:07
       Source : C:\\Src\\
         Dest : C:\\Dst\\

        Files : *.blog

      Options : *.blog /L /S /E /R:1 /W:30

    ------------------------------------------------------------------------------

    \t                   2\tC:\\Src\\
    \t    New File  \t\t       6\tReadme.txt
      0%
    100%
    \t    New File  \t\t   1.2 m\tbig one.blog
    \t  New Dir          1\tC:\\Src\\sub\\
    \t    New File  \t\t       7 2026/03/04 05:06:07\tx.blog

    ------------------------------------------------------------------------------

                   Total    Copied   Skipped  Mismatch    FAILED    Extras
        Dirs :         2         2         0         0         0         0
       Files :         3         3         0         0         0         0
    """

  private static let longHex = String(repeating: "0123abcd", count: 8)

  static let certutil = """
    SHA256 hash of c:\\Logs\\a b.blog:
    \(longHex)
    CertUtil: -hashfile command completed successfully.
    MD5-Hash der Datei C:\\Logs\\x.blog:
    aa bb cc dd aa bb cc dd aa bb cc dd aa bb cc dd
    CertUtil: -hashfile-Befehl wurde erfolgreich ausgeführt.
    SHA1 hash of file y z.blog:
    aabbccddaabbccddaabbccddaabbccddaabbccdd
    CertUtil: -hashfile command completed successfully.
    """

  static let table = """


        Directory: C:\\Logs


    Mode                 LastWriteTime         Length Name
    ----                 -------------         ------ ----
    d-----          4/8/2026   8:11 PM                sub
    -a----         4/18/2026   8:11 PM             32 root.txt          
    -a---l         4/18/2026  12:11 AM           1032 a very long na...

        Verzeichnis: C:\\Logs\\sub

    Mode                LastWriteTime         Length Name
    ----                -------------         ------ ----
    -a---       06/07/2026     17:34            347 main x.blog

    """

  static let list = """


        Directory: C:\\Logs

    Name           : a.blog
    Length         : 20344600
    LastWriteTime  : 2026/8/12 下午 09:29:56

    Name              : b.blog
    FullName          : C:\\Users\\Contoso\\AppData\\Local\\Pack
                        ages\\b.blog
    Length            : 7
    LastWriteTime     : 3/4/2026 5:06:07 AM
    LastWriteTimeUtc  : 3/4/2026 4:06:07 AM

    FullName          : C:\\Logs\\sub
    Mode              : d-----
    """

  static let csv = """
    #TYPE System.IO.FileInfo
    "Mode","Name","FullName","Length","LastWriteTime","LastWriteTimeUtc","Parent"
    "d-----","sub","C:\\Logs\\sub","","3/4/2026 5:06:07 AM","3/4/2026 4:06:07 AM","Logs"
    "-a----","a, ""b"".blog","C:\\Logs\\a, ""b"".blog","12","3/4/2026 5:06:07 AM","3/4/2026 4:06:07 AM",""
    "-a----","c
    d","C:\\Logs\\c
    d","13","3/4/2026 5:06:07 AM","",""
    """

  static let jsonOfFive = """
    [
        {
            "Name":  "a.blog",
            "Length":  20,
            "Directory":  {
                              "Name":  "Logs",
                              "FullName":  "C:\\\\Logs",
                              "LastWriteTimeUtc":  "\\/Date(1436236829685)\\/"
                          },
            "FullName":  "C:\\\\Logs\\\\a.blog",
            "LastWriteTimeUtc":  "\\/Date(1436236829685)\\/"
        },
        { "Name": "sub", "FullName": "C:\\\\Logs\\\\sub", "Parent": { "FullName": "C:\\\\Logs" }, "Attributes": 16 }
    ]
    """

  static let jsonOfSeven = """
    {
      "FullName": "C:\\\\Logs\\\\a.blog",
      "Length": 20,
      "LastWriteTime": "2026-03-04T05:06:07.1234567+01:00"
    }
    """

  static let inventory = """
    {"schemaVersion":"1.0","tool":{"name":"acs-logscan","version":"1.0.0"},"entries":[
    {"path":"logs/a.blog","size":20,"modifiedTime":"2026-03-04T05:06:07Z","sha256":"\(longHex)","kind":"blog"},
    {"path":"logs/b.etl"}]}
    """

  static let inventoryCSV = """
    path,size,modifiedTime,sha256,kind,role,app
    logs/a.blog,20,2026-03-04T05:06:07Z,\(longHex),blog,sdk,
    "logs/b, c.etl",,,,etl,,
    """

  static let clixml = """
    <Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">
      <Obj RefId="0">
        <TN RefId="0"><T>System.IO.FileInfo</T><T>System.Object</T></TN>
        <ToString>C:\\Logs\\a.blog</ToString>
        <Props>
          <S N="Name">a.blog</S><I64 N="Length">44248</I64><S N="DirectoryName">C:\\Logs</S>
          <S N="FullName">C:\\Logs\\a_x0020_b.blog</S>
          <DT N="LastWriteTime">2026-01-15T23:16:57.7817215+01:00</DT>
          <DT N="LastWriteTimeUtc">2026-01-15T22:16:57.7817215Z</DT>
        </Props>
        <MS><S N="Mode">-a----</S><B N="PSIsContainer">false</B></MS>
      </Obj>
      <Obj RefId="1">
        <TN RefId="1"><T>System.IO.DirectoryInfo</T><T>System.Object</T></TN>
        <Props><S N="Name">sub</S><S N="FullName">C:\\Logs\\sub</S><S N="Parent">Logs</S></Props>
        <MS><S N="Mode">d-----</S><B N="PSIsContainer">true</B></MS>
      </Obj>
      <Obj RefId="2">
        <TNRef RefId="0" />
        <Props><S N="Name">c.blog</S><I64 N="Length">7</I64><S N="FullName">C:\\Logs\\c.blog</S></Props>
      </Obj>
    </Objs>
    """

  static let ls = """
    $ ls -lR logs
    logs:
    total 5124
    -rw-r--r--  1 contoso staff 5242880 Mar  4  2026 acs_sdk-0-s1234567890.blog
    -rw-r--r--@ 1 contoso staff    1.2K Nov 22 00:51 a b.blog
    lrwxr-xr-x  1 contoso staff       9 Nov 22 00:51 link -> a b.blog
    drwxr-xr-x  2 contoso staff    4096 Nov 22 00:51 media stack

    logs/media stack:
    total 12
    -rw-r--r-- 1 contoso staff 12000 2026-11-22 00:51:48.336987972 +0000 x.blog
    -rw-r--r-- 1 contoso staff    13 22. Nov 00:51 y.blog
    """

  static let find = """
     16334919      4 drwxr-xr-x   2 root     root         4096 Nov 22 00:51 ./media\\ stack
     16334921     12 -rw-r--r--   1 root     root        12000 Nov 22 00:51 ./media\\ stack/x.blog
    """

  static let checksums = """
    \(longHex)  ./a b.blog
    aabbccddaabbccddaabbccddaabbccdd *x.blog
    SHA1 (y (1).blog) = aabbccddaabbccddaabbccddaabbccddaabbccdd
    """

  static let hashTable = """

    Algorithm       Hash                                                                   Path
    ---------       ----                                                                   ----
    SHA256          \(longHex.uppercased())       C:\\Logs\\a b.blog
    """

  static let unzip = """
    Archive:  logs.zip
      Length      Date    Time    Name
    ---------  ---------- -----   ----
            0  2026-11-22 00:51   a/b c/
        12000  2026-11-22 00:51   a/b c/x.blog
            7  11-22-2026 00:51   y.blog
    ---------                     -------
        12007                     3 files
    """

  static let sevenZip = """
       Date      Time    Attr         Size   Compressed  Name
    ------------------- ----- ------------ ------------  ------------------------
    2026-11-22 00:51:48 D....            0            0  a
    2026-11-22 00:51:48 ....A        12000        12000  a/x y.blog
    2026-11-22 00:51:48 .....            7               z.blog
    ------------------- ----- ------------ ------------  ------------------------
    2026-11-22 00:51:48              12007        12000  2 files, 1 folders
    """

  static let tar = """
    drwxr-xr-x root/root         0 2026-11-22 00:51 a/
    -rw-r--r-- root/root     12000 2026-11-22 00:51 a/x y.blog
    -rw-r--r--  0 0      0       12000 Nov 22 00:51 a/z.blog
    """

  static let all = [
    dir, tree, treeInASCII, treeInFullWidth, robocopy, certutil, table, list, csv, jsonOfFive, jsonOfSeven,
    inventory, inventoryCSV, clixml, ls, find, checksums, hashTable, unzip, sevenZip, tar,
    "  76211200   20.09.2025      12:21:48  C:\\Logs\\a b.blog\r\n",
    "\"C:\\Logs\\x.blog\" 1234 3/14/2026 5:06:07 AM\n", "C:\\Logs\\sub\nC:\\Logs\\sub\\a.blog\n",
  ]
}
