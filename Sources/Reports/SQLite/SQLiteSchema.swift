/// The tables and views of the SQLite report; `Docs/sqlite.md` describes them.
enum SQLiteSchema {
  struct Table {
    let name: String
    let columns: [String]

    init(_ name: String, _ columns: [String]) {
      self.name = name
      self.columns = columns
    }

    var creation: String { "CREATE TABLE \(name) (\(columns.joined(separator: ", ")))" }

    var insertion: String {
      "INSERT INTO \(name) VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))"
    }
  }

  private static let callColumn = "call INTEGER NOT NULL REFERENCES calls(id)"
  private static let anyCallColumn = "call INTEGER REFERENCES calls(id)"
  private static let place = [
    "artifact INTEGER REFERENCES artifacts(id)", "line INTEGER", "record INTEGER", "byte_offset INTEGER",
  ]

  static let report = Table("report", ["tool TEXT", "version TEXT", "schema_version TEXT"])
  static let artifacts = Table(
    "artifacts",
    [
      "id INTEGER PRIMARY KEY", "path TEXT NOT NULL", "kind TEXT NOT NULL", "bytes INTEGER",
      "records INTEGER",
      "recognised INTEGER", "first_time TEXT", "first_basis TEXT", "last_time TEXT", "last_basis TEXT",
      "sha256 TEXT",
    ])
  static let problems = Table(
    "problems",
    [
      "artifact INTEGER NOT NULL REFERENCES artifacts(id)", "kind TEXT NOT NULL", "detail TEXT",
      "byte_offset INTEGER", "loses_input INTEGER NOT NULL",
    ])
  static let calls = Table(
    "calls",
    [
      "id INTEGER PRIMARY KEY", "key TEXT NOT NULL UNIQUE", "call_id TEXT", "verdict TEXT", "start_time TEXT",
      "start_basis TEXT", "connected_time TEXT", "connected_basis TEXT", "end_time TEXT", "end_basis TEXT",
      "duration_seconds REAL", "code INTEGER", "sub_code INTEGER", "class TEXT", "title TEXT", "action TEXT",
      "network_flag INTEGER NOT NULL", "infrastructure_flag INTEGER NOT NULL", "failed INTEGER NOT NULL",
    ])
  static let ids = Table(
    "ids",
    [
      callColumn, "id TEXT NOT NULL", "role TEXT NOT NULL", "evidence TEXT NOT NULL", "first_seen TEXT",
      "first_basis TEXT",
    ] + place)
  static let clients = Table(
    "clients", [callColumn, "number INTEGER NOT NULL", "label TEXT", "platform TEXT"])
  static let legs = Table(
    "legs",
    [
      callColumn, "number INTEGER NOT NULL", "client INTEGER", "user TEXT", "participant_id TEXT",
      "endpoint_id TEXT", "direction TEXT", "join_time TEXT", "join_basis TEXT", "connected_time TEXT",
      "connected_basis TEXT", "leave_time TEXT", "leave_basis TEXT", "setup_seconds REAL",
      "ringing_seconds REAL", "lobby_seconds REAL", "hold_seconds REAL", "connected_seconds REAL",
      "code INTEGER", "sub_code INTEGER", "class TEXT", "witness TEXT", "quality TEXT", "sdk_version TEXT",
      "os TEXT", "browser TEXT", "endpoint_type TEXT", "participant_type TEXT",
    ])
  static let states = Table(
    "states",
    [
      callColumn, "leg INTEGER", "client INTEGER", "state TEXT NOT NULL", "time TEXT", "basis TEXT",
      "impossible INTEGER NOT NULL",
    ] + place)
  static let endReasons = Table(
    "end_reasons",
    [
      callColumn, "leg INTEGER", "code INTEGER NOT NULL", "sub_code INTEGER", "class TEXT NOT NULL",
      "title TEXT", "phrase TEXT", "witness TEXT NOT NULL", "time TEXT", "basis TEXT",
    ] + place)
  static let events = Table(
    "events",
    [
      anyCallColumn, "time TEXT", "basis TEXT", "kind TEXT NOT NULL", "witness TEXT NOT NULL",
      "client INTEGER", "code INTEGER", "sub_code INTEGER", "seen_call_id TEXT", "text TEXT NOT NULL",
    ] + place)
  static let diagnostics = Table(
    "diagnostics",
    [
      callColumn, "client INTEGER", "name TEXT NOT NULL", "value TEXT NOT NULL", "unhealthy INTEGER",
      "participant TEXT", "time TEXT", "basis TEXT",
    ] + place)
  static let quality = Table(
    "quality",
    [
      callColumn, "participant TEXT", "metric TEXT NOT NULL", "value REAL NOT NULL", "verdict TEXT NOT NULL",
    ] + place)
  static let identifiers = Table(
    "identifiers",
    [
      anyCallColumn, "kind TEXT NOT NULL", "value TEXT NOT NULL", "first_seen TEXT", "first_basis TEXT",
      "last_seen TEXT", "last_basis TEXT",
    ] + place)
  static let related = Table(
    "related", [callColumn, "other_key TEXT NOT NULL", "relation TEXT NOT NULL", "evidence TEXT NOT NULL"])
  static let findings = Table(
    "findings",
    [anyCallColumn, "kind TEXT NOT NULL", "severity TEXT NOT NULL", "text TEXT NOT NULL"] + place)

  static let tables = [
    report, artifacts, problems, calls, ids, clients, legs, states, endReasons, events, diagnostics, quality,
    identifiers, related, findings,
  ]

  /// What most questions begin with.
  static let views = [
    """
    CREATE VIEW calls_by_code AS SELECT code, sub_code, class, title, count(*) AS calls
    FROM calls GROUP BY code, sub_code, class, title ORDER BY calls DESC
    """,
    """
    CREATE VIEW calls_by_hour AS SELECT substr(start_time, 1, 13) || ':00Z' AS hour, count(*) AS calls,
    sum(failed) AS failed, sum(network_flag) AS network, sum(infrastructure_flag) AS infrastructure
    FROM calls WHERE start_basis <> 'floating' GROUP BY hour ORDER BY hour
    """,
    """
    CREATE VIEW timeline AS SELECT calls.key AS call, events.time, events.basis, events.kind, events.witness,
    events.client, events.code, events.sub_code, events.text, artifacts.path AS artifact, events.line,
    events.record, events.byte_offset
    FROM events LEFT JOIN calls ON calls.id = events.call LEFT JOIN artifacts ON artifacts.id = events.artifact
    ORDER BY events.rowid
    """,
    """
    CREATE VIEW participants AS SELECT calls.key AS call, legs.number, legs.user, legs.participant_id,
    legs.endpoint_type, legs.join_time, legs.leave_time, legs.connected_seconds, legs.code, legs.sub_code,
    legs.class, legs.quality, legs.sdk_version, legs.os, legs.browser
    FROM legs JOIN calls ON calls.id = legs.call
    """,
    """
    CREATE VIEW every_id AS SELECT calls.key AS call, 'call-id' AS kind, ids.id AS value FROM ids JOIN calls
    ON calls.id = ids.call UNION SELECT calls.key, identifiers.kind, identifiers.value FROM identifiers
    LEFT JOIN calls ON calls.id = identifiers.call
    """,
  ]

  static let indexes = [
    "CREATE INDEX ids_id ON ids(id)", "CREATE INDEX identifiers_value ON identifiers(value)",
    "CREATE INDEX events_call ON events(call, time)", "CREATE INDEX events_kind ON events(kind)",
    "CREATE INDEX calls_code ON calls(code, sub_code)", "CREATE INDEX calls_start ON calls(start_time)",
  ]
}
