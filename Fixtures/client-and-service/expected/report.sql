BEGIN TRANSACTION;
CREATE TABLE artifacts (id INTEGER PRIMARY KEY, path TEXT NOT NULL, kind TEXT NOT NULL, bytes INTEGER, records INTEGER, recognised INTEGER, first_time TEXT, first_basis TEXT, last_time TEXT, last_basis TEXT, sha256 TEXT);
INSERT INTO "artifacts" VALUES(1,'PT1H.json','azure-monitor',9880,10,10,'2026-03-12T09:40:58.010Z','text','2026-03-12T11:05:33.410Z','text',NULL);
INSERT INTO "artifacts" VALUES(2,'callbacks.jsonl','call-automation-events',3704,4,4,'2026-03-12T09:40:58.900Z','text','2026-03-12T09:45:39.200Z','text',NULL);
INSERT INTO "artifacts" VALUES(3,'console.log','web-console-log',1371,13,11,'2026-03-12T09:41:02.114Z','text','2026-03-12T09:45:36.802Z','text',NULL);
INSERT INTO "artifacts" VALUES(4,'function-app.log','sdk-http-log',1006,12,12,'2026-03-12T09:40:57.501Z','text','2026-03-12T09:40:57.899Z','text',NULL);
INSERT INTO "artifacts" VALUES(5,'resource.json','resource-json',530,1,1,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE calls (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, call_id TEXT, verdict TEXT, start_time TEXT, start_basis TEXT, connected_time TEXT, connected_basis TEXT, end_time TEXT, end_basis TEXT, duration_seconds REAL, code INTEGER, sub_code INTEGER, class TEXT, title TEXT, action TEXT, network_flag INTEGER NOT NULL, infrastructure_flag INTEGER NOT NULL, failed INTEGER NOT NULL);
INSERT INTO "calls" VALUES(1,'b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0','b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0','This client lost the call to a network fault 4 min 25 s after it connected (410/301005: The service removed the participant: its media connection was lost).','2026-03-12T09:40:58.010Z','text','2026-03-12T09:41:12.020Z','text','2026-03-12T09:45:39.010Z','text',266.99,410,301005,'network','The service removed the participant: its media connection was lost.','Usually the client left abruptly or lost its network: rejoin, check the network, and use a current SDK.',1,0,1);
CREATE TABLE clients (call INTEGER NOT NULL REFERENCES calls(id), number INTEGER NOT NULL, label TEXT, platform TEXT);
INSERT INTO "clients" VALUES(1,1,'CallClient1 (web)','web');
CREATE TABLE diagnostics (call INTEGER NOT NULL REFERENCES calls(id), client INTEGER, name TEXT NOT NULL, value TEXT NOT NULL, unhealthy INTEGER, participant TEXT, time TEXT, basis TEXT, artifact INTEGER REFERENCES artifacts(id), line INTEGER, record INTEGER, byte_offset INTEGER);
INSERT INTO "diagnostics" VALUES(1,1,'networkReceiveQuality','Poor',1,NULL,'2026-03-12T09:44:50.100Z','text',3,9,NULL,935);
CREATE TABLE end_reasons (call INTEGER NOT NULL REFERENCES calls(id), leg INTEGER, code INTEGER NOT NULL, sub_code INTEGER, class TEXT NOT NULL, title TEXT, phrase TEXT, witness TEXT NOT NULL, time TEXT, basis TEXT, artifact INTEGER REFERENCES artifacts(id), line INTEGER, record INTEGER, byte_offset INTEGER);
INSERT INTO "end_reasons" VALUES(1,1,410,301005,'network','The service removed the participant: its media connection was lost.',NULL,'client','2026-03-12T09:45:36.802Z','text',3,13,NULL,1302);
INSERT INTO "end_reasons" VALUES(1,1,490,4521,'expected','The participant left abruptly: the tab or the application was closed without hanging up.',NULL,'service','2026-03-12T09:45:36.950Z','text',1,1,1,0);
INSERT INTO "end_reasons" VALUES(1,2,0,0,'success','Normal end: the participant left.',NULL,'service','2026-03-12T09:45:39.010Z','text',1,2,2,978);
INSERT INTO "end_reasons" VALUES(1,2,200,7000,'success','Normal end: Call Automation or a bot on a server ended the call.','The conversation has ended.','callback','2026-03-12T09:45:39.200Z','text',2,4,4,2867);
INSERT INTO "end_reasons" VALUES(1,3,486,560486,'remote','The number is busy (outbound).',NULL,'service','2026-03-12T09:42:22.200Z','text',1,3,3,1879);
CREATE TABLE events (call INTEGER REFERENCES calls(id), time TEXT, basis TEXT, kind TEXT NOT NULL, witness TEXT NOT NULL, client INTEGER, code INTEGER, sub_code INTEGER, seen_call_id TEXT, text TEXT NOT NULL, artifact INTEGER REFERENCES artifacts(id), line INTEGER, record INTEGER, byte_offset INTEGER);
INSERT INTO "events" VALUES(1,'2026-03-12T09:40:57.899Z','text','operation','client',NULL,201,NULL,NULL,'POST https://example-acs.europe.communication.azure.com/calling/callConnections?api-version=2024-09-15 → 201 Created, 400 ms',4,8,NULL,638);
INSERT INTO "events" VALUES(1,'2026-03-12T09:40:58.010Z','text','call','service',NULL,NULL,NULL,'b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0','CallSummary: Group call of 281 s',1,1,1,0);
INSERT INTO "events" VALUES(1,'2026-03-12T09:40:58.010Z','text','participant','service',NULL,NULL,NULL,'b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0','CallSummary: Bot participant a7c01d2e… 281 s, ended 0/0 (Success)',1,2,2,978);
INSERT INTO "events" VALUES(1,'2026-03-12T09:40:58.900Z','text','state','callback',NULL,NULL,NULL,'b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0','CallConnected (context greeting)',2,1,1,1);
INSERT INTO "events" VALUES(1,'2026-03-12T09:41:03.500Z','text','operation','service',NULL,200,NULL,NULL,'inferred, by the client instance: CallClientOperations: CallAgentInit succeeded 200 in 812 ms',1,6,6,4496);
INSERT INTO "events" VALUES(1,'2026-03-12T09:41:10.290Z','text','operation','service',NULL,200,NULL,NULL,'inferred, by the client instance: CallClientOperations: Join succeeded 200 in 1725 ms CallDirection=join',1,7,7,5540);
INSERT INTO "events" VALUES(1,'2026-03-12T09:41:10.300Z','text','mention','client',1,NULL,NULL,'3f1d0c52-7a64-4b0e-9c1d-2a5be8f0d001','Call added : Call Id = 3f1d0c52-7a64-4b0e-9c1d-2a5be8f0d001',3,4,NULL,499);
INSERT INTO "events" VALUES(1,'2026-03-12T09:41:10.302Z','text','state','client',1,NULL,NULL,'3f1d0c52-7a64-4b0e-9c1d-2a5be8f0d001','Call state changed Connecting',3,5,NULL,584);
INSERT INTO "events" VALUES(1,'2026-03-12T09:41:11.480Z','text','id-change','client',1,NULL,NULL,'b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0','Call id Changed b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0',3,6,NULL,640);
INSERT INTO "events" VALUES(1,'2026-03-12T09:41:11.950Z','text','participant','service',NULL,NULL,NULL,'b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0','CallSummary: VoIP participant a7c01d2e… 265 s, ended 490/4521 (UnexpectedClientError)',1,1,1,0);
INSERT INTO "events" VALUES(1,'2026-03-12T09:41:12.020Z','text','state','client',1,NULL,NULL,'b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0','Call state changed Connected',3,7,NULL,719);
INSERT INTO "events" VALUES(1,'2026-03-12T09:41:12.020Z','text','operation','service',NULL,200,NULL,'b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0','CallClientOperations: EnterCall succeeded 200 in 12 ms',1,8,8,6629);
INSERT INTO "events" VALUES(1,'2026-03-12T09:41:12.100Z','text','participants','callback',NULL,NULL,NULL,'b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0','ParticipantsUpdated: 1 participant (context greeting)',2,2,2,741);
INSERT INTO "events" VALUES(1,'2026-03-12T09:41:12.400Z','text','mention','client',1,NULL,NULL,NULL,'CallClient1: participantId a7c01d2e-44f3-4b6a-9c58-0d1e2f3a4b51, endpointId c90b7f14-2d3e-4a5b-8c6d-7e8f90a1b2c1',3,8,NULL,774);
INSERT INTO "events" VALUES(1,'2026-03-12T09:41:15.000Z','text','operation','service',NULL,500,NULL,'b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0','CallClientOperations: StartVideo unexpectedclienterror 500 in 12 ms FailureReason=CameraInUse',1,9,9,7740);
INSERT INTO "events" VALUES(1,'2026-03-12T09:42:01.200Z','text','participant','service',NULL,NULL,NULL,'b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0','CallSummary: PSTN participant a7c01d2e… 21 s, ended 486/560486 (ExpectedError)',1,3,3,1879);
INSERT INTO "events" VALUES(1,'2026-03-12T09:42:05.000Z','text','operation','service',NULL,202,NULL,'b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0','CallAutomationIncomingOperations: AddParticipant succeeded, 202, in 141 ms',1,10,10,8924);
INSERT INTO "events" VALUES(1,'2026-03-12T09:42:22.200Z','text','end','service',NULL,486,560486,'b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0','a7c01d2e-44f3-4b6a-9c58-0d1e2f3a4b53 left',1,3,3,1879);
INSERT INTO "events" VALUES(1,'2026-03-12T09:42:22.410Z','text','operation','callback',NULL,486,560486,'b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0','AddParticipantFailed: 486/560486: The callee is busy. (context call-agent)',2,3,3,1814);
INSERT INTO "events" VALUES(1,'2026-03-12T09:42:22.410Z','text','carrier','callback',NULL,NULL,NULL,'b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0','AddParticipantFailed: SIP 486 Busy Here, Q.850 17 User busy (context call-agent)',2,3,3,1814);
INSERT INTO "events" VALUES(1,'2026-03-12T09:44:50.100Z','text','diagnostic','client',1,NULL,NULL,NULL,'User Facing Diagnostic changed: networkReceiveQuality value 2',3,9,NULL,935);
INSERT INTO "events" VALUES(1,'2026-03-12T09:45:01.140Z','text','signalling','client',1,NULL,NULL,NULL,'[Connection] Ping interval fired',3,10,NULL,1022);
INSERT INTO "events" VALUES(1,'2026-03-12T09:45:36.800Z','text','state','client',1,NULL,NULL,'b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0','Call state changed Disconnected',3,12,NULL,1244);
INSERT INTO "events" VALUES(1,'2026-03-12T09:45:36.802Z','text','end','client',1,410,301005,NULL,'Call end reason: code: 410, subcode: 301005',3,13,NULL,1302);
INSERT INTO "events" VALUES(1,'2026-03-12T09:45:36.950Z','text','end','service',NULL,490,4521,'b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0','8:acs:5d0f7c1e-3b42-4c98-a6d7-90e1b2c3d4e5_00000021-7c3a-52b1-8dfe-1a3a0d00b7e2 left',1,1,1,0);
INSERT INTO "events" VALUES(1,'2026-03-12T09:45:39.010Z','text','end','service',NULL,0,0,'b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0','28:0c1d2e3f-4a5b-4c6d-8e7f-9a0b1c2d3e4f left',1,2,2,978);
INSERT INTO "events" VALUES(1,'2026-03-12T09:45:39.200Z','text','end','callback',NULL,200,7000,'b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0','CallDisconnected: 200/7000: The conversation has ended. (context greeting)',2,4,4,2867);
INSERT INTO "events" VALUES(1,NULL,NULL,'media','service',NULL,NULL,NULL,'b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0','media statistics of 6 points',1,4,4,2765);
INSERT INTO "events" VALUES(NULL,NULL,NULL,'resource','service',NULL,NULL,NULL,NULL,'resource, example-acs, immutable ID 5d0f7c1e-3b42-4c98-a6d7-90e1b2c3d4e5, data in Europe',5,1,1,0);
INSERT INTO "events" VALUES(NULL,'2026-03-12T09:41:02.114Z','text','client','client',NULL,NULL,NULL,NULL,'created',3,1,NULL,0);
CREATE TABLE findings (call INTEGER REFERENCES calls(id), kind TEXT NOT NULL, severity TEXT NOT NULL, text TEXT NOT NULL, artifact INTEGER REFERENCES artifacts(id), line INTEGER, record INTEGER, byte_offset INTEGER);
INSERT INTO "findings" VALUES(1,'end-reasons-disagree','warning','The end of one stay in this call is given as 410/301005 by the client, as 490/4521 by the service; 410/301005 is taken, as the client''s last word.',1,1,1,0);
INSERT INTO "findings" VALUES(1,'operation-failed','warning','Call Automation operation AddParticipant failed in this call (486/560486): The called telephone number is busy. Call again later; with direct routing, check the SBC''s logs and timeouts.',2,3,3,1814);
INSERT INTO "findings" VALUES(1,'poor-media-quality','warning','Media statistics are beyond the documented thresholds: audio.receive.jitterInMs (44, participant a7c01d2e-44f3-4b6a-9c58-0d1e2f3a4b51), audio.receive.packetLossRate (0.14, participant a7c01d2e-44f3-4b6a-9c58-0d1e2f3a4b51), audio.receive.rttInMs (612, participant a7c01d2e-44f3-4b6a-9c58-0d1e2f3a4b51). Check the network of these participants.',1,4,4,2765);
INSERT INTO "findings" VALUES(1,'participant-log-missing','info','Other participants were seen in this call, and only one client''s log is here; ask for the others'' logs of the same time.',1,1,1,0);
CREATE TABLE identifiers (call INTEGER REFERENCES calls(id), kind TEXT NOT NULL, value TEXT NOT NULL, first_seen TEXT, first_basis TEXT, last_seen TEXT, last_basis TEXT, artifact INTEGER REFERENCES artifacts(id), line INTEGER, record INTEGER, byte_offset INTEGER);
INSERT INTO "identifiers" VALUES(1,'call-connection-id','401f2a00-9b7e-4c55-8d21-6f0e13b7a2c4','2026-03-12T09:40:58.900Z','text','2026-03-12T09:45:39.200Z','text',1,10,10,8924);
INSERT INTO "identifiers" VALUES(1,'chain-id','b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0','2026-03-12T09:40:57.899Z','text','2026-03-12T09:40:57.899Z','text',4,8,NULL,638);
INSERT INTO "identifiers" VALUES(1,'client-request-id','6b5a4c3d-2e1f-4098-8776-5a4b3c2d1e0f','2026-03-12T09:40:57.899Z','text','2026-03-12T09:40:57.899Z','text',4,8,NULL,638);
INSERT INTO "identifiers" VALUES(1,'correlation-id','b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0','2026-03-12T09:40:58.900Z','text','2026-03-12T09:45:39.200Z','text',1,10,10,8924);
INSERT INTO "identifiers" VALUES(1,'endpoint-id','c90b7f14-2d3e-4a5b-8c6d-7e8f90a1b2c1','2026-03-12T09:41:03.500Z','text','2026-03-12T11:05:33.410Z','text',1,1,1,0);
INSERT INTO "identifiers" VALUES(1,'endpoint-id','c90b7f14-2d3e-4a5b-8c6d-7e8f90a1b2c2','2026-03-12T09:40:58.010Z','text','2026-03-12T09:40:58.010Z','text',1,2,2,978);
INSERT INTO "identifiers" VALUES(1,'operation-id','8e4139e0-5718-558a-96b8-499d94dc0a60','2026-03-12T09:41:03.500Z','text','2026-03-12T09:41:03.500Z','text',1,6,6,4496);
INSERT INTO "identifiers" VALUES(1,'operation-id','ca89eaf9-de75-57e9-a512-d3051e9e27fb','2026-03-12T09:41:10.290Z','text','2026-03-12T09:41:10.290Z','text',1,7,7,5540);
INSERT INTO "identifiers" VALUES(1,'operation-id','aab1e4be-f99c-5655-ab12-367481055893','2026-03-12T09:41:12.020Z','text','2026-03-12T09:41:12.020Z','text',1,8,8,6629);
INSERT INTO "identifiers" VALUES(1,'operation-id','18a154e1-ac91-5b46-8085-bca299c8c0b3','2026-03-12T09:41:15.000Z','text','2026-03-12T09:41:15.000Z','text',1,9,9,7740);
INSERT INTO "identifiers" VALUES(1,'operation-id','9a8b7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d','2026-03-12T09:42:05.000Z','text','2026-03-12T09:42:05.000Z','text',1,10,10,8924);
INSERT INTO "identifiers" VALUES(1,'participant-id','a7c01d2e-44f3-4b6a-9c58-0d1e2f3a4b51','2026-03-12T09:41:11.950Z','text','2026-03-12T11:05:33.410Z','text',1,1,1,0);
INSERT INTO "identifiers" VALUES(1,'participant-id','a7c01d2e-44f3-4b6a-9c58-0d1e2f3a4b52','2026-03-12T09:40:58.010Z','text','2026-03-12T09:40:58.010Z','text',1,2,2,978);
INSERT INTO "identifiers" VALUES(1,'participant-id','a7c01d2e-44f3-4b6a-9c58-0d1e2f3a4b53','2026-03-12T09:42:01.200Z','text','2026-03-12T09:42:01.200Z','text',1,3,3,1879);
INSERT INTO "identifiers" VALUES(1,'resource-id','/subscriptions/1f2e3d4c-5b6a-4798-8897-a6b5c4d3e2f1/resourcegroups/support-rg/providers/microsoft.communication/communicationservices/example-acs','2026-03-12T09:40:58.010Z','text','2026-03-12T11:05:33.410Z','text',1,1,1,0);
INSERT INTO "identifiers" VALUES(1,'sdk-version','1.32.1.0_stable','2026-03-12T09:41:03.500Z','text','2026-03-12T09:41:15.000Z','text',1,1,1,0);
INSERT INTO "identifiers" VALUES(1,'sdk-version','1.4.0','2026-03-12T09:42:05.000Z','text','2026-03-12T09:42:05.000Z','text',1,10,10,8924);
INSERT INTO "identifiers" VALUES(1,'sdk-version','azsdk-net-Communication.CallAutomation/1.4.0','2026-03-12T09:40:57.899Z','text','2026-03-12T09:40:57.899Z','text',4,8,NULL,638);
INSERT INTO "identifiers" VALUES(1,'server-call-id','aHR0cHM6Ly9hcGkuZmxpZ2h0cHJveHkuc2t5cGUuY29tL2FwaS92Mi9jcC9jb252LWV1d2UtMDItcHJvZC1ha3MuY29udi5za3lwZS5jb20vY29udi9rQm9fZlN4cldFNmZGTUNoc3RQazlRP2k9MTAtMTI4LTUtOSZlPTYzOTAyMTMxMjAwMDAwMDAwMA==','2026-03-12T09:40:58.900Z','text','2026-03-12T09:45:39.200Z','text',1,10,10,8924);
INSERT INTO "identifiers" VALUES(1,'user-agent','azure-communication-services/1.3.1 azsdk-js-communication-calling/1.32.1 (javascript_calling_sdk;#clientTag:0d9c8b7a-6f5e-4d3c-9b2a-1f0e9d8c7b6a). Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36','2026-03-12T09:41:03.500Z','text','2026-03-12T09:41:15.000Z','text',1,6,6,4496);
INSERT INTO "identifiers" VALUES(1,'user-agent','azsdk-net-Communication.CallAutomation/1.4.0 (.NET 8.0.11; Microsoft Windows 10.0.20348)','2026-03-12T09:40:57.899Z','text','2026-03-12T09:40:57.899Z','text',4,8,NULL,638);
INSERT INTO "identifiers" VALUES(1,'user-mri','8:acs:5d0f7c1e-3b42-4c98-a6d7-90e1b2c3d4e5_00000021-7c3a-52b1-8dfe-1a3a0d00b7e2','2026-03-12T09:41:11.950Z','text','2026-03-12T11:05:33.410Z','text',1,1,1,0);
INSERT INTO "identifiers" VALUES(1,'user-mri','28:0c1d2e3f-4a5b-4c6d-8e7f-9a0b1c2d3e4f','2026-03-12T09:40:58.010Z','text','2026-03-12T09:40:58.010Z','text',1,2,2,978);
INSERT INTO "identifiers" VALUES(1,'user-mri','4:+14255550123','2026-03-12T09:42:22.410Z','text','2026-03-12T09:42:22.410Z','text',2,3,3,1814);
INSERT INTO "identifiers" VALUES(NULL,'immutable-resource-id','5d0f7c1e-3b42-4c98-a6d7-90e1b2c3d4e5',NULL,NULL,NULL,NULL,5,1,1,0);
INSERT INTO "identifiers" VALUES(NULL,'resource-id','/subscriptions/1f2e3d4c-5b6a-4798-8897-a6b5c4d3e2f1/resourcegroups/support-rg/providers/microsoft.communication/communicationservices/example-acs',NULL,NULL,NULL,NULL,5,1,1,0);
CREATE TABLE ids (call INTEGER NOT NULL REFERENCES calls(id), id TEXT NOT NULL, role TEXT NOT NULL, evidence TEXT NOT NULL, first_seen TEXT, first_basis TEXT, artifact INTEGER REFERENCES artifacts(id), line INTEGER, record INTEGER, byte_offset INTEGER);
INSERT INTO "ids" VALUES(1,'b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0','final','explicit','2026-03-12T09:40:58.010Z','text',1,1,1,0);
INSERT INTO "ids" VALUES(1,'3f1d0c52-7a64-4b0e-9c1d-2a5be8f0d001','initial','explicit','2026-03-12T09:41:10.300Z','text',3,4,NULL,499);
CREATE TABLE legs (call INTEGER NOT NULL REFERENCES calls(id), number INTEGER NOT NULL, client INTEGER, user TEXT, participant_id TEXT, endpoint_id TEXT, direction TEXT, join_time TEXT, join_basis TEXT, connected_time TEXT, connected_basis TEXT, leave_time TEXT, leave_basis TEXT, setup_seconds REAL, ringing_seconds REAL, lobby_seconds REAL, hold_seconds REAL, connected_seconds REAL, code INTEGER, sub_code INTEGER, class TEXT, witness TEXT, quality TEXT, sdk_version TEXT, os TEXT, browser TEXT, endpoint_type TEXT, participant_type TEXT);
INSERT INTO "legs" VALUES(1,1,1,'8:acs:5d0f7c1e-3b42-4c98-a6d7-90e1b2c3d4e5_00000021-7c3a-52b1-8dfe-1a3a0d00b7e2','a7c01d2e-44f3-4b6a-9c58-0d1e2f3a4b51','c90b7f14-2d3e-4a5b-8c6d-7e8f90a1b2c1',NULL,'2026-03-12T09:41:10.302Z','text','2026-03-12T09:41:12.020Z','text','2026-03-12T09:45:36.800Z','text',1.718,NULL,NULL,NULL,264.78,410,301005,'network','client','poor','1.32.1.0_stable','Windows 10.0',NULL,'VoIP','ACS');
INSERT INTO "legs" VALUES(1,2,NULL,'28:0c1d2e3f-4a5b-4c6d-8e7f-9a0b1c2d3e4f','a7c01d2e-44f3-4b6a-9c58-0d1e2f3a4b52','c90b7f14-2d3e-4a5b-8c6d-7e8f90a1b2c2',NULL,'2026-03-12T09:40:58.010Z','text',NULL,NULL,'2026-03-12T09:45:39.010Z','text',NULL,NULL,NULL,NULL,NULL,0,0,'success','service',NULL,NULL,NULL,NULL,'Bot','ACS');
INSERT INTO "legs" VALUES(1,3,NULL,NULL,'a7c01d2e-44f3-4b6a-9c58-0d1e2f3a4b53',NULL,NULL,'2026-03-12T09:42:01.200Z','text',NULL,NULL,'2026-03-12T09:42:22.200Z','text',NULL,NULL,NULL,NULL,NULL,486,560486,'remote','service',NULL,NULL,NULL,NULL,'PSTN','ACS');
CREATE TABLE problems (artifact INTEGER NOT NULL REFERENCES artifacts(id), kind TEXT NOT NULL, detail TEXT, byte_offset INTEGER, loses_input INTEGER NOT NULL);
CREATE TABLE quality (call INTEGER NOT NULL REFERENCES calls(id), participant TEXT, metric TEXT NOT NULL, value REAL NOT NULL, verdict TEXT NOT NULL, artifact INTEGER REFERENCES artifacts(id), line INTEGER, record INTEGER, byte_offset INTEGER);
INSERT INTO "quality" VALUES(1,'a7c01d2e-44f3-4b6a-9c58-0d1e2f3a4b51','audio.receive.jitterInMs',44.0,'poor',1,4,4,2765);
INSERT INTO "quality" VALUES(1,'a7c01d2e-44f3-4b6a-9c58-0d1e2f3a4b51','audio.receive.packetLossRate',0.14,'poor',1,4,4,2765);
INSERT INTO "quality" VALUES(1,'a7c01d2e-44f3-4b6a-9c58-0d1e2f3a4b51','audio.receive.rttInMs',612.0,'poor',1,4,4,2765);
INSERT INTO "quality" VALUES(1,'a7c01d2e-44f3-4b6a-9c58-0d1e2f3a4b51','audio.send.jitterInMs',6.0,'good',1,4,4,2765);
INSERT INTO "quality" VALUES(1,'a7c01d2e-44f3-4b6a-9c58-0d1e2f3a4b51','audio.send.packetLossRate',0.002,'good',1,4,4,2765);
INSERT INTO "quality" VALUES(1,'a7c01d2e-44f3-4b6a-9c58-0d1e2f3a4b51','audio.send.rttInMs',80.0,'good',1,4,4,2765);
CREATE TABLE related (call INTEGER NOT NULL REFERENCES calls(id), other_key TEXT NOT NULL, relation TEXT NOT NULL, evidence TEXT NOT NULL);
CREATE TABLE report (tool TEXT, version TEXT, schema_version TEXT);
INSERT INTO "report" VALUES('acs-logscan','0','1.0');
CREATE TABLE states (call INTEGER NOT NULL REFERENCES calls(id), leg INTEGER, client INTEGER, state TEXT NOT NULL, time TEXT, basis TEXT, impossible INTEGER NOT NULL, artifact INTEGER REFERENCES artifacts(id), line INTEGER, record INTEGER, byte_offset INTEGER);
INSERT INTO "states" VALUES(1,2,NULL,'Connected','2026-03-12T09:40:58.900Z','text',0,2,1,1,1);
INSERT INTO "states" VALUES(1,1,1,'Connecting','2026-03-12T09:41:10.302Z','text',0,3,5,NULL,584);
INSERT INTO "states" VALUES(1,1,1,'Connected','2026-03-12T09:41:12.020Z','text',0,3,7,NULL,719);
INSERT INTO "states" VALUES(1,1,1,'Disconnected','2026-03-12T09:45:36.800Z','text',0,3,12,NULL,1244);
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
-- | 2026-03-12T09:00Z | 1 | 1 | 1 | 0
-- every_id: call kind value
-- | None | immutable-resource-id | 5d0f7c1e-3b42-4c98-a6d7-90e1b2c3d4e5
-- | None | resource-id | /subscriptions/1f2e3d4c-5b6a-4798-8897-a6b5c4d3e2f1/resourcegroups/support-rg/providers/microsoft.communication/communicationservices/example-acs
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | call-connection-id | 401f2a00-9b7e-4c55-8d21-6f0e13b7a2c4
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | call-id | 3f1d0c52-7a64-4b0e-9c1d-2a5be8f0d001
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | call-id | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | chain-id | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | client-request-id | 6b5a4c3d-2e1f-4098-8776-5a4b3c2d1e0f
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | correlation-id | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | endpoint-id | c90b7f14-2d3e-4a5b-8c6d-7e8f90a1b2c1
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | endpoint-id | c90b7f14-2d3e-4a5b-8c6d-7e8f90a1b2c2
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | operation-id | 18a154e1-ac91-5b46-8085-bca299c8c0b3
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | operation-id | 8e4139e0-5718-558a-96b8-499d94dc0a60
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | operation-id | 9a8b7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | operation-id | aab1e4be-f99c-5655-ab12-367481055893
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | operation-id | ca89eaf9-de75-57e9-a512-d3051e9e27fb
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | participant-id | a7c01d2e-44f3-4b6a-9c58-0d1e2f3a4b51
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | participant-id | a7c01d2e-44f3-4b6a-9c58-0d1e2f3a4b52
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | participant-id | a7c01d2e-44f3-4b6a-9c58-0d1e2f3a4b53
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | resource-id | /subscriptions/1f2e3d4c-5b6a-4798-8897-a6b5c4d3e2f1/resourcegroups/support-rg/providers/microsoft.communication/communicationservices/example-acs
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | sdk-version | 1.32.1.0_stable
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | sdk-version | 1.4.0
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | sdk-version | azsdk-net-Communication.CallAutomation/1.4.0
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | server-call-id | aHR0cHM6Ly9hcGkuZmxpZ2h0cHJveHkuc2t5cGUuY29tL2FwaS92Mi9jcC9jb252LWV1d2UtMDItcHJvZC1ha3MuY29udi5za3lwZS5jb20vY29udi9rQm9fZlN4cldFNmZGTUNoc3RQazlRP2k9MTAtMTI4LTUtOSZlPTYzOTAyMTMxMjAwMDAwMDAwMA==
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | user-agent | azsdk-net-Communication.CallAutomation/1.4.0 (.NET 8.0.11; Microsoft Windows 10.0.20348)
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | user-agent | azure-communication-services/1.3.1 azsdk-js-communication-calling/1.32.1 (javascript_calling_sdk;#clientTag:0d9c8b7a-6f5e-4d3c-9b2a-1f0e9d8c7b6a). Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | user-mri | 28:0c1d2e3f-4a5b-4c6d-8e7f-9a0b1c2d3e4f
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | user-mri | 4:+14255550123
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | user-mri | 8:acs:5d0f7c1e-3b42-4c98-a6d7-90e1b2c3d4e5_00000021-7c3a-52b1-8dfe-1a3a0d00b7e2
-- participants: call number user participant_id endpoint_type join_time leave_time connected_seconds code sub_code class quality sdk_version os browser
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | 1 | 8:acs:5d0f7c1e-3b42-4c98-a6d7-90e1b2c3d4e5_00000021-7c3a-52b1-8dfe-1a3a0d00b7e2 | a7c01d2e-44f3-4b6a-9c58-0d1e2f3a4b51 | VoIP | 2026-03-12T09:41:10.302Z | 2026-03-12T09:45:36.800Z | 264.78 | 410 | 301005 | network | poor | 1.32.1.0_stable | Windows 10.0 | None
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | 2 | 28:0c1d2e3f-4a5b-4c6d-8e7f-9a0b1c2d3e4f | a7c01d2e-44f3-4b6a-9c58-0d1e2f3a4b52 | Bot | 2026-03-12T09:40:58.010Z | 2026-03-12T09:45:39.010Z | None | 0 | 0 | success | None | None | None | None
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | 3 | None | a7c01d2e-44f3-4b6a-9c58-0d1e2f3a4b53 | PSTN | 2026-03-12T09:42:01.200Z | 2026-03-12T09:42:22.200Z | None | 486 | 560486 | remote | None | None | None | None
-- timeline: call time basis kind witness client code sub_code text artifact line record byte_offset
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | 2026-03-12T09:40:57.899Z | text | operation | client | None | 201 | None | POST https://example-acs.europe.communication.azure.com/calling/callConnections?api-version=2024-09-15 → 201 Created, 400 ms | function-app.log | 8 | None | 638
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | 2026-03-12T09:40:58.010Z | text | call | service | None | None | None | CallSummary: Group call of 281 s | PT1H.json | 1 | 1 | 0
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | 2026-03-12T09:40:58.010Z | text | participant | service | None | None | None | CallSummary: Bot participant a7c01d2e… 281 s, ended 0/0 (Success) | PT1H.json | 2 | 2 | 978
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | 2026-03-12T09:40:58.900Z | text | state | callback | None | None | None | CallConnected (context greeting) | callbacks.jsonl | 1 | 1 | 1
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | 2026-03-12T09:41:03.500Z | text | operation | service | None | 200 | None | inferred, by the client instance: CallClientOperations: CallAgentInit succeeded 200 in 812 ms | PT1H.json | 6 | 6 | 4496
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | 2026-03-12T09:41:10.290Z | text | operation | service | None | 200 | None | inferred, by the client instance: CallClientOperations: Join succeeded 200 in 1725 ms CallDirection=join | PT1H.json | 7 | 7 | 5540
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | 2026-03-12T09:41:10.300Z | text | mention | client | 1 | None | None | Call added : Call Id = 3f1d0c52-7a64-4b0e-9c1d-2a5be8f0d001 | console.log | 4 | None | 499
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | 2026-03-12T09:41:10.302Z | text | state | client | 1 | None | None | Call state changed Connecting | console.log | 5 | None | 584
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | 2026-03-12T09:41:11.480Z | text | id-change | client | 1 | None | None | Call id Changed b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | console.log | 6 | None | 640
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | 2026-03-12T09:41:11.950Z | text | participant | service | None | None | None | CallSummary: VoIP participant a7c01d2e… 265 s, ended 490/4521 (UnexpectedClientError) | PT1H.json | 1 | 1 | 0
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | 2026-03-12T09:41:12.020Z | text | state | client | 1 | None | None | Call state changed Connected | console.log | 7 | None | 719
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | 2026-03-12T09:41:12.020Z | text | operation | service | None | 200 | None | CallClientOperations: EnterCall succeeded 200 in 12 ms | PT1H.json | 8 | 8 | 6629
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | 2026-03-12T09:41:12.100Z | text | participants | callback | None | None | None | ParticipantsUpdated: 1 participant (context greeting) | callbacks.jsonl | 2 | 2 | 741
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | 2026-03-12T09:41:12.400Z | text | mention | client | 1 | None | None | CallClient1: participantId a7c01d2e-44f3-4b6a-9c58-0d1e2f3a4b51, endpointId c90b7f14-2d3e-4a5b-8c6d-7e8f90a1b2c1 | console.log | 8 | None | 774
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | 2026-03-12T09:41:15.000Z | text | operation | service | None | 500 | None | CallClientOperations: StartVideo unexpectedclienterror 500 in 12 ms FailureReason=CameraInUse | PT1H.json | 9 | 9 | 7740
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | 2026-03-12T09:42:01.200Z | text | participant | service | None | None | None | CallSummary: PSTN participant a7c01d2e… 21 s, ended 486/560486 (ExpectedError) | PT1H.json | 3 | 3 | 1879
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | 2026-03-12T09:42:05.000Z | text | operation | service | None | 202 | None | CallAutomationIncomingOperations: AddParticipant succeeded, 202, in 141 ms | PT1H.json | 10 | 10 | 8924
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | 2026-03-12T09:42:22.200Z | text | end | service | None | 486 | 560486 | a7c01d2e-44f3-4b6a-9c58-0d1e2f3a4b53 left | PT1H.json | 3 | 3 | 1879
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | 2026-03-12T09:42:22.410Z | text | operation | callback | None | 486 | 560486 | AddParticipantFailed: 486/560486: The callee is busy. (context call-agent) | callbacks.jsonl | 3 | 3 | 1814
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | 2026-03-12T09:42:22.410Z | text | carrier | callback | None | None | None | AddParticipantFailed: SIP 486 Busy Here, Q.850 17 User busy (context call-agent) | callbacks.jsonl | 3 | 3 | 1814
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | 2026-03-12T09:44:50.100Z | text | diagnostic | client | 1 | None | None | User Facing Diagnostic changed: networkReceiveQuality value 2 | console.log | 9 | None | 935
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | 2026-03-12T09:45:01.140Z | text | signalling | client | 1 | None | None | [Connection] Ping interval fired | console.log | 10 | None | 1022
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | 2026-03-12T09:45:36.800Z | text | state | client | 1 | None | None | Call state changed Disconnected | console.log | 12 | None | 1244
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | 2026-03-12T09:45:36.802Z | text | end | client | 1 | 410 | 301005 | Call end reason: code: 410, subcode: 301005 | console.log | 13 | None | 1302
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | 2026-03-12T09:45:36.950Z | text | end | service | None | 490 | 4521 | 8:acs:5d0f7c1e-3b42-4c98-a6d7-90e1b2c3d4e5_00000021-7c3a-52b1-8dfe-1a3a0d00b7e2 left | PT1H.json | 1 | 1 | 0
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | 2026-03-12T09:45:39.010Z | text | end | service | None | 0 | 0 | 28:0c1d2e3f-4a5b-4c6d-8e7f-9a0b1c2d3e4f left | PT1H.json | 2 | 2 | 978
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | 2026-03-12T09:45:39.200Z | text | end | callback | None | 200 | 7000 | CallDisconnected: 200/7000: The conversation has ended. (context greeting) | callbacks.jsonl | 4 | 4 | 2867
-- | b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0 | None | None | media | service | None | None | None | media statistics of 6 points | PT1H.json | 4 | 4 | 2765
-- | None | None | None | resource | service | None | None | None | resource, example-acs, immutable ID 5d0f7c1e-3b42-4c98-a6d7-90e1b2c3d4e5, data in Europe | resource.json | 1 | 1 | 0
-- | None | 2026-03-12T09:41:02.114Z | text | client | client | None | None | None | created | console.log | 1 | None | 0
