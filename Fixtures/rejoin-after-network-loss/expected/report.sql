BEGIN TRANSACTION;
CREATE TABLE artifacts (id INTEGER PRIMARY KEY, path TEXT NOT NULL, kind TEXT NOT NULL, bytes INTEGER, records INTEGER, recognised INTEGER, first_time TEXT, first_basis TEXT, last_time TEXT, last_basis TEXT, sha256 TEXT);
INSERT INTO "artifacts" VALUES(1,'console.log','web-console-log',3844,40,40,'2024-06-11T16:00:00.100Z','text','2024-06-11T16:20:33.901Z','text',NULL);
CREATE TABLE calls (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, call_id TEXT, verdict TEXT, start_time TEXT, start_basis TEXT, connected_time TEXT, connected_basis TEXT, end_time TEXT, end_basis TEXT, duration_seconds REAL, code INTEGER, sub_code INTEGER, class TEXT, title TEXT, action TEXT, network_flag INTEGER NOT NULL, infrastructure_flag INTEGER NOT NULL, failed INTEGER NOT NULL);
INSERT INTO "calls" VALUES(1,'d00d00ff-1234-4abc-8def-000000000aff','d00d00ff-1234-4abc-8def-000000000aff','This client lost the call to a network fault 7 min 54 s after it connected (410/301005: The service removed the participant: its media connection was lost), 21 s after networkReconnect was Bad and 20 s after noNetwork was true; it rejoined 1 min 1 s later and left with 0/0.','2024-06-11T16:00:05.000Z','text','2024-06-11T16:00:06.800Z','text','2024-06-11T16:20:33.900Z','text',1227.1,410,301005,'network','The service removed the participant: its media connection was lost.','Usually the client left abruptly or lost its network: rejoin, check the network, and use a current SDK.',0,0,1);
CREATE TABLE clients (call INTEGER NOT NULL REFERENCES calls(id), number INTEGER NOT NULL, label TEXT, platform TEXT);
INSERT INTO "clients" VALUES(1,1,'CallClient1 (web)','web');
CREATE TABLE diagnostics (call INTEGER NOT NULL REFERENCES calls(id), client INTEGER, name TEXT NOT NULL, value TEXT NOT NULL, unhealthy INTEGER, participant TEXT, time TEXT, basis TEXT, artifact INTEGER REFERENCES artifacts(id), line INTEGER, record INTEGER, byte_offset INTEGER);
INSERT INTO "diagnostics" VALUES(1,1,'networkReconnect','Bad',1,NULL,'2024-06-11T16:07:40.000Z','text',1,14,NULL,1246);
INSERT INTO "diagnostics" VALUES(1,1,'noNetwork','true',1,NULL,'2024-06-11T16:07:41.200Z','text',1,15,NULL,1365);
INSERT INTO "diagnostics" VALUES(1,1,'noNetwork','false',0,NULL,'2024-06-11T16:08:50.000Z','text',1,18,NULL,1604);
INSERT INTO "diagnostics" VALUES(1,1,'networkReconnect','Good',0,NULL,'2024-06-11T16:09:04.000Z','text',1,23,NULL,2027);
CREATE TABLE end_reasons (call INTEGER NOT NULL REFERENCES calls(id), leg INTEGER, code INTEGER NOT NULL, sub_code INTEGER, class TEXT NOT NULL, title TEXT, phrase TEXT, witness TEXT NOT NULL, time TEXT, basis TEXT, artifact INTEGER REFERENCES artifacts(id), line INTEGER, record INTEGER, byte_offset INTEGER);
INSERT INTO "end_reasons" VALUES(1,1,410,301005,'network','The service removed the participant: its media connection was lost.',NULL,'client','2024-06-11T16:08:01.001Z','text',1,17,NULL,1535);
INSERT INTO "end_reasons" VALUES(1,2,0,0,'success','Normal end: this participant hung up.',NULL,'client','2024-06-11T16:20:33.901Z','text',1,40,NULL,3782);
CREATE TABLE events (call INTEGER REFERENCES calls(id), time TEXT, basis TEXT, kind TEXT NOT NULL, witness TEXT NOT NULL, client INTEGER, code INTEGER, sub_code INTEGER, seen_call_id TEXT, text TEXT NOT NULL, artifact INTEGER REFERENCES artifacts(id), line INTEGER, record INTEGER, byte_offset INTEGER);
INSERT INTO "events" VALUES(1,'2024-06-11T16:00:05.000Z','text','mention','client',1,NULL,NULL,'d00d0001-1234-4abc-8def-000000000a01','join: callId=d00d0001-1234-4abc-8def-000000000a01 groupId=99990000-aaaa-4bbb-8ccc-ddddeeee0001',1,2,NULL,68);
INSERT INTO "events" VALUES(1,'2024-06-11T16:00:05.003Z','text','state','client',1,NULL,NULL,'d00d0001-1234-4abc-8def-000000000a01','Call state changed Connecting',1,3,NULL,188);
INSERT INTO "events" VALUES(1,'2024-06-11T16:00:06.020Z','text','id-change','client',1,NULL,NULL,'d00d00ff-1234-4abc-8def-000000000aff','Call id Changed d00d00ff-1234-4abc-8def-000000000aff',1,4,NULL,244);
INSERT INTO "events" VALUES(1,'2024-06-11T16:00:06.800Z','text','state','client',1,NULL,NULL,'d00d00ff-1234-4abc-8def-000000000aff','Call state changed Connected',1,5,NULL,323);
INSERT INTO "events" VALUES(1,'2024-06-11T16:07:40.000Z','text','diagnostic','client',1,NULL,NULL,NULL,'diagnosticChanged {"diagnostic":"networkReconnect","value":3,"valueType":"DiagnosticQuality"}',1,14,NULL,1246);
INSERT INTO "events" VALUES(1,'2024-06-11T16:07:41.200Z','text','diagnostic','client',1,NULL,NULL,NULL,'diagnosticChanged {"diagnostic":"noNetwork","value":true,"valueType":"DiagnosticFlag"}',1,15,NULL,1365);
INSERT INTO "events" VALUES(1,'2024-06-11T16:08:01.000Z','text','state','client',1,NULL,NULL,'d00d00ff-1234-4abc-8def-000000000aff','Call state changed Disconnected',1,16,NULL,1477);
INSERT INTO "events" VALUES(1,'2024-06-11T16:08:01.001Z','text','end','client',1,410,301005,NULL,'Call end reason: code: 410, subcode: 301005',1,17,NULL,1535);
INSERT INTO "events" VALUES(1,'2024-06-11T16:08:50.000Z','text','diagnostic','client',1,NULL,NULL,NULL,'diagnosticChanged {"diagnostic":"noNetwork","value":false,"valueType":"DiagnosticFlag"}',1,18,NULL,1604);
INSERT INTO "events" VALUES(1,'2024-06-11T16:09:02.000Z','text','mention','client',1,NULL,NULL,'d00d0002-1234-4abc-8def-000000000a02','join: callId=d00d0002-1234-4abc-8def-000000000a02 groupId=99990000-aaaa-4bbb-8ccc-ddddeeee0001',1,19,NULL,1717);
INSERT INTO "events" VALUES(1,'2024-06-11T16:09:02.002Z','text','state','client',1,NULL,NULL,'d00d0002-1234-4abc-8def-000000000a02','Call state changed Connecting',1,20,NULL,1837);
INSERT INTO "events" VALUES(1,'2024-06-11T16:09:03.100Z','text','id-change','client',1,NULL,NULL,'d00d00ff-1234-4abc-8def-000000000aff','Call id Changed d00d00ff-1234-4abc-8def-000000000aff',1,21,NULL,1893);
INSERT INTO "events" VALUES(1,'2024-06-11T16:09:03.700Z','text','state','client',1,NULL,NULL,'d00d00ff-1234-4abc-8def-000000000aff','Call state changed Connected',1,22,NULL,1972);
INSERT INTO "events" VALUES(1,'2024-06-11T16:09:04.000Z','text','diagnostic','client',1,NULL,NULL,NULL,'diagnosticChanged {"diagnostic":"networkReconnect","value":1,"valueType":"DiagnosticQuality"}',1,23,NULL,2027);
INSERT INTO "events" VALUES(1,'2024-06-11T16:20:33.700Z','text','state','client',1,NULL,NULL,'d00d00ff-1234-4abc-8def-000000000aff','Call state changed Disconnecting',1,38,NULL,3665);
INSERT INTO "events" VALUES(1,'2024-06-11T16:20:33.900Z','text','state','client',1,NULL,NULL,'d00d00ff-1234-4abc-8def-000000000aff','Call state changed Disconnected',1,39,NULL,3724);
INSERT INTO "events" VALUES(1,'2024-06-11T16:20:33.901Z','text','end','client',1,0,0,NULL,'Call end reason: code: 0, subcode: 0',1,40,NULL,3782);
INSERT INTO "events" VALUES(NULL,'2024-06-11T16:00:00.100Z','text','client','client',NULL,NULL,NULL,NULL,'created',1,1,NULL,0);
CREATE TABLE findings (call INTEGER REFERENCES calls(id), kind TEXT NOT NULL, severity TEXT NOT NULL, text TEXT NOT NULL, artifact INTEGER REFERENCES artifacts(id), line INTEGER, record INTEGER, byte_offset INTEGER);
CREATE TABLE identifiers (call INTEGER REFERENCES calls(id), kind TEXT NOT NULL, value TEXT NOT NULL, first_seen TEXT, first_basis TEXT, last_seen TEXT, last_basis TEXT, artifact INTEGER REFERENCES artifacts(id), line INTEGER, record INTEGER, byte_offset INTEGER);
INSERT INTO "identifiers" VALUES(1,'group-id','99990000-aaaa-4bbb-8ccc-ddddeeee0001','2024-06-11T16:00:05.000Z','text','2024-06-11T16:09:02.000Z','text',1,2,NULL,68);
CREATE TABLE ids (call INTEGER NOT NULL REFERENCES calls(id), id TEXT NOT NULL, role TEXT NOT NULL, evidence TEXT NOT NULL, first_seen TEXT, first_basis TEXT, artifact INTEGER REFERENCES artifacts(id), line INTEGER, record INTEGER, byte_offset INTEGER);
INSERT INTO "ids" VALUES(1,'d00d0001-1234-4abc-8def-000000000a01','initial','explicit','2024-06-11T16:00:05.000Z','text',1,2,NULL,68);
INSERT INTO "ids" VALUES(1,'d00d00ff-1234-4abc-8def-000000000aff','final','explicit','2024-06-11T16:00:06.020Z','text',1,4,NULL,244);
INSERT INTO "ids" VALUES(1,'d00d0002-1234-4abc-8def-000000000a02','initial','explicit','2024-06-11T16:09:02.000Z','text',1,19,NULL,1717);
CREATE TABLE legs (call INTEGER NOT NULL REFERENCES calls(id), number INTEGER NOT NULL, client INTEGER, user TEXT, participant_id TEXT, endpoint_id TEXT, direction TEXT, join_time TEXT, join_basis TEXT, connected_time TEXT, connected_basis TEXT, leave_time TEXT, leave_basis TEXT, setup_seconds REAL, ringing_seconds REAL, lobby_seconds REAL, hold_seconds REAL, connected_seconds REAL, code INTEGER, sub_code INTEGER, class TEXT, witness TEXT, quality TEXT, sdk_version TEXT, os TEXT, browser TEXT, endpoint_type TEXT, participant_type TEXT);
INSERT INTO "legs" VALUES(1,1,1,NULL,NULL,NULL,NULL,'2024-06-11T16:00:05.003Z','text','2024-06-11T16:00:06.800Z','text','2024-06-11T16:08:01.000Z','text',1.797,NULL,NULL,NULL,474.2,410,301005,'network','client',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "legs" VALUES(1,2,1,NULL,NULL,NULL,NULL,'2024-06-11T16:09:02.002Z','text','2024-06-11T16:09:03.700Z','text','2024-06-11T16:20:33.900Z','text',1.698,NULL,NULL,NULL,690.0,0,0,'success','client',NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE problems (artifact INTEGER NOT NULL REFERENCES artifacts(id), kind TEXT NOT NULL, detail TEXT, byte_offset INTEGER, loses_input INTEGER NOT NULL);
CREATE TABLE quality (call INTEGER NOT NULL REFERENCES calls(id), participant TEXT, metric TEXT NOT NULL, value REAL NOT NULL, verdict TEXT NOT NULL, artifact INTEGER REFERENCES artifacts(id), line INTEGER, record INTEGER, byte_offset INTEGER);
CREATE TABLE related (call INTEGER NOT NULL REFERENCES calls(id), other_key TEXT NOT NULL, relation TEXT NOT NULL, evidence TEXT NOT NULL);
CREATE TABLE report (tool TEXT, version TEXT, schema_version TEXT);
INSERT INTO "report" VALUES('acs-logscan','0','1.0');
CREATE TABLE states (call INTEGER NOT NULL REFERENCES calls(id), leg INTEGER, client INTEGER, state TEXT NOT NULL, time TEXT, basis TEXT, impossible INTEGER NOT NULL, artifact INTEGER REFERENCES artifacts(id), line INTEGER, record INTEGER, byte_offset INTEGER);
INSERT INTO "states" VALUES(1,1,1,'Connecting','2024-06-11T16:00:05.003Z','text',0,1,3,NULL,188);
INSERT INTO "states" VALUES(1,1,1,'Connected','2024-06-11T16:00:06.800Z','text',0,1,5,NULL,323);
INSERT INTO "states" VALUES(1,1,1,'Disconnected','2024-06-11T16:08:01.000Z','text',0,1,16,NULL,1477);
INSERT INTO "states" VALUES(1,2,1,'Connecting','2024-06-11T16:09:02.002Z','text',0,1,20,NULL,1837);
INSERT INTO "states" VALUES(1,2,1,'Connected','2024-06-11T16:09:03.700Z','text',0,1,22,NULL,1972);
INSERT INTO "states" VALUES(1,2,1,'Disconnecting','2024-06-11T16:20:33.700Z','text',0,1,38,NULL,3665);
INSERT INTO "states" VALUES(1,2,1,'Disconnected','2024-06-11T16:20:33.900Z','text',0,1,39,NULL,3724);
CREATE INDEX ids_id ON ids(id);
CREATE INDEX identifiers_value ON identifiers(value);
CREATE INDEX events_call ON events(call, time);
CREATE INDEX events_kind ON events(kind);
CREATE INDEX calls_code ON calls(code, sub_code);
CREATE INDEX calls_start ON calls(start_time);
CREATE VIEW calls_by_code AS SELECT code, sub_code, class, title, count(*) AS calls
FROM calls GROUP BY code, sub_code, class, title ORDER BY calls DESC;
CREATE VIEW calls_by_hour AS SELECT substr(start_time, 1, 13) || ':00Z' AS hour, count(*) AS calls,
sum(failed) AS failed, sum(network_flag) AS network, sum(infrastructure_flag) AS infrastructure
FROM calls WHERE start_basis <> 'floating' GROUP BY hour ORDER BY hour;
CREATE VIEW timeline AS SELECT calls.key AS call, events.time, events.basis, events.kind, events.witness,
events.client, events.code, events.sub_code, events.text, artifacts.path AS artifact, events.line,
events.record, events.byte_offset
FROM events LEFT JOIN calls ON calls.id = events.call LEFT JOIN artifacts ON artifacts.id = events.artifact
ORDER BY events.rowid;
CREATE VIEW participants AS SELECT calls.key AS call, legs.number, legs.user, legs.participant_id,
legs.endpoint_type, legs.join_time, legs.leave_time, legs.connected_seconds, legs.code, legs.sub_code,
legs.class, legs.quality, legs.sdk_version, legs.os, legs.browser
FROM legs JOIN calls ON calls.id = legs.call;
CREATE VIEW every_id AS SELECT calls.key AS call, 'call-id' AS kind, ids.id AS value FROM ids JOIN calls
ON calls.id = ids.call UNION SELECT calls.key, identifiers.kind, identifiers.value FROM identifiers
LEFT JOIN calls ON calls.id = identifiers.call;
COMMIT;
-- calls_by_code: code sub_code class title calls
-- | 410 | 301005 | network | The service removed the participant: its media connection was lost. | 1
-- calls_by_hour: hour calls failed network infrastructure
-- | 2024-06-11T16:00Z | 1 | 1 | 0 | 0
-- every_id: call kind value
-- | d00d00ff-1234-4abc-8def-000000000aff | call-id | d00d0001-1234-4abc-8def-000000000a01
-- | d00d00ff-1234-4abc-8def-000000000aff | call-id | d00d0002-1234-4abc-8def-000000000a02
-- | d00d00ff-1234-4abc-8def-000000000aff | call-id | d00d00ff-1234-4abc-8def-000000000aff
-- | d00d00ff-1234-4abc-8def-000000000aff | group-id | 99990000-aaaa-4bbb-8ccc-ddddeeee0001
-- participants: call number user participant_id endpoint_type join_time leave_time connected_seconds code sub_code class quality sdk_version os browser
-- | d00d00ff-1234-4abc-8def-000000000aff | 1 | None | None | None | 2024-06-11T16:00:05.003Z | 2024-06-11T16:08:01.000Z | 474.2 | 410 | 301005 | network | None | None | None | None
-- | d00d00ff-1234-4abc-8def-000000000aff | 2 | None | None | None | 2024-06-11T16:09:02.002Z | 2024-06-11T16:20:33.900Z | 690.0 | 0 | 0 | success | None | None | None | None
-- timeline: call time basis kind witness client code sub_code text artifact line record byte_offset
-- | d00d00ff-1234-4abc-8def-000000000aff | 2024-06-11T16:00:05.000Z | text | mention | client | 1 | None | None | join: callId=d00d0001-1234-4abc-8def-000000000a01 groupId=99990000-aaaa-4bbb-8ccc-ddddeeee0001 | console.log | 2 | None | 68
-- | d00d00ff-1234-4abc-8def-000000000aff | 2024-06-11T16:00:05.003Z | text | state | client | 1 | None | None | Call state changed Connecting | console.log | 3 | None | 188
-- | d00d00ff-1234-4abc-8def-000000000aff | 2024-06-11T16:00:06.020Z | text | id-change | client | 1 | None | None | Call id Changed d00d00ff-1234-4abc-8def-000000000aff | console.log | 4 | None | 244
-- | d00d00ff-1234-4abc-8def-000000000aff | 2024-06-11T16:00:06.800Z | text | state | client | 1 | None | None | Call state changed Connected | console.log | 5 | None | 323
-- | d00d00ff-1234-4abc-8def-000000000aff | 2024-06-11T16:07:40.000Z | text | diagnostic | client | 1 | None | None | diagnosticChanged {"diagnostic":"networkReconnect","value":3,"valueType":"DiagnosticQuality"} | console.log | 14 | None | 1246
-- | d00d00ff-1234-4abc-8def-000000000aff | 2024-06-11T16:07:41.200Z | text | diagnostic | client | 1 | None | None | diagnosticChanged {"diagnostic":"noNetwork","value":true,"valueType":"DiagnosticFlag"} | console.log | 15 | None | 1365
-- | d00d00ff-1234-4abc-8def-000000000aff | 2024-06-11T16:08:01.000Z | text | state | client | 1 | None | None | Call state changed Disconnected | console.log | 16 | None | 1477
-- | d00d00ff-1234-4abc-8def-000000000aff | 2024-06-11T16:08:01.001Z | text | end | client | 1 | 410 | 301005 | Call end reason: code: 410, subcode: 301005 | console.log | 17 | None | 1535
-- | d00d00ff-1234-4abc-8def-000000000aff | 2024-06-11T16:08:50.000Z | text | diagnostic | client | 1 | None | None | diagnosticChanged {"diagnostic":"noNetwork","value":false,"valueType":"DiagnosticFlag"} | console.log | 18 | None | 1604
-- | d00d00ff-1234-4abc-8def-000000000aff | 2024-06-11T16:09:02.000Z | text | mention | client | 1 | None | None | join: callId=d00d0002-1234-4abc-8def-000000000a02 groupId=99990000-aaaa-4bbb-8ccc-ddddeeee0001 | console.log | 19 | None | 1717
-- | d00d00ff-1234-4abc-8def-000000000aff | 2024-06-11T16:09:02.002Z | text | state | client | 1 | None | None | Call state changed Connecting | console.log | 20 | None | 1837
-- | d00d00ff-1234-4abc-8def-000000000aff | 2024-06-11T16:09:03.100Z | text | id-change | client | 1 | None | None | Call id Changed d00d00ff-1234-4abc-8def-000000000aff | console.log | 21 | None | 1893
-- | d00d00ff-1234-4abc-8def-000000000aff | 2024-06-11T16:09:03.700Z | text | state | client | 1 | None | None | Call state changed Connected | console.log | 22 | None | 1972
-- | d00d00ff-1234-4abc-8def-000000000aff | 2024-06-11T16:09:04.000Z | text | diagnostic | client | 1 | None | None | diagnosticChanged {"diagnostic":"networkReconnect","value":1,"valueType":"DiagnosticQuality"} | console.log | 23 | None | 2027
-- | d00d00ff-1234-4abc-8def-000000000aff | 2024-06-11T16:20:33.700Z | text | state | client | 1 | None | None | Call state changed Disconnecting | console.log | 38 | None | 3665
-- | d00d00ff-1234-4abc-8def-000000000aff | 2024-06-11T16:20:33.900Z | text | state | client | 1 | None | None | Call state changed Disconnected | console.log | 39 | None | 3724
-- | d00d00ff-1234-4abc-8def-000000000aff | 2024-06-11T16:20:33.901Z | text | end | client | 1 | 0 | 0 | Call end reason: code: 0, subcode: 0 | console.log | 40 | None | 3782
-- | None | 2024-06-11T16:00:00.100Z | text | client | client | None | None | None | created | console.log | 1 | None | 0
