"use strict";
// Draws the page from the data in its own script elements, and looks nothing up anywhere else. Text reaches the page as text
// nodes alone. The view is kept in the fragment of the address: #call=…&q=…&from=…&to=…

// --- Data -----------------------------------------------------------------------------------------------------------

const parse = (id) => {
  const element = document.getElementById(id);
  return element ? JSON.parse(element.textContent) : null;
};
const data = parse("data");
const places = new Map(data.calls.map((call, index) => [call.key, index]));

/** Events come as rows; here they get names. */
const eventOf = ([time, kind, text, witness, client, source, code, flag, callId, result, step], index) =>
  ({ index, time: time || null, kind, text, witness, client, source, code: code || "", flag: flag || "", callId: callId || "", result: result || "", step: step || null });

let opened = { index: -1, call: null };
/** The whole of a call; only the last one is kept. */
function callAt(index) {
  if (opened.index !== index) {
    const call = Object.assign({}, data.calls[index], parse(`data-${index}`));
    call.events = (call.events || []).map(eventOf);
    for (const list of ["ids", "clients", "states", "carrier", "identifiers", "related", "diagnostics", "quality", "findings", "support"]) {
      call[list] = call[list] || [];
    }
    opened = { index, call };
  }
  return opened.call;
}

// --- Elements -------------------------------------------------------------------------------------------------------

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(2)) {
    if (child !== null && child !== undefined && child !== "") element.append(child);
  }
  return element;
}
const el = (name, attributes, ...children) => fill(document.createElement(name), attributes, children);
const svg = (name, attributes, ...children) =>
  fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
const byId = (id) => document.getElementById(id);
const say = (text) => { byId("status").textContent = text; };

// --- Words ----------------------------------------------------------------------------------------------------------

const two = (number) => String(number).padStart(2, "0");
const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");
const counted = (number, noun) => `${grouped(number)} ${noun}${number === 1 ? "" : "s"}`;
const shortId = (id) => (/^[0-9a-f]{8}-/.test(id) ? id.slice(0, 8) : id);

/** A moment is [milliseconds, basis, written text], or [written text] where the date is not known. */
const isPlaced = (moment) => Boolean(moment) && typeof moment[0] === "number";
const isUTC = (moment) => isPlaced(moment) && moment[1] !== "unknown";

function fields(milliseconds, local) {
  const date = new Date(milliseconds);
  return local
    ? [date.getFullYear(), date.getMonth() + 1, date.getDate(), date.getHours(), date.getMinutes(), date.getSeconds(), date.getMilliseconds()]
    : [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds(), date.getUTCMilliseconds()];
}
/** A time whose zone is not known is shown as its writer's clock had it, whatever zone the reader wants. */
const fieldsOf = (moment) => fields(moment[0], view.zone === "local" && isUTC(moment));
const zoneName = () => (view.zone === "local" ? Intl.DateTimeFormat().resolvedOptions().timeZone || "local time" : "UTC");

function dayText(moment) {
  const [year, month, day] = fieldsOf(moment);
  return `${year}-${two(month)}-${two(day)}`;
}
function clockText(moment, digits = 3) {
  const [, , , hour, minute, second, milli] = fieldsOf(moment);
  const text = `${two(hour)}:${two(minute)}:${two(second)}`;
  return digits ? `${text}.${String(milli).padStart(3, "0")}` : text;
}
function timeText(moment, digits = 3) {
  if (!moment) return "";
  return isPlaced(moment) ? clockText(moment, digits) + (isUTC(moment) ? "" : "?") : moment[0];
}
function dateTimeText(moment, digits = 0) {
  if (!moment) return "";
  if (!isPlaced(moment)) return moment[0];
  return `${dayText(moment)} ${clockText(moment, digits)}${isUTC(moment) ? "" : " (zone not known)"}`;
}
function durationText(seconds) {
  if (seconds === undefined || seconds === null) return "";
  if (seconds < 10) return `${seconds.toFixed(2)} s`;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
  return `${grouped(Math.floor(whole / 3600))} h ${two(Math.floor(whole / 60) % 60)} min`;
}
function offsetText(milliseconds) {
  const size = Math.abs(milliseconds);
  const seconds = Math.floor(size / 1000);
  const rest = `${two(seconds % 60)}.${String(size % 1000).padStart(3, "0")}`;
  const sign = milliseconds < 0 ? "−" : "+";
  if (seconds < 3600) return `${sign}${Math.floor(seconds / 60)}:${rest}`;
  return `${sign}${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${rest}`;
}
/** Artifact, line, record, offset. */
function sourceText(source) {
  if (!source) return "";
  const [artifact, line, record, offset] = source;
  const name = (data.artifacts[artifact] || [`artifact ${artifact}`])[0];
  if (line) return `${name}:${line}${record ? ` record ${record}` : ""}`;
  return record ? `${name} record ${record}` : `${name} byte ${offset || 0}`;
}
const sourceElement = (source) =>
  source ? el("code", { class: "source", title: (data.artifacts[source[0]] || [])[1] }, sourceText(source)) : "";
const outcome = (call) => call.class || "none";

// --- The view, kept in the fragment ---------------------------------------------------------------------------------

const view = { call: "", q: "", e: "", from: "", to: "", zone: "", theme: "" };

function readView() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  for (const name of Object.keys(view)) {
    // The reader's zone and colours stay when a link names only a call.
    if (wanted.has(name) || (name !== "zone" && name !== "theme")) view[name] = wanted.get(name) || "";
  }
}
function fragment(changes) {
  const next = Object.assign({}, view, changes);
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(next)) if (value) words.set(name, value);
  return `#${words}`;
}
/** Notes a change of the view without a new entry in the browser's history. */
function remember(changes) {
  Object.assign(view, changes);
  history.replaceState(null, "", fragment({}));
}
const linkToCall = (key) => fragment({ call: key, e: "", from: "", to: "" });

// --- Search ---------------------------------------------------------------------------------------------------------

const instantOf = (text) => {
  const hasZone = /(z|[+-]\d\d:?\d\d)$/i.test(text) && text.length > 10;
  const whole = text.length === 10 ? `${text}T00:00` : text;
  return Date.parse(hasZone || view.zone === "local" ? whole : `${whole}Z`);
};
const startOf = (call) => (isPlaced(call.start) ? call.start[0] : call.from);
const endOf = (call) => Math.max(isPlaced(call.end) ? call.end[0] : call.to || 0, startOf(call) || 0);
const has = (list, word) => (list || []).some((item) => item.toLowerCase().includes(word));

const searches = {
  id: (call, word) => call.key.toLowerCase().includes(word) || has(call.ids, word),
  code: (call, word) => [call.code, ...(call.codes || [])].some((code) => code === word || (code || "").startsWith(`${word}/`)),
  flag: (call, word) => (call.flags || []).includes(word),
  class: (call, word) => outcome(call) === word,
  participant: (call, word) => has(call.people, word),
  witness: (call, word) => (call.witnesses || []).includes(word),
  finding: (call, word) => (call.findings || []).includes(word),
  is: (call, word) => (word === "failed" ? Boolean(call.failed) : false),
  after: (call, word) => !(endOf(call) < instantOf(word.toUpperCase())),
  before: (call, word) => !(startOf(call) > instantOf(word.toUpperCase())),
};
function haystack(call) {
  call.words = call.words || [
    call.key, call.code, call.class, call.title, call.verdict, call.path, ...(call.codes || []), ...(call.flags || []),
    ...(call.witnesses || []), ...(call.people || []), ...(call.ids || []), ...(call.findings || []),
  ].join("\n").toLowerCase();
  return call.words;
}
const tokensOf = (query) => query.toLowerCase().split(/\s+/).filter(Boolean);
function matches(call, token) {
  const colon = token.indexOf(":");
  const search = colon > 0 ? searches[token.slice(0, colon)] : null;
  return search ? search(call, token.slice(colon + 1)) : haystack(call).includes(token);
}
/** The places of the calls that every word of the query allows. */
function found(query) {
  const tokens = tokensOf(query);
  const result = [];
  data.calls.forEach((call, index) => { if (tokens.every((token) => matches(call, token))) result.push(index); });
  return result;
}
function toggled(query, token) {
  const words = query.split(/\s+/).filter(Boolean);
  return words.includes(token) ? words.filter((word) => word !== token).join(" ") : [...words, token].join(" ");
}

// --- Long lists -----------------------------------------------------------------------------------------------------

/** Rows of one height in a page that may have a hundred thousand: only those in sight exist. */
class LongList {
  constructor(box, makeRow) {
    this.box = box;
    this.makeRow = makeRow;
    this.items = [];
    this.rows = new Map();
    this.update = this.update.bind(this);
    addEventListener("scroll", this.update, { passive: true });
    addEventListener("resize", this.update);
  }
  close() {
    removeEventListener("scroll", this.update);
    removeEventListener("resize", this.update);
  }
  show(items) {
    this.items = items;
    this.clear();
    this.update();
  }
  clear() {
    for (const row of this.rows.values()) row.remove();
    this.rows.clear();
  }
  get rowHeight() { return parseFloat(getComputedStyle(this.box).getPropertyValue("--row")) || 40; }
  update(event) {
    const height = this.rowHeight;
    if (event && event.type === "resize") this.clear();
    this.box.style.height = `${height * this.items.length}px`;
    const top = this.box.getBoundingClientRect().top;
    const first = Math.max(0, Math.floor(-top / height) - 6);
    const last = Math.min(this.items.length, Math.ceil((innerHeight - top) / height) + 6);
    this.draw(first, last, height);
  }
  draw(first, last, height) {
    for (const [place, row] of this.rows) {
      if ((place < first || place >= last) && row !== document.activeElement) { row.remove(); this.rows.delete(place); }
    }
    for (let place = first; place < last; place += 1) {
      if (this.rows.has(place)) continue;
      const row = this.makeRow(this.items[place], place, this.items.length);
      row.style.top = `${place * height}px`;
      row.dataset.place = place;
      this.rows.set(place, row);
      const next = [...this.box.children].find((other) => Number(other.dataset.place) > place);
      this.box.insertBefore(row, next || null);
    }
  }
  /** Everything, for paper. */
  drawAll(limit) { this.draw(0, Math.min(limit, this.items.length), this.rowHeight); }
  /** Brings a row into sight and gives it. */
  reveal(place) {
    const height = this.rowHeight;
    const top = this.box.getBoundingClientRect().top + place * height;
    const margin = byId("detail") ? byId("detail").offsetHeight : 0;
    if (top < 60) scrollBy(0, top - 120);
    else if (top + height > innerHeight - margin) scrollBy(0, top + height - innerHeight + margin + 60);
    this.update();
    return this.rows.get(place);
  }
}
let lists = [];
function longList(box, makeRow) {
  const list = new LongList(box, makeRow);
  lists.push(list);
  return list;
}
function closeLists() {
  for (const list of lists) list.close();
  lists = [];
}

// --- Axes of time ---------------------------------------------------------------------------------------------------

const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 15e3, 3e4, 6e4, 12e4, 3e5, 6e5, 9e5, 18e5, 36e5, 72e5, 108e5, 216e5,
  432e5, 864e5, 1728e5, 6048e5, 2592e6, 7776e6, 31536e6];
function ticks(from, to, width) {
  const wanted = (to - from) / Math.max(2, width / 110);
  const step = steps.find((size) => size >= wanted) || steps[steps.length - 1];
  const shift = view.zone === "local" ? -new Date(from).getTimezoneOffset() * 60000 : 0;
  const result = [];
  for (let time = Math.ceil((from + shift) / step) * step - shift; time <= to; time += step) result.push(time);
  return { step, times: result };
}
function tickText(time, step, marksUnknown) {
  const moment = marksUnknown ? [time, "unknown"] : [time];
  if (step >= 864e5) return dayText(moment);
  if (step >= 6e4) return clockText(moment, 0).slice(0, 5);
  return step >= 1e3 ? clockText(moment, 0) : clockText(moment);
}

// --- Copying --------------------------------------------------------------------------------------------------------

async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el("textarea", { class: "hidden", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  say(`${what} copied.`);
}
const copyButton = (text, what, label = "Copy") =>
  el("button", { type: "button", class: "copy", "aria-label": `${label} ${what}`, onclick: (event) => {
    copy(text, what);
    event.currentTarget.dataset.done = "yes";
  } }, label);

// --- Overview -------------------------------------------------------------------------------------------------------

const chip = (text, kind, name) => el("span", { class: `chip ${kind} ${name}` }, text);
const classChip = (name) => chip(name === "none" ? "no end reason" : name, "class", `c-${name}`);

function showOverview() {
  const box = byId("calls");
  const search = el("input", {
    type: "search", id: "search", value: view.q, autocomplete: "off", spellcheck: "false", "aria-describedby": "search-help",
    placeholder: "ID, code, participant, word …", oninput: () => { remember({ q: search.value }); refresh(); },
    onkeydown: (event) => {
      if (event.key === "Escape") { search.value = ""; remember({ q: "" }); refresh(); }
      if (event.key === "ArrowDown") { event.preventDefault(); focusRow(list, 0); }
    },
  });
  const facets = el("div", { class: "facets", role: "group", "aria-label": "Narrow the list" });
  const chart = el("figure", { class: "chart" });
  const codes = el("div", { class: "codes" });
  const count = el("p", { class: "count", role: "status" });
  const rows = el("ol", { class: "calls", "aria-label": "Calls" });
  const list = longList(rows, callRow);
  rows.addEventListener("keydown", (event) => moveFocus(event, list));

  function toggle(token) {
    search.value = toggled(view.q, token);
    remember({ q: search.value });
    refresh();
  }
  function refresh() {
    const shown = found(view.q);
    const calls = shown.map((index) => data.calls[index]);
    drawFacets(facets, toggle);
    drawChart(chart, shown, (from, to) => {
      const rest = view.q.split(/\s+/).filter((word) => word && !/^(after|before):/.test(word));
      const written = (time) => new Date(time).toISOString().slice(0, 19) + "Z";
      search.value = [...rest, `after:${written(from)}`, `before:${written(to)}`].join(" ");
      remember({ q: search.value });
      refresh();
    });
    drawCodes(codes, calls, toggle);
    const all = data.calls.length;
    count.textContent = calls.length === all ? counted(all, "call") : `${grouped(calls.length)} of ${counted(all, "call")}`;
    list.show(shown);
  }

  box.replaceChildren(
    el("section", { "aria-labelledby": "calls-title" },
      el("h2", { id: "calls-title" }, "Calls"),
      data.calls.length === 0 ? el("p", { class: "quiet" }, "There is no call in these files.") : [
        el("div", { class: "filter" },
          el("label", { for: "search" }, "Search"), search,
          el("details", { class: "help" }, el("summary", {}, "How to search"),
            el("p", { id: "search-help" }, "Words are looked for in all IDs, codes, participants and verdicts; all of them must be there. " +
              "Or name the place: id: code:410/3112 flag:network class:device participant: witness:service finding:log-gap is:failed " +
              "after:2024-03-19T09:30 before:2024-03-20. Drag over the chart to pick a time. The address of this page keeps the search."))),
        facets, chart, codes, count, rows,
      ]),
    data.outside ? el("p", {}, el("a", { href: fragment({ call: "outside", e: "" }) }, `${counted(data.outside, "event")} outside calls`)) : "");
  if (data.calls.length) refresh();
}

function callRow(index, place, total) {
  const call = data.calls[index];
  const when = call.start || (call.from ? [call.from, "unknown"] : null);
  return el("li", { class: `row c-${outcome(call)}`, "aria-setsize": total, "aria-posinset": place + 1 },
    el("a", { href: linkToCall(call.key) },
      el("span", { class: "when" }, call.start ? dateTimeText(call.start) : when ? dateTimeText([call.from]) : "time not known"),
      el("span", { class: "id", title: call.key }, shortId(call.key)),
      el("span", { class: "long" }, durationText(call.seconds)),
      el("span", { class: "end" }, call.code ? [el("b", {}, call.code), " ", call.title] : "No end reason in these files"),
      el("span", { class: "chips" }, classChip(outcome(call)), (call.flags || []).map((flag) => chip(`flag ${flag}`, "flag", ""))),
      el("span", { class: "verdict" }, call.verdict || call.path || "")));
}

function focusRow(list, place) {
  if (place < 0 || place >= list.items.length) return;
  const row = list.reveal(place);
  const link = row && row.querySelector("a");
  if (link) link.focus();
}
function moveFocus(event, list) {
  const row = event.target.closest("[data-place]");
  if (!row) return;
  const place = Number(row.dataset.place);
  const target = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: list.items.length - 1, PageDown: Math.min(place + 10, list.items.length - 1), PageUp: Math.max(place - 10, 0) }[event.key];
  if (target === undefined) return;
  event.preventDefault();
  if (target < 0) byId("search").focus(); else focusRow(list, target);
}

function drawFacets(box, toggle) {
  const tokens = tokensOf(view.q);
  const counts = new Map();
  const note = (token) => counts.set(token, (counts.get(token) || 0) + 1);
  for (const call of data.calls) {
    if (call.failed) note("is:failed");
    note(`class:${outcome(call)}`);
    for (const flag of call.flags || []) note(`flag:${flag}`);
    for (const witness of call.witnesses || []) note(`witness:${witness}`);
  }
  const order = ["is", "class", "flag", "witness"];
  const sorted = [...counts].sort((a, b) => order.indexOf(a[0].split(":")[0]) - order.indexOf(b[0].split(":")[0]) || b[1] - a[1]);
  box.replaceChildren(...sorted.map(([token, number]) => {
    const [field, name] = token.split(":");
    const label = field === "is" ? name : field === "class" ? (name === "none" ? "no end reason" : name) : `${field} ${name}`;
    return el("button", { type: "button", class: `facet ${field === "class" ? `c-${name}` : field}`, "aria-pressed": String(tokens.includes(token)), onclick: () => {
      toggle(token);
      const again = [...box.children].find((button) => button.dataset.token === token);
      if (again) again.focus();
    }, "data-token": token }, field === "class" ? el("i", { class: "dot" }) : "", label, " ", el("span", { class: "number" }, grouped(number)));
  }));
}

function drawCodes(box, calls, toggle) {
  const counts = new Map();
  for (const call of calls) {
    const name = call.code || "";
    const entry = counts.get(name) || { name, title: call.title || "No end reason in these files", outcome: outcome(call), count: 0 };
    entry.count += 1;
    counts.set(name, entry);
  }
  const all = [...counts.values()].sort((a, b) => b.count - a.count);
  const most = all.length ? all[0].count : 1;
  const bar = (entry) => el("li", { class: `c-${entry.outcome}` },
    el("button", { type: "button", disabled: !entry.name, title: entry.title, onclick: () => toggle(`code:${entry.name}`) },
      el("b", {}, entry.name || "none"),
      svg("svg", { class: "meter", viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true" }, svg("rect", { width: 100 * entry.count / most, height: 8, rx: 1 })),
      el("span", { class: "number" }, grouped(entry.count)),
      el("span", { class: "title" }, entry.title)));
  box.replaceChildren(el("h3", {}, "Calls by end code"), el("ol", {}, all.slice(0, 8).map(bar)),
    all.length > 8 ? el("details", {}, el("summary", {}, `${all.length - 8} more codes`), el("ol", {}, all.slice(8).map(bar))) : "");
}

/** Calls as bars over time, in as few lanes as it takes for none to hide another. */
function drawChart(figure, shown, pick) {
  const width = Math.max(280, figure.clientWidth || byId("calls").clientWidth);
  const placed = shown.filter((index) => startOf(data.calls[index])).sort((a, b) => startOf(data.calls[a]) - startOf(data.calls[b]));
  if (!placed.length) return figure.replaceChildren(el("figcaption", { class: "quiet" }, "None of these calls has a known date."));
  let from = startOf(data.calls[placed[0]]);
  let to = Math.max(...placed.map((index) => endOf(data.calls[index])));
  const pad = Math.max((to - from) * 0.02, 500);
  from -= pad;
  to += pad;
  const x = (time) => (time - from) / (to - from) * (width - 2) + 1;
  const ends = [];
  const bars = placed.map((index) => {
    const call = data.calls[index];
    const left = x(startOf(call));
    const right = Math.max(x(endOf(call)), left + 4);
    let lane = ends.findIndex((end) => end + 1.5 < left);
    if (lane < 0) lane = ends.length;
    ends[lane] = right;
    return { index, call, left, right, lane };
  });
  const laneHeight = Math.max(3, Math.min(16, Math.floor(260 / ends.length)));
  const shownLanes = Math.min(ends.length, Math.floor(320 / laneHeight));
  const height = shownLanes * laneHeight + 26;
  const axis = ticks(from, to, width);
  const unknown = placed.every((index) => !isUTC(data.calls[index].start || [0, "unknown"]));
  const picture = svg("svg", { class: "overview-lanes", viewBox: `0 0 ${width} ${height}`, width, height, role: "img",
    "aria-label": `${counted(placed.length, "call")} over time from ${dateTimeText([from])} to ${dateTimeText([to])}; the list below says the same.` },
    axis.times.map((time) => svg("g", { class: "tick" },
      svg("line", { x1: x(time), x2: x(time), y1: 0, y2: height - 20 }),
      svg("text", { x: x(time) + 3, y: height - 6 }, x(time) < width - 70 ? tickText(time, axis.step, unknown) : ""))),
    bars.map((bar) => svg("a", { href: linkToCall(bar.call.key), tabindex: "-1" },
      svg("rect", { class: `bar c-${outcome(bar.call)}`, x: bar.left, y: (bar.lane % shownLanes) * laneHeight + 1, width: bar.right - bar.left,
        height: Math.max(2, laneHeight - (laneHeight > 5 ? 3 : 1)), rx: Math.min(3, laneHeight / 3),
        onmouseenter: (event) => showTip(event, [`${dateTimeText(bar.call.start || [startOf(bar.call)])}  ${durationText(bar.call.seconds)}`,
          `${bar.call.code || "no end reason"} ${bar.call.title || ""}`, bar.call.key]), onmouseleave: hideTip }))),
    svg("rect", { class: "brush", y: 0, height: height - 20, width: 0 }));
  brushing(picture, (left, right) => pick(from + left / width * (to - from), from + right / width * (to - from)));
  const without = shown.length - placed.length;
  figure.replaceChildren(picture, el("figcaption", { class: "quiet" },
    `Each bar is a call, coloured by how it ended. Times in ${unknown ? "the clocks of the logs; their zone is not known" : zoneName()}, from ${dateTimeText([from], 0).slice(0, 10)}.` +
    (without ? ` ${counted(without, "call")} of unknown date not drawn.` : "")));
}

/** Dragging over a picture picks a stretch of it. */
function brushing(picture, pick) {
  const brush = picture.querySelector(".brush");
  let start = null;
  const place = (event) => event.clientX - picture.getBoundingClientRect().left;
  picture.addEventListener("dragstart", (event) => event.preventDefault());
  picture.addEventListener("pointerdown", (event) => { if (event.button === 0 && event.pointerType === "mouse") start = place(event); });
  picture.addEventListener("pointermove", (event) => {
    if (start === null || Math.abs(place(event) - start) < 6) return;
    picture.setPointerCapture(event.pointerId);
    brush.setAttribute("x", Math.min(start, place(event)));
    brush.setAttribute("width", Math.abs(place(event) - start));
  });
  picture.addEventListener("pointerup", (event) => {
    const end = place(event);
    if (start !== null && Math.abs(end - start) >= 6) pick(Math.min(start, end), Math.max(start, end));
    start = null;
    brush.setAttribute("width", 0);
  });
}

// --- Tips -----------------------------------------------------------------------------------------------------------

function showTip(event, lines) {
  const tip = byId("tip") || document.body.appendChild(el("div", { id: "tip", "aria-hidden": "true" }));
  tip.replaceChildren(...lines.filter(Boolean).map((line) => el("div", {}, line)));
  tip.hidden = false;
  const box = event.target.getBoundingClientRect();
  const middle = event.clientX || box.left + box.width / 2;
  tip.style.left = `${Math.max(8, Math.min(innerWidth - tip.offsetWidth - 8, middle - tip.offsetWidth / 2))}px`;
  tip.style.top = `${box.top > tip.offsetHeight + 16 ? box.top - tip.offsetHeight - 8 : box.bottom + 8}px`;
}
function hideTip() {
  if (byId("tip")) byId("tip").hidden = true;
}

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
    el("div", {}, el("strong", {}, kind), " ", el("span", { class: "words" }, text), el("span", { class: "where" }, sourceElement(source))))));

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
    el("pre", { class: "support", tabindex: "0", "aria-label": "IDs for support" }, text)];
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

const qualityTable = (call) => el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Media quality" }, el("table", {},
  el("caption", { class: "quiet" }, "The worst mean of each metric, against the documented thresholds."),
  el("thead", {}, el("tr", {}, ["Verdict", "Metric", "Value", "Participant", "Source"].map((name) => el("th", { scope: "col" }, name)))),
  el("tbody", {}, call.quality.map(([verdict, metric, value, participant, source]) => el("tr", {},
    el("td", {}, chip(verdict, "quality", verdict)), el("td", {}, metric), el("td", { class: "number" }, value), el("td", {}, participant ? el("code", {}, participant) : ""), el("td", {}, sourceElement(source)))))));

function idTables(call) {
  const table = (head, rows, label) => el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, el("table", {},
    el("thead", {}, el("tr", {}, head.map((name) => el("th", { scope: "col" }, name)))), el("tbody", {}, rows)));
  return [
    table(["Call ID", "Role", "Evidence", "First seen", "Source"], call.ids.map(([id, role, evidence, seen, source]) => el("tr", {},
      el("td", {}, el("code", {}, id), " ", copyButton(id, "ID")), el("td", {}, role), el("td", {}, evidence), el("td", {}, dateTimeText(seen || null, 3)), el("td", {}, sourceElement(source)))), "Call IDs"),
    call.identifiers.length ? el("details", {}, el("summary", {}, counted(call.identifiers.length, "other identifier")),
      table(["Kind", "Value", "Source"], call.identifiers.map(([kind, value, source]) => el("tr", {},
        el("td", {}, kind), el("td", {}, el("code", {}, value)), el("td", {}, sourceElement(source)))), "Other identifiers")) : "",
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

// --- Lanes of a call ------------------------------------------------------------------------------------------------

const laneOf = {
  signalling: "network", agent: "network", token: "network", "service-health": "network", operation: "API calls", carrier: "API calls",
  participant: "participants", participants: "participants", transfer: "participants", call: "participants",
  media: "media", muted: "media", recording: "media",
};
const laneOrder = ["network", "API calls", "participants", "media", "other"];
const drawnAsState = new Set(["state", "id-change", "diagnostic"]);
const diagnosticRows = 6;
const stayRows = 12;

class Lanes {
  constructor(call, select) {
    this.call = call;
    this.select = select;
    this.selected = null;
    const moments = [...call.events.map((event) => event.time), ...call.states.map((state) => state[1])].filter(isPlaced);
    // Clocks of unknown zone are only drawn where there is no other: they cannot be compared with UTC.
    const hasUTC = moments.some(isUTC);
    this.isDrawable = (moment) => (hasUTC ? isUTC(moment) : isPlaced(moment));
    this.isUnknown = !hasUTC;
    const times = moments.filter(this.isDrawable).map((moment) => moment[0]);
    this.full = this.padded(times.reduce((a, b) => Math.min(a, b), Infinity), times.reduce((a, b) => Math.max(a, b), -Infinity));
    const own = [call.start, call.end].filter((moment) => moment && this.isDrawable(moment)).map((moment) => moment[0]);
    this.whole = own.length === 2 ? this.padded(own[0], own[1]) : this.full;
    this.full = [Math.min(this.full[0], this.whole[0]), Math.max(this.full[1], this.whole[1])];
    const [from, to] = [Number(view.from), Number(view.to)];
    this.range = from && to > from ? [from, to] : this.whole;
    this.groups = this.makeGroups();
    this.hidden = call.events.filter((event) => !event.time || !this.isDrawable(event.time)).length;
    this.element = el("div", { class: "lanes" });
    this.isEmpty = !times.length;
  }
  padded(from, to) {
    const pad = Math.max((to - from) * 0.03, 400);
    return [Math.floor(from - pad), Math.ceil(to + pad)];
  }

  // What is drawn, before it is known how wide.
  makeGroups() {
    const { call } = this;
    const groups = new Map();
    const group = (name, label) => {
      if (!groups.has(name)) groups.set(name, { label, states: [], changes: [], diagnostics: new Map(), stays: [], events: new Map() });
      return groups.get(name);
    };
    call.clients.forEach(([label, platform], index) => {
      group(`client ${index}`, (call.clients.length > 1 ? `#${index + 1} ` : "") + label + (platform && !label.includes(platform) ? ` (${platform})` : ""));
    });
    const groupOf = (client, witness) => {
      if (witness === "service") return group("service", "Service records");
      if (witness === "callback") return group("callback", "Callbacks");
      return client >= 0 ? group(`client ${client}`, `Client ${client + 1}`) : group("others", "Other logs");
    };
    this.stateEvents = new Map(call.events.filter((event) => event.kind === "state").map((event) => [String(event.source), event]));
    for (const state of call.states) {
      const event = this.stateEvents.get(String(state[4]));
      if (state[1] && this.isDrawable(state[1])) groupOf(state[2], event ? event.witness : "client").states.push(state);
    }
    for (const change of call.diagnostics) {
      if (!change[2] || !this.isDrawable(change[2])) continue;
      const rows = groupOf(change[3], "client").diagnostics;
      const name = change[0] + (change[6] ? ` ${shortId(change[6])}` : "");
      if (!rows.has(name)) rows.set(name, []);
      rows.get(name).push(change);
    }
    for (const leg of call.legs) {
      if (!leg.client && leg.join && this.isDrawable(leg.join)) group("service", "Service records").stays.push(leg);
    }
    for (const event of call.events) {
      if (!event.time || !this.isDrawable(event.time)) continue;
      const owner = groupOf(event.client, event.witness);
      if (event.kind === "id-change" && event.witness === "client") owner.changes.push(event);
      if (drawnAsState.has(event.kind) && (event.witness === "client" || event.kind === "state")) continue;
      const lane = laneOf[event.kind] || "other";
      if (!owner.events.has(lane)) owner.events.set(lane, []);
      owner.events.get(lane).push(event);
    }
    return [...groups.values()];
  }

  // Drawing.
  draw() {
    if (this.isEmpty) {
      this.element.replaceChildren(el("p", { class: "quiet" }, "Nothing in this call has a known date; the list of events has the times as written."));
      return;
    }
    const width = Math.max(300, this.element.clientWidth);
    this.gutter = width >= 640 ? 156 : 8;
    this.width = width;
    this.scale = (width - this.gutter - 8) / (this.range[1] - this.range[0]);
    const body = svg("g", {});
    let y = 4;
    for (const group of this.groups) y = this.drawGroup(body, group, y);
    const height = y + 24;
    const axis = ticks(this.range[0], this.range[1], width - this.gutter);
    const grid = axis.times.map((time) => svg("g", { class: "tick" }, svg("line", { x1: this.x(time), x2: this.x(time), y1: 0, y2: y }),
      svg("text", { x: this.x(time) + 3, y: height - 8 }, this.x(time) < width - 56 ? tickText(time, axis.step, this.isUnknown) : "")));
    const clip = svg("clipPath", { id: "lane-clip" }, svg("rect", { x: this.gutter - 4, y: 0, width: width - this.gutter + 4, height }));
    this.cursor = svg("line", { class: "cursor", y1: 0, y2: y });
    const picture = svg("svg", { class: "call-lanes", viewBox: `0 0 ${width} ${height}`, width, height, tabindex: "0", role: "group",
      "aria-roledescription": "timeline", "aria-label": `Lanes of ${counted(this.groups.length, "witness").replace("witnesss", "witnesses")} from ${dateTimeText([this.range[0]])} to ${dateTimeText([this.range[1]])}`, "aria-describedby": "lanes-help" },
    clip, svg("g", { class: "grid", "clip-path": "url(#lane-clip)" }, grid), body, this.cursor);
    this.listen(picture);
    this.element.replaceChildren(this.toolbar(), picture, this.legend());
    this.picture = picture;
    this.mark(this.selected);
  }
  x(time) { return this.gutter + (time - this.range[0]) * this.scale; }

  drawGroup(body, group, top) {
    let y = top + 6;
    body.append(svg("line", { class: "rule", x1: 0, x2: this.width, y1: top, y2: top }), svg("text", { class: "group", x: 2, y: y + 12 }, group.label));
    y += 20;
    const row = (label, height) => {
      const isNarrow = this.gutter < 100;
      if (label) body.append(svg("text", { class: "label", x: isNarrow ? 2 : 10, y: y + (isNarrow ? 10 : height / 2 + 4) }, label));
      if (isNarrow && label) y += 13;
      const marks = svg("g", { "clip-path": "url(#lane-clip)" });
      body.append(svg("line", { class: "thread", x1: this.gutter, x2: this.width, y1: y + height / 2, y2: y + height / 2 }), marks);
      const at = y;
      y += height + 4;
      return [marks, at];
    };
    if (group.states.length || group.changes.length) {
      const [marks, at] = row("call state", 24);
      this.drawStates(marks, group, at);
    }
    const diagnostics = [...group.diagnostics].sort((a, b) => unhealthy(b[1]) - unhealthy(a[1]));
    for (const [name, changes] of diagnostics.slice(0, diagnosticRows)) {
      const [marks, at] = row(name, 12);
      this.drawDiagnostic(marks, name, changes, at);
    }
    if (diagnostics.length > diagnosticRows) {
      const [marks, at] = row(`${diagnostics.length - diagnosticRows} more diagnostics`, 12);
      for (const [name, changes] of diagnostics.slice(diagnosticRows)) this.drawDiagnostic(marks, name, changes, at);
    }
    for (const leg of group.stays.slice(0, stayRows)) {
      const [marks, at] = row([...(leg.types || []).slice(0, 1), shortId(leg.participant || leg.user || "")].filter(Boolean).join(" ") || "participant", 16);
      this.drawStay(marks, leg, at);
    }
    if (group.stays.length > stayRows) row(`${group.stays.length - stayRows} more participants`, 8);
    for (const lane of laneOrder) {
      if (!group.events.has(lane)) continue;
      const [marks, at] = row(lane, 16);
      this.drawMarks(marks, group.events.get(lane), at, 16);
    }
    return y + 4;
  }

  bar(from, to, y, height, kind, label, lines, event, shift = 0) {
    const left = Math.max(this.x(from), this.gutter - 6);
    const right = Math.min(this.x(to), this.width + 6);
    if (right < this.gutter - 4 || left > this.width) return "";
    const width = Math.max(2, right - left);
    return svg("g", { class: `state ${kind}`, onmouseenter: (move) => showTip(move, lines), onmouseleave: hideTip, onclick: () => event && this.select(event) },
      svg("rect", { x: left, y, width, height, rx: 3 }),
      width > label.length * 6.6 + 10 + shift ? svg("text", { x: left + 6 + shift, y: y + height / 2 + 4 }, label) : "");
  }

  drawStates(marks, group, y) {
    const { call } = this;
    const byLeg = new Map();
    for (const state of group.states) {
      if (!byLeg.has(state[3])) byLeg.set(state[3], []);
      byLeg.get(state[3]).push(state);
    }
    const legs = [...byLeg.values()];
    legs.forEach((states, number) => {
      states.forEach((state, index) => {
        const [name, moment, , leg, source, callId, impossible] = state;
        const next = states[index + 1];
        const follower = legs[number + 1];
        const event = this.stateEvents.get(String(source));
        const lines = [`${name}${impossible ? " (cannot follow the state before)" : ""} from ${timeText(moment)}`,
          next ? `for ${durationText((next[1][0] - moment[0]) / 1000)}` : "", callId ? `as ${callId}` : "", sourceText(source)];
        if (name === "Disconnected" || (name === "None" && !next)) {
          const end = (call.legs[leg] || {}).code || "";
          const x = this.x(moment[0]);
          marks.append(svg("g", { class: `stop c-${(call.legs[leg] || {}).class || "none"}`, onmouseenter: (move) => showTip(move, lines), onmouseleave: hideTip, onclick: () => event && this.select(event) },
            svg("rect", { x: x - 1.5, y: y - 1, width: 3, height: 26, rx: 1.5 }),
            end && x + end.length * 7 + 10 < this.width ? svg("text", { x: x + 5, y: y + 16 }, end)
              : end && index && x - this.x(states[index - 1][1][0]) > 150 ? svg("text", { class: "within", x: x - 6, y: y + 16, "text-anchor": "end" }, end) : ""));
          return;
        }
        // The label makes room for the mark of an ID change at its beginning.
        const isMarked = group.changes.some((change) => Math.abs(this.x(change.time[0]) - this.x(moment[0])) < 10);
        const end = next ? next[1][0] : follower ? follower[0][1][0] : Math.max(this.full[1], moment[0]);
        marks.append(this.bar(moment[0], end, y, 24, `s-${name}${next ? "" : " open"}${impossible ? " impossible" : ""}`, name, next ? lines : [...lines, "the log does not show how it went on"], event, isMarked ? 10 : 0));
      });
    });
    for (const change of group.changes) {
      const x = this.x(change.time[0]);
      marks.append(svg("g", { class: "id-change", onmouseenter: (move) => showTip(move, ["ID change", change.text, timeText(change.time), sourceText(change.source)]), onmouseleave: hideTip, onclick: () => this.select(change) },
        svg("path", { d: `M${x} ${y + 4}l7 8l-7 8l-7 -8z` }), svg("title", {}, `ID change: ${change.text}`)));
    }
  }

  drawDiagnostic(marks, name, changes, y) {
    const atSource = new Map(this.call.events.filter((event) => event.kind === "diagnostic").map((event) => [String(event.source), event]));
    changes.forEach((change, index) => {
      const [, value, moment, , health, source] = change;
      const next = changes[index + 1];
      const lines = [`${name}: ${value}`, `from ${timeText(moment)}${next ? ` to ${timeText(next[2])}` : ""}`, sourceText(source)];
      const event = atSource.get(String(source));
      const end = health === "unhealthy" ? (next ? next[2][0] : this.lastOf(change[3])) : moment[0];
      const drawn = this.bar(moment[0], Math.max(end, moment[0]), y, 12, `d-${health}`, value, lines, event);
      if (drawn) marks.append(drawn);
    });
  }
  /** The end of the bar of what never got better: the client's last state. */
  lastOf(client) {
    const times = this.call.states.filter((state) => state[2] === client && state[1] && this.isDrawable(state[1])).map((state) => state[1][0]);
    return times.length ? times[times.length - 1] : this.full[1];
  }

  drawStay(marks, leg, y) {
    const end = leg.leave && this.isDrawable(leg.leave) ? leg.leave[0] : this.full[1];
    const drawn = this.bar(leg.join[0], end, y, 16, `stay c-${leg.class || "none"}`, leg.code || "", [leg.participant || leg.user || "", `${timeText(leg.join)} to ${timeText(leg.leave) || "an unknown time"}`, leg.code ? `${leg.code} ${leg.title}` : ""]);
    if (drawn) marks.append(drawn);
  }

  /** Marks that would lie on each other become one, however many they are. */
  drawMarks(marks, events, y, height) {
    const slots = new Map();
    for (const event of events) {
      const x = this.x(event.time[0]);
      if (x < this.gutter - 6 || x > this.width + 6) continue;
      const slot = Math.round(x / 8);
      if (!slots.has(slot)) slots.set(slot, []);
      slots.get(slot).push(event);
    }
    for (const [slot, held] of slots) {
      const first = held[0];
      const bad = held.some((event) => isBad(event, this.call));
      const lines = [held.length > 1 ? counted(held.length, "event") : first.kind, `${timeText(first.time)} ${first.text}`,
        held.length > 1 ? `… ${timeText(held[held.length - 1].time)} ${held[held.length - 1].text}` : sourceText(first.source)];
      marks.append(svg("rect", { class: `mark k-${first.kind}${bad ? " bad" : ""}${held.length > 1 ? " many" : ""}`, x: slot * 8 - 3, y: y + (held.length > 1 ? 0 : 3), width: 6, height: held.length > 1 ? height : height - 6, rx: 3,
        onmouseenter: (move) => showTip(move, lines), onmouseleave: hideTip, onclick: () => this.select(first) }));
    }
  }

  toolbar() {
    const button = (label, text, act) => el("button", { type: "button", "aria-label": label, title: label, onclick: act }, text);
    return el("div", { class: "lane-tools" },
      button("Zoom in", "+", () => this.zoom(0.5)), button("Zoom out", "−", () => this.zoom(2)),
      button("Earlier", "←", () => this.pan(-0.25)), button("Later", "→", () => this.pan(0.25)),
      button("The whole call", "Call", () => this.show(this.whole)), button("All events", "All", () => this.show(this.full)),
      el("span", { class: "quiet" }, `${dateTimeText([this.range[0], this.isUnknown ? "unknown" : ""])} to ${timeText([this.range[1], this.isUnknown ? "unknown" : ""], 0)} ${this.isUnknown ? "" : zoneName()}`),
      el("span", { id: "lanes-help", class: "quiet help-keys" }, "Drag to pan, Ctrl and wheel to zoom; keys: + − ← → Home, N and P for the next and previous event."));
  }
  legend() {
    const used = [...new Set(this.call.states.map((state) => state[0]))].filter((name) => name !== "Disconnected" && name !== "None");
    return el("p", { class: "legend" }, used.map((name) => el("span", {}, el("i", { class: `key s-${name}` }), name)),
      this.groups.some((group) => group.changes.length) ? el("span", {}, el("i", { class: "key diamond" }), "call ID changed") : "",
      el("span", {}, el("i", { class: "key bad" }), "something failed"),
      this.hidden ? el("span", { class: "quiet" }, `${counted(this.hidden, "event")} without a comparable time: in the list only`) : "");
  }

  // Moving.
  show([from, to]) {
    const size = Math.min(Math.max(to - from, 50), this.full[1] - this.full[0]);
    const left = Math.round(Math.min(Math.max(from, this.full[0]), this.full[1] - size));
    this.range = [left, Math.round(left + size)];
    const isWhole = this.range[0] === this.whole[0] && this.range[1] === this.whole[1];
    remember({ from: isWhole ? "" : String(this.range[0]), to: isWhole ? "" : String(this.range[1]) });
    const hadFocus = this.picture && this.picture === document.activeElement;
    this.draw();
    if (hadFocus) this.picture.focus();
  }
  zoom(factor, around = (this.range[0] + this.range[1]) / 2) {
    this.show([around - (around - this.range[0]) * factor, around + (this.range[1] - around) * factor]);
  }
  pan(share) {
    const by = (this.range[1] - this.range[0]) * share;
    this.show([this.range[0] + by, this.range[1] + by]);
  }
  listen(picture) {
    picture.addEventListener("wheel", (event) => {
      if (event.ctrlKey) {
        event.preventDefault();
        const x = event.clientX - picture.getBoundingClientRect().left;
        this.zoom(event.deltaY > 0 ? 1.25 : 0.8, this.range[0] + (x - this.gutter) / this.scale);
      } else if (event.deltaX) {
        event.preventDefault();
        this.pan(event.deltaX / this.width);
      }
    }, { passive: false });
    picture.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      const start = { x: event.clientX, range: this.range };
      const move = (next) => {
        const by = (start.x - next.clientX) / this.scale;
        if (Math.abs(start.x - next.clientX) > 4) this.show([start.range[0] + by, start.range[1] + by]);
      };
      const up = () => { removeEventListener("pointermove", move); removeEventListener("pointerup", up); removeEventListener("pointercancel", up); };
      addEventListener("pointermove", move);
      addEventListener("pointerup", up);
      addEventListener("pointercancel", up);
    });
    picture.addEventListener("keydown", (event) => {
      const acts = { "+": () => this.zoom(0.5), "=": () => this.zoom(0.5), "-": () => this.zoom(2), ArrowLeft: () => this.pan(-0.2), ArrowRight: () => this.pan(0.2),
        Home: () => this.show(this.whole), n: () => this.step(1), p: () => this.step(-1) };
      if (!acts[event.key] || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      acts[event.key]();
    });
  }
  step(by) {
    const events = this.call.events;
    const place = this.selected ? this.selected.index + by : by > 0 ? 0 : events.length - 1;
    if (events[place]) this.select(events[place]);
  }
  mark(event) {
    this.selected = event || this.selected;
    if (!this.cursor) return;
    const time = this.selected && this.selected.time && this.isDrawable(this.selected.time) ? this.selected.time[0] : null;
    const x = time === null ? -10 : this.x(time);
    this.cursor.setAttribute("x1", x);
    this.cursor.setAttribute("x2", x);
    this.cursor.style.display = x < this.gutter - 4 ? "none" : "";
  }
}
const unhealthy = (changes) => (changes.some((change) => change[4] === "unhealthy") ? 1 : 0);

// --- The list of events ---------------------------------------------------------------------------------------------

class EventList {
  constructor(events, call, select) {
    this.events = events;
    this.call = call;
    this.onselect = select;
    this.current = -1;
    this.start = call && isPlaced(call.start) ? call.start : null;
    this.search = el("input", { type: "search", id: "event-search", value: view.e, autocomplete: "off", spellcheck: "false", placeholder: "words, kind:state, witness:service, code:410 …",
      oninput: () => { remember({ e: this.search.value }); this.show(); } });
    this.count = el("p", { class: "count", role: "status" });
    this.rows = el("div", { class: "events", role: "listbox", tabindex: "0", "aria-label": "Events", onkeydown: (event) => this.key(event) });
    this.list = longList(this.rows, (index, place, total) => this.row(this.events[index], place, total));
    const kinds = new Map();
    for (const event of events) kinds.set(event.kind, (kinds.get(event.kind) || 0) + 1);
    this.kinds = el("div", { class: "facets", role: "group", "aria-label": "Kinds of events" }, [...kinds].sort((a, b) => b[1] - a[1]).map(([kind, number]) =>
      el("button", { type: "button", class: "facet", "data-token": `kind:${kind}`, onclick: () => {
        this.search.value = toggled(view.e, `kind:${kind}`);
        remember({ e: this.search.value });
        this.show();
      } }, kind, " ", el("span", { class: "number" }, grouped(number)))));
    this.element = el("div", {}, events.length ? [
      el("div", { class: "filter" }, el("label", { for: "event-search" }, "Search events"), this.search), this.kinds, this.count, this.rows,
    ] : el("p", { class: "quiet" }, data.timeline ? "There are no events." : "The events are in the page that `acs-logscan timeline --format html` writes."));
  }
  show() {
    const tokens = tokensOf(view.e);
    // Several kinds are alternatives; everything else must hold.
    const kinds = tokens.filter((token) => token.startsWith("kind:")).map((token) => token.slice(5));
    const others = tokens.filter((token) => !token.startsWith("kind:"));
    const shown = [];
    for (const event of this.events) {
      if ((!kinds.length || kinds.includes(event.kind)) && others.every((token) => this.matches(event, token))) shown.push(event.index);
    }
    this.shown = shown;
    for (const button of this.kinds.children) button.setAttribute("aria-pressed", String(tokens.includes(button.dataset.token)));
    this.count.textContent = shown.length === this.events.length ? counted(shown.length, "event") : `${grouped(shown.length)} of ${counted(this.events.length, "event")}`;
    this.list.show(shown);
  }
  matches(event, token) {
    const [field, word] = token.split(/:(.*)/s);
    if (field === "witness") return event.witness === word;
    if (field === "code") return event.code === word || event.code.startsWith(`${word}/`);
    if (field === "client") return event.client + 1 === Number(word);
    return `${event.kind}\n${event.text}\n${event.code}\n${event.callId}\n${event.witness}\n${sourceText(event.source)}`.toLowerCase().includes(token);
  }
  row(event, place, total) {
    const offset = this.start && event.time && isUTC(event.time) === isUTC(this.start) && isPlaced(event.time) ? offsetText(event.time[0] - this.start[0]) : "";
    const isCurrent = event.index === this.current;
    return el("div", { class: `row event k-${event.kind}${isBad(event, this.call || { reasons: [] }) ? " bad" : ""}`, role: "option", id: `event-${event.index}`,
      "aria-selected": String(isCurrent), "aria-setsize": total, "aria-posinset": place + 1, onclick: () => { this.select(event); this.onselect(event); } },
    el("span", { class: "time", title: event.time ? dateTimeText(event.time, 3) : "" }, timeText(event.time)), el("span", { class: "offset" }, offset), el("span", { class: "kind" }, event.kind),
    el("span", { class: "who" }, event.witness === "client" ? (this.call && this.call.clients.length > 1 && event.client >= 0 ? `#${event.client + 1}` : "") : event.witness),
    el("span", { class: "text" }, event.text, event.code && !event.text.includes(event.code.split("/")[0]) ? el("b", {}, ` ${event.code}`) : "", event.flag ? chip(`flag ${event.flag}`, "flag", "") : ""),
    el("span", { class: "source" }, sourceText(event.source)));
  }
  select(event) {
    const old = this.rows.querySelector("[aria-selected=true]");
    if (old) old.setAttribute("aria-selected", "false");
    this.current = event.index;
    this.rows.setAttribute("aria-activedescendant", `event-${event.index}`);
    const row = byId(`event-${event.index}`);
    if (row) row.setAttribute("aria-selected", "true");
  }
  key(event) {
    const last = this.shown.length - 1;
    const place = this.shown.indexOf(this.current);
    const target = { ArrowDown: Math.min(place + 1, last), ArrowUp: Math.max(place - 1, 0), Home: 0, End: last, PageDown: Math.min(place + 15, last), PageUp: Math.max(place - 15, 0), Enter: place }[event.key];
    if (target === undefined || target < 0) return;
    event.preventDefault();
    const next = this.events[this.shown[target]];
    this.list.reveal(target);
    this.select(next);
    this.onselect(next);
  }
}

// --- The ladder -----------------------------------------------------------------------------------------------------

const ladderLimit = 200;

function ladder(call, select) {
  const events = call.events.filter((event) => event.step);
  if (!events.length) return el("p", { class: "quiet" }, "No event of this call is a step of signalling.");
  const box = el("div", { class: "scroll ladder-box", tabindex: "0", role: "region", "aria-label": "Sequence of steps" });
  const draw = (limit) => {
    box.replaceChildren(drawLadder(call, events.slice(0, limit), select));
    if (events.length > limit) box.append(el("button", { type: "button", onclick: () => draw(events.length) }, `Show all ${grouped(events.length)} steps`));
  };
  draw(ladderLimit);
  return [box, el("p", { class: "quiet" }, "Arrows are drawn where the log shows who spoke to whom: requests, callbacks, IDs that the service gave. Boxes are what one side says of itself.")];
}

function drawLadder(call, events, select) {
  const steps = events.map((event) => ({ event, from: event.step[0], to: event.step[1] }));
  const used = new Set(steps.flatMap((step) => [step.from, step.to]));
  const names = [...call.clients.map((client, index) => [`client ${index}`, (call.clients.length > 1 ? `#${index + 1} ` : "") + client[0]]), ["service", "Service"], ["application", "Application"]]
    .filter(([name]) => used.has(name));
  const column = Math.max(220, Math.min(340, 900 / names.length));
  const left = 96;
  const place = new Map(names.map(([name], index) => [name, left + column * (index + 0.5)]));
  const width = left + column * names.length;
  const step = 30;
  const height = 48 + step * steps.length;
  const cut = (text, pixels) => { const room = Math.floor(pixels / 6.3); return text.length > room ? `${text.slice(0, Math.max(room - 1, 1))}…` : text; };
  return svg("svg", { class: "ladder", viewBox: `0 0 ${width} ${height}`, width, height, role: "list", "aria-label": counted(steps.length, "step") },
    svg("defs", {}, svg("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 8, refY: 4, markerWidth: 8, markerHeight: 8, orient: "auto-start-reverse" }, svg("path", { d: "M0 0L8 4L0 8z" }))),
    names.map(([name, label]) => svg("g", { class: "actor" }, svg("line", { x1: place.get(name), x2: place.get(name), y1: 34, y2: height }),
      svg("rect", { x: place.get(name) - column / 2 + 8, y: 4, width: column - 16, height: 28, rx: 6 }), svg("text", { x: place.get(name), y: 22, "text-anchor": "middle" }, cut(label, (column - 24) * 0.84)))),
    steps.map(({ event, from, to }, index) => {
      const y = 44 + step * index;
      const a = place.get(from);
      const b = place.get(to);
      const words = event.kind === "state" || event.kind === "end" ? event.text : `${event.kind}: ${event.text}`;
      const kind = `step k-${event.kind}${isBad(event, call) ? " bad" : ""}`;
      const act = { class: kind, role: "listitem", onclick: () => select(event), onmouseenter: (move) => showTip(move, [words, `${timeText(event.time)}  ${sourceText(event.source)}`]), onmouseleave: hideTip };
      const time = svg("text", { class: "time", x: left - 8, y: y + 14, "text-anchor": "end" }, timeText(event.time));
      if (a === b) {
        const room = column - 28;
        return svg("g", act, time, svg("rect", { x: a - room / 2, y: y, width: room, height: 22, rx: 4 }), svg("text", { x: a, y: y + 15, "text-anchor": "middle" }, cut(words, room - 10)));
      }
      return svg("g", act, time, svg("text", { x: (a + b) / 2, y: y + 9, "text-anchor": "middle" }, cut(words, Math.abs(b - a) - 16)),
        svg("line", { class: "arrow", x1: a, x2: b, y1: y + 15, y2: y + 15, "marker-end": "url(#arrow)" }));
    }));
}

// --- The page -------------------------------------------------------------------------------------------------------

function showOutside() {
  const outside = parse("data-outside") || {};
  const events = (outside.events || []).map(eventOf);
  const list = new EventList(events, null, (event) => showDetail(event, null));
  byId("call").replaceChildren(el("h1", {}, "Outside calls"), el("p", { class: "quiet" }, "What the logs say that belongs to no call."), section("events", "Events", list.element));
  list.show();
}

function tools() {
  const choice = (label, name, options) => el("label", {}, el("span", {}, label), el("select", { onchange: (event) => { remember({ [name]: event.target.value }); render(); } },
    options.map(([value, text]) => el("option", { value, selected: view[name] === value }, text))));
  byId("tools").replaceChildren(
    choice("Times", "zone", [["", "UTC"], ["local", "this browser's zone"]]),
    choice("Colours", "theme", [["", "as the system"], ["light", "light"], ["dark", "dark"]]));
}

function render() {
  closeLists();
  hideTip();
  hideDetail();
  document.documentElement.dataset.theme = view.theme;
  const index = places.has(view.call) ? places.get(view.call) : -1;
  const isCall = index >= 0 || (view.call === "outside" && data.outside > 0);
  byId("overview").hidden = isCall;
  byId("call").hidden = !isCall;
  byId("crumbs").replaceChildren(...(isCall ? [el("a", { href: fragment({ call: "", e: "", from: "", to: "" }) }, "All calls"), el("span", { "aria-current": "page" }, index >= 0 ? shortId(view.call) : "outside calls")] : []));
  for (const old of document.querySelectorAll("#call > *, #calls > *")) old.remove();
  if (index >= 0) showCall(index);
  else if (isCall) showOutside();
  else showOverview();
  tools();
}

let shownCall = null;
function follow() {
  const words = location.hash.slice(1);
  if (words && !words.includes("=")) return;
  readView();
  render();
  if (shownCall !== null && shownCall !== view.call) { scrollTo(0, 0); byId("main").focus({ preventScroll: true }); }
  shownCall = view.call;
}

addEventListener("hashchange", follow);
addEventListener("keydown", (event) => {
  const isTyping = /^(input|select|textarea)$/i.test(event.target.tagName);
  const search = byId("event-search") || byId("search");
  if (event.key === "/" && !isTyping && search) { event.preventDefault(); search.focus(); }
  if (event.key === "Escape" && !isTyping) hideDetail();
});
let drawnWidth = innerWidth;
addEventListener("resize", () => {
  // A telephone's browser changes the height alone whenever its bars come and go.
  if (innerWidth === drawnWidth) return;
  drawnWidth = innerWidth;
  requestAnimationFrame(() => { const old = scrollY; render(); scrollTo(0, old); });
});
addEventListener("beforeprint", () => { for (const list of lists) list.drawAll(2000); });
addEventListener("afterprint", () => { for (const list of lists) list.update(); });
follow();
document.documentElement.dataset.ready = "yes";
