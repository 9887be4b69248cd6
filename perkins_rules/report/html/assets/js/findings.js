// A finding: what is wrong, what to do, the figures, the law.
function labelled(label, ...what) {
  return [el("dt", {}, label), el("dd", {}, what)];
}

function checkList(checks) {
  return el("ul", { class: "checks" }, checks.map(({ text, rule, law }) =>
    el("li", { "data-rule": rule }, coded(text), law.length ? [" (", law.map((which, k) => [k ? "; " : "", report.laws[which].text]), ")"] : "")));
}

// A figure stays in one piece; what is quoted of a text may be broken.
const figureCell = (value) => el("td", { class: value.length > 28 ? "number long" : "number" }, value);

function figuresOf(finding) {
  return el("table", { class: "figures" },
    el("caption", { class: "away" }, "Figures"),
    el("tbody", {}, finding.rows.map(([name, value, origin, madeOf]) => el("tr", {},
      figureCell(value),
      el("th", { scope: "row" }, breaking(madeOf ? `${name} = ${madeOf}` : name),
        origin && el("span", { class: "soft" }, ` (${origin})`))))));
}

function derivationOf(finding) {
  return el("details", { class: "derivation" },
    el("summary", {}, "How it was derived"),
    el("table", { class: "figures" },
      el("caption", { class: "away" }, "Every step, in order"),
      el("tbody", {}, finding.steps.map(([value, text, origin]) => el("tr", {},
        figureCell(value),
        el("th", { scope: "row" }, breaking(text), origin && el("span", { class: "soft" }, ` (${origin})`)))))));
}

function ruleName(finding) {
  const { id, page } = report.rules[finding.rule], code = el("code", {}, id);
  return [page ? el("a", { href: page, rel: "noreferrer" }, code) : code, finding.replaced && ` (replaced by ${finding.replaced})`];
}

// Where it stands, in parts with commas between them; nothing for what has no place of its own.
function placeOf(finding) {
  const parts = [finding.where && el("code", {}, finding.where), finding.line && `line\u00a0${number(finding.line)}`];
  return parts.filter(Boolean).flatMap((part, k) => (k ? [", ", part] : [part]));
}

function findingPart(finding, level, repair) {
  const where = placeOf(finding);
  return el("article", { class: `finding ${finding.kind}`, id: `finding-${finding.id}`, "data-rule": finding.rule, tabindex: "-1" },
    el(level, {}, kindMark(finding.kind), " ", el("span", { class: "message" }, coded(finding.message))),
    finding.checks && checkList(finding.checks),
    el("dl", {},
      (where.length > 0 || finding.text) && labelled("where", where, finding.text && el("pre", {}, finding.text)),
      finding.fix && labelled("fix", coded(finding.fix)),
      lawfulChange(finding, repair),
      finding.unless && labelled("exception", finding.unless),
      finding.off && labelled("off by", finding.off),
      finding.rows && labelled("figures", figuresOf(finding)),
      finding.parts && labelled("also", "not given either:", checkList(finding.parts)),
      finding.waiting && labelled("waiting", `${many(finding.waiting.length, "check")} cannot be made without it:`, checkList(finding.waiting)),
      finding.waived && labelled("waived", finding.waived),
      finding.judged && labelled("determined", finding.judged.told),
      finding.law && labelled("law", lawLinks(finding.law)),
      labelled("rule", ruleName(finding))),
    finding.steps && finding.kind !== "missing" && derivationOf(finding));
}
