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
addEventListener("beforeprint", () => {
  for (const list of lists) list.drawAll(2000);
  for (const more of document.querySelectorAll("details.more")) more.open = true;
});
addEventListener("afterprint", () => { for (const list of lists) list.update(); });
follow();
document.documentElement.dataset.ready = "yes";
