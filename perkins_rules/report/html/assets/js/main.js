// Pages by the part of the address after #: the overview, the matrix, a document, a finding in it.
const main = document.getElementById("main");
const place = { page: "overview", number: null };

function focusOn(what) {
  if (!what) return;
  if (!what.hasAttribute("tabindex")) what.setAttribute("tabindex", "-1");
  what.focus({ preventScroll: true });
  what.scrollIntoView({ block: "start" });
}

function show(parts, title) {
  main.replaceChildren(...[parts].flat(Infinity).filter(Boolean));
  document.title = `${title} · Perkins V report`;
  links();
}

function neighbours(k) {
  const listed = filtered(), at = listed.indexOf(k);
  const to = (which, text) => (which === undefined ? null : el("a", { href: `#/documents/${which}` }, text));
  const chosen = listed.length < rows.length ? `All ${number(listed.length)} that were chosen` : "All documents";
  return at < 0 || listed.length < 2 ? null : el("nav", { class: "neighbours", "aria-label": "Documents" },
    to(listed[at - 1], "← Previous"), el("span", { class: "soft" }, `${number(at + 1)} of ${number(listed.length)}`), to(listed[at + 1], "Next →"),
    el("a", { href: matrixAt(view) }, chosen));
}

function showDocument(k, kind, which) {
  if (place.page !== "document" || place.number !== k) {
    Object.assign(place, { page: "document", number: k });
    show([neighbours(k), documentPage(documentAt(k), k)], rows[k].name);
    focusOn(main);
    scrollTo(0, 0);
  }
  if (kind === "rule") focusOn(main.querySelector(`[data-rule="${Number(which)}"]`));
  else if (kind === "finding") focusOn(document.getElementById(`finding-${which}`) || document.getElementById(`question-${which}`));
}

function route(first) {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  const [page, a, b, c] = path.split("/");
  const k = Number(a);
  if (page === "documents" && /^\d+$/.test(a) && k < rows.length) {
    showDocument(k, b, c);
    return;
  }
  const known = page === "matrix" ? "matrix" : "overview";
  if (known === "matrix") readView(query || "");
  const from = place.number;
  Object.assign(place, { page: known, number: null });
  show(known === "matrix" ? matrixPage() : overviewPage(), known === "matrix" ? "Documents against rules" : "Overview");
  if (first !== true) focusOn(main);
  scrollTo(0, 0);
  if (known === "matrix" && from !== null) backTo(from);
}

// Who comes back from a document to the list finds the place where it was left.
function backTo(k) {
  const link = main.querySelector(`a[href="#/documents/${k}"]`);
  if (!link) return;
  link.focus({ preventScroll: true });
  link.scrollIntoView({ block: "center" });
}

// ------------------------------------------------------------------ the head of every page

function links() {
  const to = (page, href, text) => el("a", { href, "aria-current": place.page === page ? "page" : null }, text);
  document.getElementById("nav").replaceChildren(to("overview", "#/", "Overview"), to("matrix", matrixAt(view), "Documents and rules"));
}

function theme() {
  const kept = () => { try { return localStorage.getItem("perkins-theme") || ""; } catch { return ""; } };
  const set = (name) => {
    if (name) document.documentElement.dataset.theme = name;
    else delete document.documentElement.dataset.theme;
    try { localStorage.setItem("perkins-theme", name); } catch { /* a file may have no store */ }
  };
  set(kept());
  const options = [["", "as the system"], ["light", "light"], ["dark", "dark"]];
  return el("div", { class: "field" }, el("label", { for: "theme" }, "Colours"),
    el("select", { id: "theme", onchange: (event) => set(event.target.value) },
      options.map(([value, text]) => el("option", { value, selected: kept() === value }, text))));
}

document.getElementById("tools").append(theme(), el("button", { type: "button", onclick: () => print() }, "Print"));
document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); focusOn(main); });
addEventListener("hashchange", () => route());
// A report of one document begins with it.
if (rows.length === 1 && report.overview.count === 1 && !location.hash) history.replaceState(null, "", "#/documents/0");
route(true);
