// On paper: a document in full from its page; from elsewhere the overview and the documents.
const MOST_PRINTED = 500;
const printed = document.getElementById("printed");

// Derivations and figures of drawings are printed where their reader has opened them.
const open = (place) => place.querySelectorAll("details:not(.as-table, .derivation)").forEach((one) => { one.open = true; });

function documentsInPrint() {
  const found = filtered();
  const shown = found.slice(0, MOST_PRINTED);
  const left = rows.length - shown.length;
  return [
    el("section", { class: "sheet" }, overviewPage(),
      left > 0 && el("p", {}, `${many(shown.length, "document")} of ${number(rows.length)} follow: `,
        found.length < rows.length ? "those that the filter of the matrix leaves" : "the first",
        found.length > MOST_PRINTED ? `, and of these no more than ${number(MOST_PRINTED)}.` : ".")),
    shown.map((k) => el("section", { class: "sheet" }, documentPage(documentAt(k), k))),
  ];
}

function beforePrint() {
  const main = document.getElementById("main");
  open(main);
  if (place.page === "document" || printed.hasChildNodes()) return;
  printed.append(...[documentsInPrint()].flat(2));
  open(printed);
  // Two elements of one name would confuse those who read with a screen reader.
  printed.querySelectorAll("[tabindex]").forEach((one) => one.removeAttribute("tabindex"));
  document.documentElement.classList.add("printing");
}

function afterPrint() {
  printed.replaceChildren();
  document.documentElement.classList.remove("printing");
}

addEventListener("beforeprint", beforePrint);
addEventListener("afterprint", afterPrint);
