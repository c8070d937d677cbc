// --- A call ---------------------------------------------------------------------------------------------------------

function section(id, title, ...children) {
  return el("section", { "aria-labelledby": `${id}-title`, id }, el("h2", { id: `${id}-title` }, title), ...children);
}
const field = (label, ...values) =>
  values.flat().some((value) => value !== "" && value !== null && value !== undefined) ? el("div", {}, el("dt", {}, label), el("dd", {}, ...values)) : "";

function showCall(index) {
  const call = callAt(index);
  const shown = found(view.q);
  const place = shown.indexOf(index);
  const step = (by, label) => {
    const other = place < 0 ? undefined : shown[place + by];
    return other === undefined ? "" : el("a", { class: "step", href: linkToCall(data.calls[other].key) }, label);
  };
  const events = call.events;
  const lanes = new Lanes(call, (event) => select(event, "lanes"));
  const list = new EventList(events, call, (event) => select(event, "list"));
  function select(event, from) {
    if (from !== "list") list.select(event);
    lanes.mark(event);
    showDetail(event, call);
  }

  byId("call").replaceChildren(
    el("div", { class: "call-head" },
      el("h1", {}, el("span", { class: "quiet" }, "Call "), el("span", { class: "id" }, call.key)),
      el("div", { class: "chips" }, classChip(outcome(call)), (call.flags || []).map((flag) => chip(`flag ${flag}`, "flag", "")), copyButton(call.key, "call ID")),
      el("nav", { class: "steps", "aria-label": "Other calls" }, step(-1, "← previous"), step(1, "next →"))),
    call.verdict ? el("p", { class: `verdict-card c-${outcome(call)}` }, call.verdict) : "",
    el("dl", { class: "facts" },
      field("Start", dateTimeText(call.start, 3)), field("Connected", dateTimeText(call.connected, 3)), field("End", dateTimeText(call.end, 3)),
      field("Duration", durationText(call.seconds)), field("States", call.path)),
    call.findings.length ? section("call-findings", "What is missing or odd", findingItems(call.findings)) : "",
    section("lanes", "What happened when", lanes.element),
    el("div", { class: "columns" },
      section("why", "Why it ended", reasonCards(call)),
      section("support", "For support", supportBlock(call))),
    section("events", "Events", list.element),
    section("ladder", "Who said what to whom", ladder(call, (event) => select(event, "ladder"))),
    section("legs", "Participants", legCards(call)),
    call.quality.length ? section("quality", "Media quality", qualityTable(call)) : "",
    section("ids", "IDs", idTables(call)),
    call.related.length ? section("related", "Related calls", relatedList(call)) : "");
  lanes.draw();
  list.show();
}

const findingItems = (findings) => el("ul", { class: "findings" }, findings.map(([severity, kind, text, source]) =>
  el("li", { class: `finding ${severity}` }, el("span", { class: "severity" }, severity),
    el("div", {}, el("span", { class: "words" }, text), el("span", { class: "where" }, el("span", { class: "kind" }, kind), " ", sourceElement(source))))));

function reasonCards(call) {
  if (!call.reasons.length) return el("p", { class: "quiet" }, "No end reason in these files.");
  const cards = call.reasons.map((reason) => el("article", { class: `reason c-${reason.class}` },
    el("h3", {}, el("b", {}, reason.code), " ", reason.title),
    el("dl", {},
      field("Do", reason.action), field("Said by", reason.witness + (reason.leg ? `, about leg ${reason.leg}` : "")),
      field("Meaning", reason.meaning), field("Phrase", reason.phrase), field("Category", (reason.categories || []).join(", ")),
      (reason.notes || []).map((note) => field("Note", note)), field("Source", sourceElement(reason.source)))));
  return [cards[0], call.carrier.map((text) => el("p", {}, text)),
    cards.length > 1 ? el("details", { class: "more" }, el("summary", {}, `${counted(cards.length - 1, "more end reason")}, by other witnesses or of other legs`), cards.slice(1)) : ""];
}

function supportBlock(call) {
  const widest = Math.max(...call.support.map(([label]) => label.length), 0) + 2;
  const lines = call.support.flatMap(([label, values]) => values.map((value, index) => (index ? "" : label).padEnd(widest) + value));
  const text = lines.join("\n");
  return [el("div", { class: "copy-head" }, el("p", { class: "quiet" }, "What Microsoft support asks for, as these files have it."), copyButton(text, "the IDs for support", "Copy all")),
    el("dl", { class: "support" }, call.support.map(([label, values]) => el("div", {}, el("dt", {}, label), values.map((value) => el("dd", {}, value)))))];
}

function legCards(call) {
  return el("ol", { class: "legs" }, call.legs.map((leg, index) => {
    const seen = leg.client ? `client ${leg.client}` : leg.witness ? `seen by the ${leg.witness} alone` : "no client's log";
    const phases = ["setup", "ringing", "lobby", "hold", "connected"].filter((name) => leg[name] !== undefined).map((name) => `${name} ${durationText(leg[name])}`);
    return el("li", { class: `leg c-${leg.class || "none"}` },
      el("h3", {}, `Leg ${index + 1}`, el("span", { class: "quiet" }, ` ${[seen, leg.direction, ...(leg.types || [])].filter(Boolean).join(", ")}`)),
      el("dl", {}, field("Participant", leg.participant ? el("code", {}, leg.participant) : ""), field("User", leg.user ? el("code", {}, leg.user) : ""),
        field("Joined", timeText(leg.join)), field("Connected", timeText(leg.connect)), field("Left", timeText(leg.leave)), field("Phases", phases.join(", ")),
        field("Ended", leg.code ? [el("b", {}, leg.code), ` ${leg.title}`] : ""), field("Quality", leg.quality), field("Software", (leg.software || []).join(", "))));
  }));
}

/** A table that becomes a list of cards where the screen is narrow; each cell then says what it is. */
function table(label, head, rows, caption) {
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, el("table", { class: "stacked" },
    caption ? el("caption", { class: "quiet" }, caption) : "",
    el("thead", {}, el("tr", {}, head.map((name) => el("th", { scope: "col", class: name === "Value" ? "number" : null }, name)))),
    el("tbody", {}, rows.map((cells) => el("tr", {}, cells.map((cell, place) => {
      const isNumber = head[place] === "Value" && typeof cell === "string";
      return cell === "" ? el("td", { class: "none" }) : el("td", { "data-label": head[place], class: isNumber ? "number" : null }, Array.isArray(cell) ? el("span", {}, cell) : cell);
    }))))));
}

const qualityTable = (call) => table("Metrics", ["Metric", "Verdict", "Value", "Participant", "Source"],
  call.quality.map(([verdict, metric, value, participant, source]) => [metric, chip(verdict, "quality", verdict), value, participant ? el("code", {}, participant) : "", sourceElement(source)]),
  "The worst mean of each metric, against the documented thresholds.");

function idTables(call) {
  return [
    table("Call IDs", ["Call ID", "Role", "Evidence", "First seen", "Source"], call.ids.map(([id, role, evidence, seen, source]) =>
      [[el("code", {}, id), " ", copyButton(id, "ID")], role, evidence, dateTimeText(seen || null, 3), sourceElement(source)])),
    call.identifiers.length ? el("details", {}, el("summary", {}, counted(call.identifiers.length, "other identifier")),
      table("Other identifiers", ["Kind", "Identifier", "Source"], call.identifiers.map(([kind, value, source]) => [kind, el("code", {}, value), sourceElement(source)]))) : "",
  ];
}

const relatedList = (call) => el("ul", {}, call.related.map(([relation, key, evidence, source]) => el("li", {}, `${relation} `,
  places.has(key) ? el("a", { href: linkToCall(key) }, key) : el("code", {}, key), ` (${evidence}) `, sourceElement(source))));

// --- One event, in full ---------------------------------------------------------------------------------------------

function showDetail(event, call) {
  const close = () => { byId("detail").remove(); document.body.classList.remove("has-detail"); };
  const box = byId("detail") || document.body.appendChild(el("aside", { id: "detail", "aria-label": "The selected event" }));
  document.body.classList.add("has-detail");
  const whole = data.artifacts[event.source ? event.source[0] : -1];
  box.replaceChildren(
    el("div", { class: "detail-head" }, el("strong", {}, event.kind), ` ${dateTimeText(event.time, 3)} ${isUTC(event.time) ? zoneName() : ""}`,
      el("button", { type: "button", class: "close", "aria-label": "Close", onclick: close }, "×")),
    el("p", { class: "log-words" }, event.text),
    el("dl", { class: "facts" },
      field("Stands in", sourceElement(event.source), whole && whole[1] !== whole[0] ? ` ${whole[1]}` : "", event.source && event.source[3] ? ` at byte ${grouped(event.source[3])}` : ""),
      field("Written time", event.time && (event.time[2] || (isPlaced(event.time) ? "" : event.time[0]))), field("Zone by", event.time && event.time[1]),
      field("Said by", whoText(event, call)), field("Code", event.code, event.flag ? ` flag ${event.flag}` : ""), field("Under ID", event.callId), field("Result", event.result)));
  say(`${event.kind} ${timeText(event.time)} ${event.text}`);
  box.onkeydown = (press) => { if (press.key === "Escape") close(); };
}
function hideDetail() {
  if (byId("detail")) byId("detail").remove();
  document.body.classList.remove("has-detail");
}
function whoText(event, call) {
  if (event.witness !== "client") return event.witness;
  const client = call && call.clients[event.client];
  return client ? (call.clients.length > 1 ? `#${event.client + 1} ${client[0]}` : client[0]) : "client";
}
const badClasses = ["device", "media", "authentication", "service", "infrastructure", "network"];
const isBad = (event, call) => ["failure", "start-failed", "crash"].includes(event.kind) || event.result === "failed" || Boolean(event.flag)
  || (event.kind === "end" && call.reasons.some((reason) => reason.code === event.code && badClasses.includes(reason.class)));
