// All documents together: verdicts, rules that fail most, money, what was asked and left out.
const ORDER_OF_VERDICTS = ["fail", "unreadable", "cannot_determine", "needs_review", "pass"];
const TOP_RULES = 15;

function verdictDrawing(counts, total) {
  const width = 720;
  let start = 0;
  const parts = ORDER_OF_VERDICTS.filter((verdict) => counts[verdict]).map((verdict) => {
    const wide = (width * counts[verdict]) / total;
    const made = svg("rect", { x: start, y: 0, width: Math.max(1, wide - 1.5), height: 26, rx: 2, class: `verdict ${verdict}` });
    start += wide;
    return made;
  });
  const story = ORDER_OF_VERDICTS.map((verdict) => `${number(counts[verdict])} ${VERDICTS[verdict][1]}`).join(", ");
  const made = drawing(width, 26, "Documents by verdict", story, parts, "verdicts");
  made.setAttribute("preserveAspectRatio", "none");
  return made;
}

function verdictsPart({ verdicts, count }) {
  return el("section", { "aria-labelledby": "verdicts" },
    el("h2", { id: "verdicts" }, "Verdicts"),
    count > 0 && verdictDrawing(verdicts, count),
    el("ul", { class: "tiles" }, ORDER_OF_VERDICTS.map((verdict) => el("li", {},
      el("a", { href: `#/matrix/verdict/${verdict}` }, el("b", {}, number(verdicts[verdict] || 0)), verdictMark(verdict))))));
}

function splitPart(title, groups) {
  if (groups.length < 2) return null;
  const shown = ORDER_OF_VERDICTS.filter((verdict) => groups.some(([, counts]) => counts[verdict]));
  const total = (counts) => Object.values(counts).reduce((all, count) => all + count, 0);
  return el("section", {}, el("h3", {}, title),
    table(title, [title, { of: "Documents", class: "number" }, ...shown.map((verdict) => ({ of: verdictMark(verdict), class: "number" }))],
      groups.map(([name, counts]) => [name, { of: number(total(counts)), class: "number" },
        ...shown.map((verdict) => ({ of: counts[verdict] ? number(counts[verdict]) : "–", class: "number" }))])));
}

// Rules with failures: [rule, documents, findings, severity].
function failures(rules) {
  return rules.map(([rule, counts]) => {
    const graves = counts.slice(0, 3);
    const documents = Math.max(...graves.map(([many]) => many));
    const worst = CODES[graves.findIndex(([many]) => many > 0)];
    return [rule, documents, graves.reduce((all, [, found]) => all + found, 0), worst];
  }).filter(([, documents]) => documents > 0);
}

function failingPart({ rules, count }) {
  const found = failures(rules);
  if (!found.length) return el("section", {}, el("h2", {}, "Rules that fail most"), el("p", {}, "No rule failed."));
  // Notes are no failures: they come last, however many there are.
  const isNote = ([, , , worst]) => (worst === "info" ? 1 : 0);
  const shown = [...found].sort((a, b) => isNote(a) - isNote(b) || b[1] - a[1] || b[2] - a[2] || a[0] - b[0]);
  const most = Math.max(...shown.map(([, documents]) => documents));
  const bar = (documents, worst) => svg("svg", { viewBox: "0 0 200 14", class: "rule-bar", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("rect", { width: (200 * documents) / most, height: 14, rx: 2, class: `severity ${worst}` }));
  const line = ([rule, documents, instances, worst]) => [
    { of: [el("a", { href: `#/matrix/rule/${rule}` }, report.rules[rule].title || report.rules[rule].id), " ", el("span", { class: "soft small law-of" }, report.rules[rule].law.slice(0, 1).map((which) => report.laws[which].text))] },
    { of: kindMark(worst) },
    { of: bar(documents, worst), class: "drawn" },
    { of: number(documents), class: "number" },
    { of: `${((100 * documents) / count).toFixed(count > 200 ? 1 : 0)}%`, class: "number" },
    { of: number(instances), class: "number" }];
  const heads = () => ["Rule", "Weight", { of: away("Drawn"), class: "drawn" }, { of: "Documents", class: "number" }, { of: "Share", class: "number" }, { of: "Findings", class: "number" }];
  return el("section", { "aria-labelledby": "failing" },
    el("h2", { id: "failing" }, "Rules that fail most"),
    table("Rules that fail most", heads(), shown.slice(0, TOP_RULES).map(line), { class: "failing" }),
    shown.length > TOP_RULES && el("details", {}, el("summary", {}, `${many(shown.length - TOP_RULES, "further rule")} that failed`),
      table("Further rules that failed", heads(), shown.slice(TOP_RULES).map(line), { class: "failing" })));
}

function moneyPart({ money: lines }) {
  const types = new Set(lines.map((line) => line.type));
  const cells = (what) => (what ? [{ of: number(what[0]), class: "number" }, { of: money(what[1]), class: "number" }, { of: money(what[2]), class: "number" }]
    : [{ of: "–", class: "number" }, { of: "–", class: "number" }, { of: "–", class: "number" }]);
  const part = (title, way) => {
    const found = lines.filter((line) => line[way]);
    return found.length > 0 && table(title, [title, { of: "Documents", class: "number" }, { of: "In all", class: "number" }, { of: "Most in one", class: "number" }],
      found.map((line) => [types.size > 1 ? `${line.title} (${line.type})` : line.title, ...cells(line[way])]));
  };
  return el("section", { "aria-labelledby": "money" },
    el("h2", { id: "money" }, "Money at stake"),
    lines.length ? el("p", {}, "What budget lines are over their caps, under their floors or off what they must add up to, summed over the documents. ",
      "Of several limits that one line breaks, the one it breaks most counts.") : el("p", {}, "No amount is on the wrong side of a limit."),
    part("Over a cap", "over"), part("Under a floor", "under"), part("Off a sum or a fixed amount", "off"));
}

function askedPart() {
  const { date, edition, profile } = report.asked;
  const asked = [["Rules of", date || "the first day of the first fiscal year that each document covers"],
    ["Edition of the guide", edition || "the one in force on the day of filing"], ["Profile", profile || "guide"]];
  if (report.draft) asked.push(["Draft", "what is not yet filled in is set apart"]);
  const { count, some } = report.left_out;
  return el("section", { "aria-labelledby": "asked" },
    el("h2", { id: "asked" }, "What was asked"),
    el("dl", { class: "asked" }, asked.map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])),
    heldPart(),
    count > 0 && [el("p", {}, `${many(count, "file")} left out and not checked:`),
      el("ul", {}, some.map(([name, why]) => el("li", {}, el("code", {}, name), `: ${why}`)),
        count > some.length && el("li", {}, `and ${number(count - some.length)} more`))]);
}

function heldPart() {
  const all = report.overview.count;
  if (rows.length === all) return el("p", {}, `All ${many(all, "document")} are in this report, each with its page.`);
  const failed = report.failing - rows.length;
  return el("p", { class: "standing cannot_determine" },
    `The counts and sums here are of all ${number(all)} documents. There are more than ${number(report.limits[0])}, so that only those that failed or could not be read have pages: `
    + `${number(rows.length)} of ${number(report.failing)}. Left out are ${failed > 0 ? `the other ${number(failed)} of these and ` : ""}${number(all - report.failing)} that did not fail.`);
}

function overviewPage() {
  const { overview } = report;
  return [
    el("h1", {}, `${many(overview.count, "document")} checked`),
    el("p", { class: "soft" }, `Perkins V · perkins-rules ${report.version}`),
    verdictsPart(overview),
    splitPart("Type of document", overview.types),
    splitPart("State", overview.states),
    failingPart(overview),
    moneyPart(overview),
    askedPart(),
  ];
}
