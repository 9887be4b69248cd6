// The page of one document.
function sectionPart(section, repair) {
  return el("section", {}, el("h3", {}, section.title), section.findings.map((finding) => findingPart(finding, "h4", repair)));
}

function findingsPart(shown) {
  return el("section", { "aria-labelledby": "findings" },
    el("h2", { id: "findings" }, shown.verdict === "unreadable" ? "Why it could not be read" : "Findings, in the order of the form"),
    shown.sections.length ? shown.sections.map((section) => sectionPart(section, shown.repair))
      : el("p", {}, "There is nothing to correct and nothing left open."));
}

function settlingPart(shown) {
  if (!shown.settle.length) return null;
  return el("section", { "aria-labelledby": "settle" },
    el("h2", { id: "settle" }, "What would settle most of what is open"),
    el("ol", {}, shown.settle.map(([name, count]) => el("li", {}, el("code", {}, name), `: ${many(count, "check")} ${count === 1 ? "waits" : "wait"} for it`))));
}

function toFillPart(shown) {
  if (!shown.to_fill.length) return null;
  return el("section", { "aria-labelledby": "to-fill" },
    el("h2", { id: "to-fill" }, "Still to fill in"), shown.to_fill.map((section) => sectionPart(section)));
}

// The same counts as in the matrix; a waived finding or a note is told of where there is one.
function countsPart(shown) {
  if (shown.verdict === "unreadable") return null;
  const told = CODES.map((word, code) => [shown.counts[code], COUNTS[word], word])
    .filter(([count, , word]) => count || !["info", "waived"].includes(word));
  const tile = (count, [one, several]) => el("li", {}, el("b", {}, number(count)), el("span", {}, count === 1 ? one : several));
  return [
    el("ul", { class: "tiles", "aria-label": "Counts" }, told.map(([count, words]) => tile(count, words))),
    el("p", { class: "soft" }, `${many(shown.passed, "check")} passed; ${number(shown.skipped)} ${shown.skipped === 1 ? "does" : "do"} not apply here.`,
      shown.judged && ` ${shown.judged}.`)];
}

// The errors by themselves, each with the way to its place.
const MOST_LISTED = 30;

function errorsPart(shown, k) {
  const errors = shown.sections.flatMap((section) => section.findings).filter(({ kind }) => kind === "error");
  if (errors.length < 2 || shown.verdict === "unreadable") return null;
  const entry = (finding) => el("li", {}, el("a", { href: `#/documents/${k}/finding/${finding.id}` }, coded(finding.message)),
    finding.line && el("span", { class: "soft" }, ` (line\u00a0${number(finding.line)})`));
  return el("section", { "aria-labelledby": "errors", class: "errors" },
    el("h2", { id: "errors" }, `${many(errors.length, "error")} to correct`),
    el("ul", {}, errors.slice(0, MOST_LISTED).map(entry),
      errors.length > MOST_LISTED && el("li", {}, `and ${number(errors.length - MOST_LISTED)} more below`)));
}

function inPage(shown) {
  const parts = [["errors", "Errors"], ["findings", "Findings"], ["repair", "Lawful change"], ["to-fill", "To fill in"], ["settle", "What settles most"], ["budget", "Budget"], ["headroom", "Headroom"], ["levels", "Levels"], ["timeline", "Dates"], ["checklist", "Checklist"]];
  return el("nav", { "aria-label": "On this page", class: "in-page" }, el("ul", {}, parts.filter(([name]) => shown.querySelector(`#${name}`)).map(([name, word]) =>
    el("li", {}, el("button", { type: "button", onclick: () => focusOn(document.getElementById(name)) }, word)))));
}

function documentPage(shown, k) {
  const body = el("div", {}, errorsPart(shown, k), findingsPart(shown), repairPart(shown), toFillPart(shown), settlingPart(shown),
    budgetPart(shown.drawn, shown.headroom), headroomPart(shown), levelsPart(shown.drawn), timelinePart(shown.drawn), checklistPart(shown));
  return [
    el("h1", {}, breaking(shown.name)),
    el("p", { class: "soft" }, [shown.title, ...shown.asked].filter(Boolean).join(" · ")),
    shown.edition ? el("p", { class: "soft" }, shown.edition) : null,
    el("p", { class: `standing ${shown.verdict}` }, verdictMark(shown.verdict), el("span", {}, " ", coded(shown.standing))),
    countsPart(shown),
    inPage(body),
    body,
    el("p", { class: "soft small" }, "SHA-256 of the document: ", el("code", {}, shown.sha256)),
  ];
}
