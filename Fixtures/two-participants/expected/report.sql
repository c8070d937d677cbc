BEGIN TRANSACTION;
CREATE TABLE artifacts (id INTEGER PRIMARY KEY, path TEXT NOT NULL, kind TEXT NOT NULL, bytes INTEGER, records INTEGER, recognised INTEGER, first_time TEXT, first_basis TEXT, last_time TEXT, last_basis TEXT, sha256 TEXT);
INSERT INTO "artifacts" VALUES(1,'alice-console.log','web-console-log',2748,25,24,'2024-03-19T09:27:41.014Z','text','2024-03-19T09:36:45.389Z','derived',NULL);
INSERT INTO "artifacts" VALUES(2,'bob-console.log.gz','web-console-log',1889,19,19,'2024-03-19T09:28:18.600Z','text','2024-03-19T09:31:02.215Z','text',NULL);
CREATE TABLE calls (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, call_id TEXT, verdict TEXT, start_time TEXT, start_basis TEXT, connected_time TEXT, connected_basis TEXT, end_time TEXT, end_basis TEXT, duration_seconds REAL, code INTEGER, sub_code INTEGER, class TEXT, title TEXT, action TEXT, network_flag INTEGER NOT NULL, infrastructure_flag INTEGER NOT NULL, failed INTEGER NOT NULL);
INSERT INTO "calls" VALUES(1,'c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10','c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10','CallClient1 (web) in bob-console.log.gz lost the call to a network fault 2 min 38 s after it connected (490/4502: The browser could not complete a request over HTTP), 9.3 s after networkReconnect was Bad.','2024-03-19T09:28:03.407Z','derived','2024-03-19T09:28:04.910Z','derived','2024-03-19T09:36:45.388Z','derived',520.478,490,4502,'network','The browser could not complete a request over HTTP.','Try again; if it keeps failing, collect the call ID, the client logs and the verbose browser log, and open a support case. Check the local network first.',1,0,1);
CREATE TABLE clients (call INTEGER NOT NULL REFERENCES calls(id), number INTEGER NOT NULL, label TEXT, platform TEXT);
INSERT INTO "clients" VALUES(1,1,'CallClient1 (web) in alice-console.log','web');
INSERT INTO "clients" VALUES(1,2,'CallClient1 (web) in bob-console.log.gz','web');
CREATE TABLE diagnostics (call INTEGER NOT NULL REFERENCES calls(id), client INTEGER, name TEXT NOT NULL, value TEXT NOT NULL, unhealthy INTEGER, participant TEXT, time TEXT, basis TEXT, artifact INTEGER REFERENCES artifacts(id), line INTEGER, record INTEGER, byte_offset INTEGER);
INSERT INTO "diagnostics" VALUES(1,2,'networkReceiveQuality','Poor',1,NULL,'2024-03-19T09:29:40.777Z','text',2,11,NULL,915);
INSERT INTO "diagnostics" VALUES(1,2,'networkReceiveQuality','Good',0,NULL,'2024-03-19T09:29:52.310Z','text',2,12,NULL,1022);
INSERT INTO "diagnostics" VALUES(1,2,'networkReconnect','Bad',1,NULL,'2024-03-19T09:30:52.914Z','text',2,16,NULL,1603);
CREATE TABLE end_reasons (call INTEGER NOT NULL REFERENCES calls(id), leg INTEGER, code INTEGER NOT NULL, sub_code INTEGER, class TEXT NOT NULL, title TEXT, phrase TEXT, witness TEXT NOT NULL, time TEXT, basis TEXT, artifact INTEGER REFERENCES artifacts(id), line INTEGER, record INTEGER, byte_offset INTEGER);
INSERT INTO "end_reasons" VALUES(1,1,0,0,'success','Normal end: this participant hung up.',NULL,'client','2024-03-19T09:36:45.389Z','derived',1,25,NULL,2685);
INSERT INTO "end_reasons" VALUES(1,2,490,4502,'network','The browser could not complete a request over HTTP.',NULL,'client','2024-03-19T09:31:02.215Z','text',2,19,NULL,1822);
CREATE TABLE events (call INTEGER REFERENCES calls(id), time TEXT, basis TEXT, kind TEXT NOT NULL, witness TEXT NOT NULL, client INTEGER, code INTEGER, sub_code INTEGER, seen_call_id TEXT, text TEXT NOT NULL, artifact INTEGER REFERENCES artifacts(id), line INTEGER, record INTEGER, byte_offset INTEGER);
INSERT INTO "events" VALUES(1,'2024-03-19T09:28:03.407Z','derived','direction','client',1,NULL,NULL,'a11ce001-6d2b-4f0a-8c53-9b7e2d1f4a01','startCall: callId=a11ce001-6d2b-4f0a-8c53-9b7e2d1f4a01 direction=Outgoing group',1,4,NULL,302);
INSERT INTO "events" VALUES(1,'2024-03-19T09:28:03.409Z','derived','state','client',1,NULL,NULL,'a11ce001-6d2b-4f0a-8c53-9b7e2d1f4a01','Call state changed Connecting',1,5,NULL,407);
INSERT INTO "events" VALUES(1,'2024-03-19T09:28:04.266Z','derived','id-change','client',1,NULL,NULL,'c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10','Call id Changed c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10',1,6,NULL,463);
INSERT INTO "events" VALUES(1,'2024-03-19T09:28:04.910Z','derived','state','client',1,NULL,NULL,'c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10','Call state changed Connected',1,7,NULL,542);
INSERT INTO "events" VALUES(1,'2024-03-19T09:28:22.004Z','text','direction','client',2,NULL,NULL,'b0b00002-7e3c-4a1b-9d64-8c7f3e2a5b02','joinCall callId=b0b00002-7e3c-4a1b-9d64-8c7f3e2a5b02 participantId=7d3f1c52-90ab-4cde-8f01-23456789ab02',2,3,NULL,162);
INSERT INTO "events" VALUES(1,'2024-03-19T09:28:22.006Z','text','state','client',2,NULL,NULL,'b0b00002-7e3c-4a1b-9d64-8c7f3e2a5b02','Call state changed Connecting',2,4,NULL,291);
INSERT INTO "events" VALUES(1,'2024-03-19T09:28:23.518Z','text','id-change','client',2,NULL,NULL,'c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10','Call id Changed c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10',2,5,NULL,347);
INSERT INTO "events" VALUES(1,'2024-03-19T09:28:24.102Z','text','state','client',2,NULL,NULL,'c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10','Call state changed Connected',2,6,NULL,426);
INSERT INTO "events" VALUES(1,'2024-03-19T09:28:24.377Z','derived','participant','client',1,NULL,NULL,NULL,'participantAdded 8:acs:5e5e0c1d-aaaa-4bbb-8ccc-000000000001_0000001b-2c3d-4e5f-6a7b-8c9d0e1f2a02',1,8,NULL,597);
INSERT INTO "events" VALUES(1,'2024-03-19T09:29:40.777Z','text','diagnostic','client',2,NULL,NULL,NULL,'UFD Diagnostic changed: networkReceiveQuality value=2 valueType=DiagnosticQuality',2,11,NULL,915);
INSERT INTO "events" VALUES(1,'2024-03-19T09:29:52.310Z','text','diagnostic','client',2,NULL,NULL,NULL,'UFD Diagnostic changed: networkReceiveQuality value=1 valueType=DiagnosticQuality',2,12,NULL,1022);
INSERT INTO "events" VALUES(1,'2024-03-19T09:30:52.914Z','text','diagnostic','client',2,NULL,NULL,NULL,'UFD Diagnostic changed: networkReconnect value=3 valueType=DiagnosticQuality',2,16,NULL,1603);
INSERT INTO "events" VALUES(1,'2024-03-19T09:31:02.111Z','text','state','client',2,NULL,NULL,'c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10','Call state changed Disconnecting',2,17,NULL,1705);
INSERT INTO "events" VALUES(1,'2024-03-19T09:31:02.214Z','text','state','client',2,NULL,NULL,'c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10','Call state changed Disconnected',2,18,NULL,1764);
INSERT INTO "events" VALUES(1,'2024-03-19T09:31:02.215Z','text','end','client',2,490,4502,NULL,'Call end reason: code: 490, subcode: 4502',2,19,NULL,1822);
INSERT INTO "events" VALUES(1,'2024-03-19T09:31:02.655Z','derived','participant','client',1,NULL,NULL,NULL,'participantRemoved 8:acs:5e5e0c1d-aaaa-4bbb-8ccc-000000000001_0000001b-2c3d-4e5f-6a7b-8c9d0e1f2a02',1,14,NULL,1384);
INSERT INTO "events" VALUES(1,'2024-03-19T09:36:45.120Z','derived','state','client',1,NULL,NULL,'c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10','Call state changed Disconnecting',1,23,NULL,2568);
INSERT INTO "events" VALUES(1,'2024-03-19T09:36:45.388Z','derived','state','client',1,NULL,NULL,'c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10','Call state changed Disconnected',1,24,NULL,2627);
INSERT INTO "events" VALUES(1,'2024-03-19T09:36:45.389Z','derived','end','client',1,0,0,NULL,'Call end reason: code: 0, subcode: 0',1,25,NULL,2685);
INSERT INTO "events" VALUES(NULL,'2024-03-19T09:27:41.014Z','text','client','client',NULL,NULL,NULL,NULL,'created',1,1,NULL,0);
INSERT INTO "events" VALUES(NULL,'2024-03-19T09:27:41.529Z','text','signalling','client',NULL,NULL,NULL,NULL,'[Trouter] Start',1,2,NULL,92);
INSERT INTO "events" VALUES(NULL,'2024-03-19T09:27:42.201Z','derived','agent','client',NULL,NULL,NULL,NULL,'Call agent connection state changed from Disconnected to Connected',1,3,NULL,210);
INSERT INTO "events" VALUES(NULL,'2024-03-19T09:28:18.600Z','text','client','client',NULL,NULL,NULL,NULL,'created',2,1,NULL,0);
INSERT INTO "events" VALUES(NULL,'2024-03-19T09:28:19.114Z','text','signalling','client',NULL,NULL,NULL,NULL,'[Trouter] Start',2,2,NULL,68);
CREATE TABLE findings (call INTEGER REFERENCES calls(id), kind TEXT NOT NULL, severity TEXT NOT NULL, text TEXT NOT NULL, artifact INTEGER REFERENCES artifacts(id), line INTEGER, record INTEGER, byte_offset INTEGER);
CREATE TABLE identifiers (call INTEGER REFERENCES calls(id), kind TEXT NOT NULL, value TEXT NOT NULL, first_seen TEXT, first_basis TEXT, last_seen TEXT, last_basis TEXT, artifact INTEGER REFERENCES artifacts(id), line INTEGER, record INTEGER, byte_offset INTEGER);
INSERT INTO "identifiers" VALUES(1,'participant-id','7d3f1c52-90ab-4cde-8f01-23456789ab02','2024-03-19T09:28:22.004Z','text','2024-03-19T09:28:22.004Z','text',2,3,NULL,162);
INSERT INTO "identifiers" VALUES(1,'user-mri','8:acs:5e5e0c1d-aaaa-4bbb-8ccc-000000000001_0000001b-2c3d-4e5f-6a7b-8c9d0e1f2a02','2024-03-19T09:28:24.377Z','derived','2024-03-19T09:31:02.655Z','derived',1,8,NULL,597);
CREATE TABLE ids (call INTEGER NOT NULL REFERENCES calls(id), id TEXT NOT NULL, role TEXT NOT NULL, evidence TEXT NOT NULL, first_seen TEXT, first_basis TEXT, artifact INTEGER REFERENCES artifacts(id), line INTEGER, record INTEGER, byte_offset INTEGER);
INSERT INTO "ids" VALUES(1,'a11ce001-6d2b-4f0a-8c53-9b7e2d1f4a01','initial','explicit','2024-03-19T09:28:03.407Z','derived',1,4,NULL,302);
INSERT INTO "ids" VALUES(1,'c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10','final','explicit','2024-03-19T09:28:04.266Z','derived',1,6,NULL,463);
INSERT INTO "ids" VALUES(1,'b0b00002-7e3c-4a1b-9d64-8c7f3e2a5b02','initial','explicit','2024-03-19T09:28:22.004Z','text',2,3,NULL,162);
CREATE TABLE legs (call INTEGER NOT NULL REFERENCES calls(id), number INTEGER NOT NULL, client INTEGER, user TEXT, participant_id TEXT, endpoint_id TEXT, direction TEXT, join_time TEXT, join_basis TEXT, connected_time TEXT, connected_basis TEXT, leave_time TEXT, leave_basis TEXT, setup_seconds REAL, ringing_seconds REAL, lobby_seconds REAL, hold_seconds REAL, connected_seconds REAL, code INTEGER, sub_code INTEGER, class TEXT, witness TEXT, quality TEXT, sdk_version TEXT, os TEXT, browser TEXT, endpoint_type TEXT, participant_type TEXT);
INSERT INTO "legs" VALUES(1,1,1,NULL,NULL,NULL,'outgoing','2024-03-19T09:28:03.409Z','derived','2024-03-19T09:28:04.910Z','derived','2024-03-19T09:36:45.388Z','derived',1.501,NULL,NULL,NULL,520.21,0,0,'success','client',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "legs" VALUES(1,2,2,NULL,'7d3f1c52-90ab-4cde-8f01-23456789ab02',NULL,'join','2024-03-19T09:28:22.006Z','text','2024-03-19T09:28:24.102Z','text','2024-03-19T09:31:02.214Z','text',2.096,NULL,NULL,NULL,158.009,490,4502,'network','client',NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE problems (artifact INTEGER NOT NULL REFERENCES artifacts(id), kind TEXT NOT NULL, detail TEXT, byte_offset INTEGER, loses_input INTEGER NOT NULL);
CREATE TABLE quality (call INTEGER NOT NULL REFERENCES calls(id), participant TEXT, metric TEXT NOT NULL, value REAL NOT NULL, verdict TEXT NOT NULL, artifact INTEGER REFERENCES artifacts(id), line INTEGER, record INTEGER, byte_offset INTEGER);
CREATE TABLE related (call INTEGER NOT NULL REFERENCES calls(id), other_key TEXT NOT NULL, relation TEXT NOT NULL, evidence TEXT NOT NULL);
CREATE TABLE report (tool TEXT, version TEXT, schema_version TEXT);
INSERT INTO "report" VALUES('acs-logscan','0','1.0');
CREATE TABLE states (call INTEGER NOT NULL REFERENCES calls(id), leg INTEGER, client INTEGER, state TEXT NOT NULL, time TEXT, basis TEXT, impossible INTEGER NOT NULL, artifact INTEGER REFERENCES artifacts(id), line INTEGER, record INTEGER, byte_offset INTEGER);
INSERT INTO "states" VALUES(1,1,1,'Connecting','2024-03-19T09:28:03.409Z','derived',0,1,5,NULL,407);
INSERT INTO "states" VALUES(1,1,1,'Connected','2024-03-19T09:28:04.910Z','derived',0,1,7,NULL,542);
INSERT INTO "states" VALUES(1,2,2,'Connecting','2024-03-19T09:28:22.006Z','text',0,2,4,NULL,291);
INSERT INTO "states" VALUES(1,2,2,'Connected','2024-03-19T09:28:24.102Z','text',0,2,6,NULL,426);
INSERT INTO "states" VALUES(1,2,2,'Disconnecting','2024-03-19T09:31:02.111Z','text',0,2,17,NULL,1705);
INSERT INTO "states" VALUES(1,2,2,'Disconnected','2024-03-19T09:31:02.214Z','text',0,2,18,NULL,1764);
INSERT INTO "states" VALUES(1,1,1,'Disconnecting','2024-03-19T09:36:45.120Z','derived',0,1,23,NULL,2568);
INSERT INTO "states" VALUES(1,1,1,'Disconnected','2024-03-19T09:36:45.388Z','derived',0,1,24,NULL,2627);
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
-- | 490 | 4502 | network | The browser could not complete a request over HTTP. | 1
-- calls_by_hour: hour calls failed network infrastructure
-- | 2024-03-19T09:00Z | 1 | 1 | 1 | 0
-- every_id: call kind value
-- | c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10 | call-id | a11ce001-6d2b-4f0a-8c53-9b7e2d1f4a01
-- | c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10 | call-id | b0b00002-7e3c-4a1b-9d64-8c7f3e2a5b02
-- | c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10 | call-id | c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10
-- | c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10 | participant-id | 7d3f1c52-90ab-4cde-8f01-23456789ab02
-- | c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10 | user-mri | 8:acs:5e5e0c1d-aaaa-4bbb-8ccc-000000000001_0000001b-2c3d-4e5f-6a7b-8c9d0e1f2a02
-- participants: call number user participant_id endpoint_type join_time leave_time connected_seconds code sub_code class quality sdk_version os browser
-- | c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10 | 1 | None | None | None | 2024-03-19T09:28:03.409Z | 2024-03-19T09:36:45.388Z | 520.21 | 0 | 0 | success | None | None | None | None
-- | c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10 | 2 | None | 7d3f1c52-90ab-4cde-8f01-23456789ab02 | None | 2024-03-19T09:28:22.006Z | 2024-03-19T09:31:02.214Z | 158.009 | 490 | 4502 | network | None | None | None | None
-- timeline: call time basis kind witness client code sub_code text artifact line record byte_offset
-- | c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10 | 2024-03-19T09:28:03.407Z | derived | direction | client | 1 | None | None | startCall: callId=a11ce001-6d2b-4f0a-8c53-9b7e2d1f4a01 direction=Outgoing group | alice-console.log | 4 | None | 302
-- | c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10 | 2024-03-19T09:28:03.409Z | derived | state | client | 1 | None | None | Call state changed Connecting | alice-console.log | 5 | None | 407
-- | c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10 | 2024-03-19T09:28:04.266Z | derived | id-change | client | 1 | None | None | Call id Changed c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10 | alice-console.log | 6 | None | 463
-- | c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10 | 2024-03-19T09:28:04.910Z | derived | state | client | 1 | None | None | Call state changed Connected | alice-console.log | 7 | None | 542
-- | c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10 | 2024-03-19T09:28:22.004Z | text | direction | client | 2 | None | None | joinCall callId=b0b00002-7e3c-4a1b-9d64-8c7f3e2a5b02 participantId=7d3f1c52-90ab-4cde-8f01-23456789ab02 | bob-console.log.gz | 3 | None | 162
-- | c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10 | 2024-03-19T09:28:22.006Z | text | state | client | 2 | None | None | Call state changed Connecting | bob-console.log.gz | 4 | None | 291
-- | c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10 | 2024-03-19T09:28:23.518Z | text | id-change | client | 2 | None | None | Call id Changed c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10 | bob-console.log.gz | 5 | None | 347
-- | c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10 | 2024-03-19T09:28:24.102Z | text | state | client | 2 | None | None | Call state changed Connected | bob-console.log.gz | 6 | None | 426
-- | c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10 | 2024-03-19T09:28:24.377Z | derived | participant | client | 1 | None | None | participantAdded 8:acs:5e5e0c1d-aaaa-4bbb-8ccc-000000000001_0000001b-2c3d-4e5f-6a7b-8c9d0e1f2a02 | alice-console.log | 8 | None | 597
-- | c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10 | 2024-03-19T09:29:40.777Z | text | diagnostic | client | 2 | None | None | UFD Diagnostic changed: networkReceiveQuality value=2 valueType=DiagnosticQuality | bob-console.log.gz | 11 | None | 915
-- | c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10 | 2024-03-19T09:29:52.310Z | text | diagnostic | client | 2 | None | None | UFD Diagnostic changed: networkReceiveQuality value=1 valueType=DiagnosticQuality | bob-console.log.gz | 12 | None | 1022
-- | c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10 | 2024-03-19T09:30:52.914Z | text | diagnostic | client | 2 | None | None | UFD Diagnostic changed: networkReconnect value=3 valueType=DiagnosticQuality | bob-console.log.gz | 16 | None | 1603
-- | c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10 | 2024-03-19T09:31:02.111Z | text | state | client | 2 | None | None | Call state changed Disconnecting | bob-console.log.gz | 17 | None | 1705
-- | c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10 | 2024-03-19T09:31:02.214Z | text | state | client | 2 | None | None | Call state changed Disconnected | bob-console.log.gz | 18 | None | 1764
-- | c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10 | 2024-03-19T09:31:02.215Z | text | end | client | 2 | 490 | 4502 | Call end reason: code: 490, subcode: 4502 | bob-console.log.gz | 19 | None | 1822
-- | c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10 | 2024-03-19T09:31:02.655Z | derived | participant | client | 1 | None | None | participantRemoved 8:acs:5e5e0c1d-aaaa-4bbb-8ccc-000000000001_0000001b-2c3d-4e5f-6a7b-8c9d0e1f2a02 | alice-console.log | 14 | None | 1384
-- | c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10 | 2024-03-19T09:36:45.120Z | derived | state | client | 1 | None | None | Call state changed Disconnecting | alice-console.log | 23 | None | 2568
-- | c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10 | 2024-03-19T09:36:45.388Z | derived | state | client | 1 | None | None | Call state changed Disconnected | alice-console.log | 24 | None | 2627
-- | c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10 | 2024-03-19T09:36:45.389Z | derived | end | client | 1 | 0 | 0 | Call end reason: code: 0, subcode: 0 | alice-console.log | 25 | None | 2685
-- | None | 2024-03-19T09:27:41.014Z | text | client | client | None | None | None | created | alice-console.log | 1 | None | 0
-- | None | 2024-03-19T09:27:41.529Z | text | signalling | client | None | None | None | [Trouter] Start | alice-console.log | 2 | None | 92
-- | None | 2024-03-19T09:27:42.201Z | derived | agent | client | None | None | None | Call agent connection state changed from Disconnected to Connected | alice-console.log | 3 | None | 210
-- | None | 2024-03-19T09:28:18.600Z | text | client | client | None | None | None | created | bob-console.log.gz | 1 | None | 0
-- | None | 2024-03-19T09:28:19.114Z | text | signalling | client | None | None | None | [Trouter] Start | bob-console.log.gz | 2 | None | 68
