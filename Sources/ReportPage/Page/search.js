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
