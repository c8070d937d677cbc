// --- The list of events ---------------------------------------------------------------------------------------------

class EventList {
  constructor(events, call, select) {
    this.events = events;
    this.call = call;
    this.onselect = select;
    this.current = -1;
    this.folds = true;
    this.start = call && isPlaced(call.start) ? call.start : null;
    this.search = el("input", { type: "search", id: "event-search", value: view.e, autocomplete: "off", spellcheck: "false", placeholder: "words, kind:state, witness:service, code:410 …",
      oninput: () => { remember({ e: this.search.value }); this.show(); } });
    this.count = el("span", { role: "status" });
    this.unfold = el("button", { type: "button", class: "facet", "aria-pressed": "true", onclick: () => { this.folds = !this.folds; this.show(); } }, "equal rows folded");
    this.rows = el("div", { class: "events", role: "listbox", tabindex: "0", "aria-label": "Events", onkeydown: (event) => this.key(event) });
    this.list = longList(this.rows, (run, place, total) => this.row(run, place, total));
    const kinds = new Map();
    for (const event of events) kinds.set(event.kind, (kinds.get(event.kind) || 0) + 1);
    this.kinds = el("div", { class: "facets", role: "group", "aria-label": "Kinds of events" }, [...kinds].sort((a, b) => b[1] - a[1]).map(([kind, number]) =>
      el("button", { type: "button", class: "facet", "data-token": `kind:${kind}`, onclick: () => {
        this.search.value = toggled(view.e, `kind:${kind}`);
        remember({ e: this.search.value });
        this.show();
      } }, kind, " ", el("span", { class: "number" }, grouped(number)))));
    this.element = el("div", {}, events.length ? [
      el("div", { class: "filter" }, el("label", { for: "event-search" }, "Search events"), this.search), this.kinds, el("p", { class: "count" }, this.count, " ", this.unfold), this.rows,
    ] : el("p", { class: "quiet" }, data.timeline ? "There are no events." : "The events are in the page that `acs-logscan timeline --format html` writes."));
  }
  show() {
    const tokens = tokensOf(view.e);
    // Several kinds are alternatives; everything else must hold.
    const kinds = tokens.filter((token) => token.startsWith("kind:")).map((token) => token.slice(5));
    const others = tokens.filter((token) => !token.startsWith("kind:"));
    const shown = [];
    for (const event of this.events) {
      if ((!kinds.length || kinds.includes(event.kind)) && others.every((token) => this.matches(event, token))) shown.push(event);
    }
    const runs = folded(shown);
    this.unfold.hidden = runs.length === shown.length;
    this.unfold.setAttribute("aria-pressed", String(this.folds));
    this.runs = this.folds ? runs : shown.map((event) => ({ event, last: event, count: 1 }));
    // Events are in order, and a run has no other shown event within.
    this.firsts = this.runs.map((run) => run.event.index);
    for (const button of this.kinds.children) button.setAttribute("aria-pressed", String(tokens.includes(button.dataset.token)));
    this.count.textContent = shown.length === this.events.length ? counted(shown.length, "event") : `${grouped(shown.length)} of ${counted(this.events.length, "event")}`;
    if (this.runs.length < shown.length) this.count.textContent += ` in ${counted(this.runs.length, "row")}`;
    this.list.show(this.runs);
  }
  matches(event, token) {
    const [place, word] = token.split(/:(.*)/s);
    if (place === "witness") return event.witness === word;
    if (place === "code") return event.code === word || event.code.startsWith(`${word}/`);
    if (place === "client") return event.client + 1 === Number(word);
    return `${event.kind}\n${event.text}\n${event.code}\n${event.callId}\n${event.witness}\n${sourceText(event.source)}`.toLowerCase().includes(token);
  }
  /** The row that an event stands in, whether by itself or in a fold; -1 where it is not shown. */
  placeOf(index) {
    let [low, high] = [0, this.firsts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.firsts[middle] <= index) low = middle + 1; else high = middle;
    }
    const run = this.runs[low - 1];
    return run && run.last.index >= index ? low - 1 : -1;
  }
  row({ event, last, count }, place, total) {
    const offset = this.start && event.time && isUTC(event.time) === isUTC(this.start) && isPlaced(event.time) ? offsetText(event.time[0] - this.start[0]) : "";
    return el("div", { class: `row event k-${event.kind}${isBad(event, this.call || { reasons: [] }) ? " bad" : ""}`, role: "option", id: `event-${event.index}`,
      "aria-selected": String(place === this.placeOf(this.current)), "aria-setsize": total, "aria-posinset": place + 1, onclick: () => { this.select(event); this.onselect(event); } },
    el("span", { class: "time", title: event.time ? dateTimeText(event.time, 3) : "" }, timeText(event.time)), el("span", { class: "offset" }, offset), el("span", { class: "kind" }, event.kind),
    el("span", { class: "who" }, event.witness === "client" ? (this.call && this.call.clients.length > 1 && event.client >= 0 ? `#${event.client + 1}` : "") : event.witness),
    el("span", { class: "text" }, event.text, event.code && !event.text.includes(event.code.split("/")[0]) ? el("b", {}, ` ${event.code}`) : "", event.flag ? chip(`flag ${event.flag}`, "flag", "") : "",
      count > 1 ? el("b", { class: "times" }, ` ×${grouped(count)}${last.time ? `, last ${timeText(last.time)}` : ""}`) : ""),
    el("span", { class: "source" }, sourceText(event.source)));
  }
  select(event) {
    const old = this.rows.querySelector("[aria-selected=true]");
    if (old) old.setAttribute("aria-selected", "false");
    this.current = event.index;
    const place = this.placeOf(event.index);
    if (place < 0) return;
    const id = `event-${this.firsts[place]}`;
    const row = byId(id);
    if (row) this.rows.setAttribute("aria-activedescendant", id); else this.rows.removeAttribute("aria-activedescendant");
    if (row) row.setAttribute("aria-selected", "true");
  }
  key(event) {
    const last = this.runs.length - 1;
    const place = this.placeOf(this.current);
    const target = { ArrowDown: Math.min(place + 1, last), ArrowUp: Math.max(place - 1, 0), Home: 0, End: last, PageDown: Math.min(place + 15, last), PageUp: Math.max(place - 15, 0), Enter: place }[event.key];
    if (target === undefined || target < 0) return;
    event.preventDefault();
    const next = this.runs[target].event;
    this.list.reveal(target);
    this.select(next);
    this.onselect(next);
  }
}

/** Successive events that say the same, as one with their number. */
function folded(events) {
  const runs = [];
  for (const event of events) {
    const run = runs[runs.length - 1];
    if (run && saysTheSame(run.event, event)) {
      run.last = event;
      run.count += 1;
    } else {
      runs.push({ event, last: event, count: 1 });
    }
  }
  return runs;
}
const saysTheSame = (one, other) => one.kind === other.kind && one.text === other.text && one.witness === other.witness && one.client === other.client
  && one.callId === other.callId && one.code === other.code && (one.source || [])[0] === (other.source || [])[0];

// --- The ladder -----------------------------------------------------------------------------------------------------

const ladderLimit = 200;

function ladder(call, select) {
  const runs = folded(call.events.filter((event) => event.step));
  if (!runs.length) return el("p", { class: "quiet" }, "No event of this call is a step of signalling.");
  const box = el("div", { class: "scroll ladder-box", tabindex: "0", role: "region", "aria-label": "Sequence of steps" });
  const draw = (limit) => {
    box.replaceChildren(drawLadder(call, runs.slice(0, limit), select));
    if (runs.length > limit) box.append(el("button", { type: "button", onclick: () => draw(runs.length) }, `Show all ${grouped(runs.length)} steps`));
  };
  draw(ladderLimit);
  return [box, el("p", { class: "quiet" }, "Arrows are drawn where the log shows who spoke to whom: requests, callbacks, IDs that the service gave. Boxes are what one side says of itself.")];
}

function drawLadder(call, runs, select) {
  const drawn = runs.map(({ event, count }) => ({ event, count, from: event.step[0], to: event.step[1] }));
  const used = new Set(drawn.flatMap((step) => [step.from, step.to]));
  const names = [...call.clients.map((client, index) => [`client ${index}`, (call.clients.length > 1 ? `#${index + 1} ` : "") + client[0]]), ["service", "Service"], ["application", "Application"]]
    .filter(([name]) => used.has(name));
  const room = (byId("call").clientWidth || 900) - 24;
  const left = room < 500 ? 84 : 96;
  const column = Math.max(84, Math.min(760, (room - left) / names.length));
  const place = new Map(names.map(([name], index) => [name, left + column * (index + 0.5)]));
  const width = left + column * names.length;
  const step = 30;
  const height = 48 + step * drawn.length;
  const cut = (text, pixels) => { const fits = Math.floor(pixels / 6.8); return text.length > fits ? `${text.slice(0, Math.max(fits - 1, 1))}…` : text; };
  // Words may be wider than their column: no other stands beside them.
  const wide = (text, middle) => {
    const size = Math.min(text.length * 6.8 + 16, width - left - 8);
    return { size, words: cut(text, size - 8), start: Math.max(left, Math.min(middle - size / 2, width - size - 4)) };
  };
  return svg("svg", { class: "ladder", viewBox: `0 0 ${width} ${height}`, width, height, role: "list", "aria-label": counted(drawn.length, "step") },
    svg("defs", {}, svg("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 8, refY: 4, markerWidth: 8, markerHeight: 8, orient: "auto-start-reverse" }, svg("path", { d: "M0 0L8 4L0 8z" }))),
    names.map(([name, label]) => svg("g", { class: "actor" }, svg("line", { x1: place.get(name), x2: place.get(name), y1: 34, y2: height }),
      svg("rect", { x: place.get(name) - column / 2 + 4, y: 4, width: column - 8, height: 28, rx: 6 }), svg("text", { x: place.get(name), y: 22, "text-anchor": "middle" }, cut(label, (column - 12) * 0.84)))),
    drawn.map(({ event, count, from, to }, index) => {
      const y = 44 + step * index;
      const a = place.get(from);
      const b = place.get(to);
      const words = (count > 1 ? `×${grouped(count)} ` : "") + (event.kind === "state" || event.kind === "end" ? event.text : `${event.kind}: ${event.text}`);
      const kind = `step k-${event.kind}${isBad(event, call) ? " bad" : ""}`;
      const act = { class: kind, role: "listitem", onclick: () => select(event), onmouseenter: (move) => showTip(move, [words, `${timeText(event.time)}  ${sourceText(event.source)}`]), onmouseleave: hideTip };
      const time = svg("text", { class: "time", x: left - 8, y: y + 14, "text-anchor": "end" }, timeText(event.time));
      const box = wide(words, (a + b) / 2);
      const text = (line) => svg("text", { x: box.start + box.size / 2, y: y + line, "text-anchor": "middle" }, box.words);
      return a === b
        ? svg("g", act, time, svg("rect", { x: box.start, y, width: box.size, height: 22, rx: 4 }), text(15))
        : svg("g", act, time, text(9), svg("line", { class: "arrow", x1: a, x2: b, y1: y + 15, y2: y + 15, "marker-end": "url(#arrow)" }));
    }));
}
