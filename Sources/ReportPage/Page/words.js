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
