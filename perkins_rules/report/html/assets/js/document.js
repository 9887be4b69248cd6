// The page of one document.
function sectionPart(section) {
  return el("section", {}, el("h3", {}, section.title), section.findings.map((finding) => findingPart(finding, "h4")));
}

function findingsPart(shown) {
  return el("section", { "aria-labelledby": "findings" },
    el("h2", { id: "findings" }, shown.verdict === "unreadable" ? "Why it could not be read" : "Findings, in the order of the form"),
    shown.sections.length ? shown.sections.map(sectionPart)
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
    el("h2", { id: "to-fill" }, "Still to fill in"), shown.to_fill.map(sectionPart));
}

function countsPart(shown) {
  const told = [
    [shown.counts.pass, "passed"],
    [shown.counts.fail, "failed"],
    [shown.counts.cannot_determine, "cannot be made yet"],
    [shown.counts.needs_review, "for a person"],
    [shown.counts.not_applicable, "do not apply"],
  ];
  if (shown.verdict === "unreadable") return null;
  return el("ul", { class: "tiles", "aria-label": "Checks" }, told.map(([count, word]) => el("li", {}, el("b", {}, number(count)), el("span", {}, word))));
}

function inPage(shown) {
  const parts = [["findings", "Findings"], ["to-fill", "To fill in"], ["settle", "What settles most"], ["budget", "Budget"], ["levels", "Levels"], ["timeline", "Dates"], ["checklist", "Checklist"]];
  return el("nav", { "aria-label": "On this page", class: "in-page" }, el("ul", {}, parts.filter(([name]) => shown.querySelector(`#${name}`)).map(([name, word]) =>
    el("li", {}, el("button", { type: "button", onclick: () => focusOn(document.getElementById(name)) }, word)))));
}

function documentPage(shown) {
  const body = el("div", {}, findingsPart(shown), toFillPart(shown), settlingPart(shown),
    budgetPart(shown.drawn), levelsPart(shown.drawn), timelinePart(shown.drawn), checklistPart(shown));
  return [
    el("h1", {}, shown.name),
    el("p", { class: "soft" }, [shown.title, ...shown.asked].join(" · ")),
    shown.edition ? el("p", { class: "soft" }, shown.edition) : null,
    el("p", { class: `standing ${shown.verdict}` }, verdictMark(shown.verdict), el("span", {}, " ", shown.standing)),
    countsPart(shown),
    inPage(body),
    body,
    el("p", { class: "soft small" }, "SHA-256 of the document: ", el("code", {}, shown.sha256)),
  ];
}
