// What only a person can judge, to be ticked off on paper or recorded with the tool.
const ANSWERS = { met: ["☑", "met"], not_met: ["☒", "not met"], not_applicable: ["–", "does not apply"] };

function questionPart(finding, k) {
  const judged = finding.judged && finding.judged.state === "current" ? finding.judged : null;
  const [box, answer] = judged ? ANSWERS[judged.answer] : ["☐", "not yet judged"];
  return el("li", { class: "question", id: `question-${finding.id}`, "data-rule": finding.rule, tabindex: "-1" },
    el("span", { class: "box" }, el("span", { "aria-hidden": "true" }, box), away(`${answer}: `)),
    el("div", {},
      el("h3", {}, coded(finding.message)),
      el("p", { class: "soft" }, placeOf(finding), finding.law && [placeOf(finding).length > 0 && "; ", lawLinks(finding.law)]),
      finding.judged && el("p", { class: "judged" }, finding.judged.told),
      finding.quote && el("blockquote", {}, finding.quote),
      el("p", { class: "soft small" }, ruleName(finding))));
}

function checklistPart(shown) {
  if (!shown.reviews.length) return null;
  const open = shown.reviews.filter((f) => !f.judged || f.judged.state !== "current").length;
  return el("section", { "aria-labelledby": "checklist" },
    el("h2", { id: "checklist" }, "For a person to judge"),
    el("p", {}, `${many(shown.reviews.length, "question")}, ${open === shown.reviews.length ? "all" : number(open)} still to be judged. `,
      "A rule finds the place; whether it is good enough is for a person to say."),
    el("ol", { class: "checklist" }, shown.reviews.map(questionPart)));
}
