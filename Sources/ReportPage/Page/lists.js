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
  432e5, 864e5, 1728e5, 6048e5];
const month = 2629800000;
const monthSteps = [1, 2, 3, 6, 12, 24, 60, 120, 600];
/** Beginnings of months, which have no one length. */
function monthTicks(from, to, wanted) {
  const count = monthSteps.find((number) => number * month >= wanted) || monthSteps[monthSteps.length - 1];
  const isLocal = view.zone === "local";
  const [year] = fields(from, isLocal);
  const result = [];
  for (let place = 0; ; place += count) {
    const time = isLocal ? new Date(year, place, 1).getTime() : Date.UTC(year, place, 1);
    if (!(time <= to)) return { step: count * month, times: result };
    if (time >= from) result.push(time);
  }
}
function ticks(from, to, width) {
  const wanted = (to - from) / Math.max(2, width / 110);
  const step = steps.find((size) => size >= wanted);
  if (!step) return monthTicks(from, to, wanted);
  const shift = view.zone === "local" ? -new Date(from).getTimezoneOffset() * 60000 : 0;
  const result = [];
  for (let time = Math.ceil((from + shift) / step) * step - shift; time <= to; time += step) result.push(time);
  return { step, times: result };
}
function tickText(time, step, marksUnknown) {
  const moment = marksUnknown ? [time, "unknown"] : [time];
  if (step >= 12 * month) return dayText(moment).slice(0, 4);
  if (step >= month) return dayText(moment).slice(0, 7);
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
