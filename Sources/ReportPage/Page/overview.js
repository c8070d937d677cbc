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

/** The date and time in a column of one width. */
const whenText = (moment) => (isPlaced(moment) ? `${dayText(moment)} ${timeText(moment, 0)}` : moment[0]);

function callRow(index, place, total) {
  const call = data.calls[index];
  const when = call.start || (call.from ? [call.from] : null);
  return el("li", { class: `row c-${outcome(call)}`, "aria-setsize": total, "aria-posinset": place + 1 },
    el("a", { href: linkToCall(call.key) },
      el("span", { class: "when", title: when ? dateTimeText(when) : null }, when ? whenText(when) : "time not known"),
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
    bars.map((bar) => svg("rect", { class: `bar c-${outcome(bar.call)}`, x: bar.left, y: (bar.lane % shownLanes) * laneHeight + 1,
      width: bar.right - bar.left, height: Math.max(2, laneHeight - (laneHeight > 5 ? 3 : 1)), rx: Math.min(3, laneHeight / 3),
      onclick: () => { location.hash = linkToCall(bar.call.key); },
      onmouseenter: (event) => showTip(event, [`${dateTimeText(bar.call.start || [startOf(bar.call)])}  ${durationText(bar.call.seconds)}`,
        `${bar.call.code || "no end reason"} ${bar.call.title || ""}`, bar.call.key]), onmouseleave: hideTip })),
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
