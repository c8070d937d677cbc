"use strict";
// Draws the page from the data in its own script elements, and looks nothing up anywhere else. Text reaches the page as text
// nodes alone. The view is kept in the fragment of the address: #call=…&q=…&from=…&to=…

// --- Data -----------------------------------------------------------------------------------------------------------

const parse = (id) => {
  const element = document.getElementById(id);
  return element ? JSON.parse(element.textContent) : null;
};
const data = parse("data");
/** What diagnostics mean, by their names. */
const meanings = new Map(data.meanings || []);
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
