/// Shapes of ordinary messages. `{n}`, `{v}` and `{N}` are a noun, a verb and a class's name, chosen when a pool of
/// lines is made; `{#4}` are four digits, `{x8}` eight hexadecimal ones and `{g}` a GUID, random in every line.
/// A backquote stands for a quotation mark, which JSON escapes.
enum LineTemplates {
  /// The SDK's messages behind its component path; after published lines.
  static let sdk = [
    "Event success:,,{N},,{#3},,{x8},,{N}{N},,attempt {#1} of {#1},,scenario {x8} took {#4} ms",
    "[Operation] [{x8}][{N}] executing operation... queue length {#2}, {v} {n} {n} after {#3} ms, owner {x12}",
    "op:{N}{N}, started",
    "[Connection] {n} {v}, {#2} pending, sequence {#5}",
    "{N}{N} {v} {#1} {n}s in {#2} ms",
    "stream {#3}:{x8} {v}, {n} {n} {#3}",
    "updating {n} {n} to {#2}, reason {n} {v}",
    "op:{N}{N}, {v} {#2} {n}s in {#4} ms with {#1} retries, telemetry {x16} {v}",
    "Constraints to be applied: {`audio`:{`deviceId`:`u{#2}`,`echoCancellation`:true,`{n}`:{#2}},`video`:{`deviceId`:`u{#2}`,`width`:1280}}",
    "[Trouter] clearMessageHandlers is {v}, {#1} handlers for {n}s {v}, epoch {#10}, sequence {#5}, connection {x16}",
    "Outbound RTP {n} {#3} kbps, jitter {#2} ms, rtt {#3} ms, loss 0.{#4}, fps {#2}, codec H264, ssrc {#10}, {n} {v}",
    "Inbound RTP {n} {#3} kbps, jitter buffer {#3} ms, concealed {#5} of {#7} samples, ssrc {#10}",
    "selected candidate pair {x8}:{x8} state succeeded, local srflx 203.0.113.{#2}:{#5} udp, remote relay 198.51.100.{#2}:3478, {#4} bytes in {n}",
    "ecs config {n}.{n} = {#3}, etag `{x16}`, ring general, {v} {#2} overrides for {N}{N}, age {#5} s, source {n}",
    "http POST https://prod.{n}.trouter.example.net/v4/c?{n}={x8}&{n}={#6}&epoch={#10} status 200 in {#3} ms, {#5} bytes, {v}",
    "encoder {n} {v}: layer {#1}, target {#4} kbps, qp {#2}, {#2} fps, cpu {#2} %, bandwidth estimate {#7} bps, probe {x8}",
    "TelemetryLogManager batch {#4} with {#2} events {v} to https://browser.{n}.data.example.com/OneCollector/1.0/, {#6} bytes, {x12}",
    "renderer {x8} {v} {n}, size {#3}x{#3}, scaling Crop, stream {#5} of {n}, visible {n} true, first frame after {#4} ms",
    "setRemoteDescription {v}, {#1} audio and {#1} video sections, ice-ufrag {x8}, fingerprint sha-256 {x32}, {n} {v} in {#2} ms",
    "audio level {n} in {#2} out {#2}, agc {#3}, echo return loss {#2}, {n} gate {v}, voice activity 0.{#4}, frame {#8}",
    "timer {N}{N} fired after {#5} ms, {#2} pending {n}s, drift {#2} ms, {v} by {n} scheduler {x8}",
  ]

  /// An application's own messages.
  static let application = [
    "GET /api/v2/{n}s/{#6}?{n}={n}&{n}={#3} 200 {#5} bytes in {#3} ms, cache {n} {v}, traceparent 00-{x32}-{x16}-01",
    "POST /api/{n}s/{n} 201 in {#3} ms, request {g}, {#2} {n}s {v}, {n} version {#2}.{#2}.{#3}, region westeurope",
    "{N}{N}Service: {v} {#3} {n}s for {n} {x8} in {#4} ms ({n}={#4}, {n}={#3}, {n}={n}), next {n} in {#3} s",
    "{N}{N}Component {v}: props changed [{n}, {n}, {n}], {#2} children {v}, layout pass {#2}.{#2} ms, {n} depth {#1}",
    "redux action {n}/{n}/{v} payload {`{n}`:`{x8}`,`{n}`:{#4},`{n}`:`{n}`,`items`:{#3}} state size {#6} in {#2} ms",
    "router: navigated from /{n}/{#5} to /{n}s/{#5}/{n}?tab={n}, {#2} guards {v}, chunk {n}.{x8}.js {v} in {#3} ms",
    "i18n: missing key {n}.{n}.{n} in locale de-DE, {v} fallback en-US for {N}{N}, {#2} other keys of {n} {v}",
    "sql [{x8}] select {n}.id, {n}.{n}, {n}.{n} from {n}s where {n}.id = {#6} order by {n} limit {#3}, {#2} rows in {#2} ms",
    "worker {#2}: {n} job {x12} {v} after {#5} ms, queue {n}-{n} has {#4} left, {#2} retries, memory {#3} MB of {#4} MB",
    "cache {v} for key {n}:{n}:{x16} ({#6} bytes, ttl {#4} s), hit rate 0.{#3}, {#5} entries in {n} store {N}",
    "feature flag {n}-{n}-{n} evaluated to true for segment {n}, rule {#2}, variation {x8}, reason {v} by {n}",
    "scheduler: {v} {#2} of {#3} {n}s, oldest {n} waits {#4} ms, {n} priority {#1}, tick {#8}, budget {#2}.{#3} ms",
    "mail: {n} template {n}-{n} {v} for customer {x8}, {#2} recipients, provider answered 250 2.0.0 Ok {x16} in {#3} ms",
    "upload {x12}: part {#3} of {#3} {v}, {#8} bytes at {#3}.{#1} MB/s, checksum {x32}, {n} {n} remaining {#3} s",
    "payment {x12}: {n} {v}, amount {#4}.{#2} EUR, method {n}, risk score 0.{#3}, ledger entry {#9}, attempt {#1}",
    "metrics: heap {#3} MB, rss {#3} MB, event loop lag {#2}.{#2} ms, gc {#2} ms, {#4} requests, p99 {#3} ms, {n} {#5}",
    "[webpack] {N}{N}.tsx {v} in {#4} ms, {#3} modules, {#2} {n}s {v}, emitted {n}.{x8}.css and {n}.{x8}.js ({#6} bytes)",
    "validation of {n} form {v}: {n} must not be longer than {#3}, {n} is {v}, {#1} warnings in section {n}, draft {x8}",
  ]

  /// Phones' own messages, as other processes write them into a shared log.
  static let android = [
    "onMeasure {N}{N}View {#4}x{#4}, {n} {v}, density 2.{#2}, insets [{#2}, {#3}, {#2}, {#3}], pass {#2} took {#2} ms",
    "Background concurrent copying GC freed {#6}({#2}MB) AllocSpace objects, {#3}({#2}MB) LOS objects, 4{#1}% free, {#2}MB/{#2}MB, paused {#3}us total {#3}.{#3}ms",
    "Skipped {#2} frames!  The application may be doing too much work on its main thread, {n} {n} {v} {#4} ms ago in {N}{N}Activity",
    "AudioTrack: getTimestamp_l({#3}): retrograde timestamp time {v}, {#12} < {#12}, frames {#8}, {n} underruns {#2}",
    "NetworkScheduler: {n} job {#5} {v}, constraints {x8}, backoff {#5} ms, {n} quota {#4}, uid 10{#3}, standby bucket {#2}",
    "ViewRootImpl@{x7}[{N}Activity]: reportDraw finished ({n} {#4} ms, {n} {#3} ms), surface {x8} {v}, frame number {#6}",
    "BatteryStats: {n} sensor {#2} {v} for uid 10{#3}, {#6} mAh, wakelock {N}:{n} held {#5} ms, {n} level {#2}",
    "CameraDevice-{#1}: {n} request {#4} {v}, target fps [{#2}, {#2}], exposure {#8} ns, iso {#3}, af state {#1}, {n} {n}",
  ]

  /// Rows of other services in an export, behind the time.
  static let azureMonitor = [
    #""resourceId":"/SUBSCRIPTIONS/00000000-1111-2222-3333-444444444444/RESOURCEGROUPS/DESK","operationName":"SendChatMessage","category":"ChatOperational","correlationId":"{x22}.0","resultType":"Succeeded","resultSignature":201,"durationMs":{#3},"properties":{"userId":"acs:{g}","threadId":"{x16}"}"#,
    #""resourceId":"/SUBSCRIPTIONS/00000000-1111-2222-3333-444444444444/RESOURCEGROUPS/DESK","operationName":"IssueToken","category":"AuthOperational","correlationId":"{x22}.0","resultType":"Succeeded","resultSignature":200,"durationMs":{#3},"properties":{"identity":"acs:{g}","scopes":["{n}","{n}"]}"#,
    #""resourceId":"/SUBSCRIPTIONS/00000000-1111-2222-3333-444444444444/RESOURCEGROUPS/DESK","operationName":"SMSMessagesSent","category":"SMSOperational","correlationId":"{x22}.0","resultType":"Succeeded","resultSignature":202,"durationMs":{#3},"properties":{"{n}":"{v}","{n}":{#5}}"#,
  ]

  /// The same as rows of the portal's CSV, behind the time.
  static let csv = [
    "SendChatMessage,ChatOperational,{x22}.0,,,,,acs:{g},,,{n},{#3}",
    "IssueToken,AuthOperational,{x22}.0,,,,,acs:{g},,,\"{n}, {n}\",{#3}",
    "SMSMessagesSent,SMSOperational,{x22}.0,,,,,,,,{n},{#3}",
  ]

  /// The SDK's own lines that share words with lines about calls, or tell of the connection and of no call.
  static let sdkNearMisses = [
    "DeviceList microphone|input({#1})|-communications|default:groupId(u{#1})|default(u{#1})|-defaultId, speaker|output({#1})|default:groupId(u{#2})",
    "[Connection] Ping interval fired",
    "[Connection] onPingResponse",
    "MediaStream {#1} state changed, {n} is connected to {n} {x8}, {#2} {n}s {v} in {#2} ms",
  ]

  /// Lines without a call that share words with lines about calls, as they do in real logs.
  static let nearMisses = [
    "WebSocket reconnected to wss://{n}.example.com/{n}?{n}={x8} after {#4} ms, {#2} {n}s {v}, backoff reset, sequence {#8}",
    "redis: disconnected from {n}-cache.{n}.svc:6379 ({n} timeout {#4} ms), {#2} commands {v}, retry in {#3} ms",
    "order {#6} created by {n} service, {#2} {n}s, total {#3}.{#2}, warehouse {n}, carrier {n}, reference {x12}",
    "bringing {n} panel {x8} to front, {#2} {n}s {v}, z-index {#4}, focus trap {v}, previous {n} {x8}",
    "database pool: connected client {#3} of {#3}, {n} {n} {v} in {#2} ms, idle {#2}, waiting {#2}, host {n}-{#2}",
    "Bluetooth headset connected: {N} {n} {#3}, profile A2DP, codec AAC, battery {#2} percent, {n} route {v}",
  ]
}
