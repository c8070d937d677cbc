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
      const [marks, at] = row(name, 14);
      this.drawDiagnostic(marks, name, changes, at);
    }
    if (diagnostics.length > diagnosticRows) {
      const [marks, at] = row(`${diagnostics.length - diagnosticRows} more diagnostics`, 14);
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

  /** The label stands in the bar where there is room, or else beside it where that is wanted. */
  bar(from, to, y, height, kind, label, lines, event, { shift = 0, beside = false } = {}) {
    const left = Math.max(this.x(from), this.gutter - 6);
    const right = Math.min(this.x(to), this.width + 6);
    if (right < this.gutter - 4 || left > this.width) return "";
    const width = Math.max(2, right - left);
    return svg("g", { class: `state ${kind}`, onmouseenter: (move) => showTip(move, lines), onmouseleave: hideTip, onclick: () => event && this.select(event) },
      svg("rect", { x: left, y, width, height, rx: 3 }),
      width > label.length * 7 + 10 + shift ? svg("text", { x: left + 6 + shift, y: y + height / 2 + 4 }, label)
        : beside && label && right + label.length * 7 + 10 < this.width ? svg("text", { class: "beside", x: right + 5, y: y + height / 2 + 4 }, label) : "");
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
        // A witness that tells no last state may tell the end all the same.
        const told = next || follower ? undefined : (group.events.get("other") || []).filter((other) => other.kind === "end" && other.time[0] >= moment[0]).pop();
        const end = next ? next[1][0] : follower ? follower[0][1][0] : told ? told.time[0] : Math.max(this.full[1], moment[0]);
        const isOpen = !next && !told;
        marks.append(this.bar(moment[0], end, y, 24, `s-${name}${isOpen ? " open" : ""}${impossible ? " impossible" : ""}`, name,
          isOpen ? [...lines, "the log does not show how it went on"] : lines, event, { shift: isMarked ? 10 : 0 }));
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
      const lines = [`${name}: ${value}`, `from ${timeText(moment)}${next ? ` to ${timeText(next[2])}` : ""}`, meanings.get(change[0]), sourceText(source)];
      const event = atSource.get(String(source));
      const end = health === "unhealthy" ? (next ? next[2][0] : this.lastOf(change[3])) : moment[0];
      const drawn = this.bar(moment[0], Math.max(end, moment[0]), y, 14, `d-${health}`, value, lines, event);
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
    const drawn = this.bar(leg.join[0], end, y, 16, `stay c-${leg.class || "none"}`, leg.code || "", [leg.participant || leg.user || "", `${timeText(leg.join)} to ${timeText(leg.leave) || "an unknown time"}`, leg.code ? `${leg.code} ${leg.title}` : ""], null, { beside: true });
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
      this.groups.some((group) => unhealthyIn(group)) ? el("span", {}, el("i", { class: "key unhealthy" }), "diagnostic is bad") : "",
      el("span", {}, el("i", { class: "key mark" }), "event (taller: several)"), el("span", {}, el("i", { class: "key bad" }), "something failed"),
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
const unhealthyIn = (group) => [...group.diagnostics.values()].some(unhealthy);
const unhealthy = (changes) => (changes.some((change) => change[4] === "unhealthy") ? 1 : 0);
