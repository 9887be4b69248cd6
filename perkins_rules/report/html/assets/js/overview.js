// All documents together: verdicts, rules that fail most, money, what was asked and left out.
const ORDER_OF_VERDICTS = ["fail", "unreadable", "cannot_determine", "needs_review", "pass"];
const TOP_RULES = 15;
const MOST_GROUPS = 15;

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

// A count that leads to the documents that it counts; a plain one where the report has not all of
// them, or where there is none.
function counted(count, chosen, what) {
  const shown = what || number(count);
  const held = rows.filter((row) => Object.entries(chosen).every(([name, value]) => row[name] === value)).length;
  return count > 0 && held === count ? el("a", { href: matrixAt({ ...FRESH, ...chosen }) }, shown) : shown;
}

function verdictsPart({ verdicts, count }) {
  const tile = (verdict) => {
    const many = verdicts[verdict] || 0;
    return el("li", {}, counted(many, { verdict }, [el("b", {}, number(many)), verdictMark(verdict)]));
  };
  return el("section", { "aria-labelledby": "verdicts" },
    el("h2", { id: "verdicts" }, "Verdicts"),
    count > 0 && verdictDrawing(verdicts, count),
    el("ul", { class: "tiles" }, ORDER_OF_VERDICTS.map(tile)));
}

function splitPart(title, name, groups) {
  if (groups.length < 2) return null;
  const shown = ORDER_OF_VERDICTS.filter((verdict) => groups.some(([, counts]) => counts[verdict]));
  const total = (counts) => Object.values(counts).reduce((all, count) => all + count, 0);
  const cell = (count, chosen) => ({ of: count ? counted(count, chosen) : "–", class: count ? "number" : "number nothing" });
  const made = () =>
    table(title, [title, { of: "Documents", class: "number" }, ...shown.map((verdict) => ({ of: verdictMark(verdict), class: "number" }))],
      groups.map(([group, counts]) => [group, cell(total(counts), { [name]: group }),
        ...shown.map((verdict) => cell(counts[verdict], { [name]: group, verdict }))]));
  return el("section", {}, el("h3", {}, title),
    groups.length > MOST_GROUPS ? el("details", {}, el("summary", {}, `By ${title.toLowerCase()}: ${number(groups.length)}`), made()) : made());
}

// ------------------------------------------------------------------ rules that fail

const FAILING = [["error", "Errors"], ["missing", "Required items missing"], ["warning", "Warnings"]];

function failingPart({ rules, count }) {
  const parts = FAILING.map(([word, title]) => [word, title, rules.map(([rule, counts]) => [rule, ...counts[CODES.indexOf(word)]]).filter(([, documents]) => documents)]);
  if (parts.every(([, , found]) => !found.length)) return el("section", {}, el("h2", {}, "Rules that fail most"), el("p", {}, "No rule failed."));
  return parts.filter(([, , found]) => found.length).map(([word, title, found]) => failingTable(word, title, found, count));
}

function failingTable(word, title, found, count) {
  const shown = [...found].sort((a, b) => b[1] - a[1] || b[2] - a[2] || a[0] - b[0]);
  const most = shown[0][1];
  const bar = (documents) => svg("svg", { viewBox: "0 0 200 14", class: "rule-bar", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("rect", { width: (200 * documents) / most, height: 14, rx: 2, class: `severity ${word}` }));
  const line = ([rule, documents, instances]) => {
    const { id, title: told, law } = report.rules[rule];
    return [
      { of: [ruleLink(rule, word, documents, told || id), " ", el("span", { class: "soft small law-of" }, law.slice(0, 1).map((which) => glued(report.laws[which].text)))] },
      { of: bar(documents), class: "drawn" },
      { of: number(documents), class: "number" },
      { of: `${((100 * documents) / count).toFixed(count > 200 ? 1 : 0)}%`, class: "number" },
      { of: number(instances), class: "number" }];
  };
  const heads = () => [word === "missing" ? "Item" : "Rule", { of: away("Drawn"), class: "drawn" }, { of: "Documents", class: "number" }, { of: "Share", class: "number" }, { of: "Findings", class: "number" }];
  const further = shown.length - TOP_RULES;
  return el("section", { "aria-labelledby": `most-${word}` },
    el("h2", { id: `most-${word}` }, `${title}, by how many documents`),
    table(title, heads(), shown.slice(0, TOP_RULES).map(line), { class: "failing" }),
    further > 0 && el("details", {}, el("summary", {}, `${number(further)} more`), table(`${title}: more`, heads(), shown.slice(TOP_RULES).map(line), { class: "failing" })));
}

// How many documents of this report a rule found each code in.
const heldBy = (() => {
  const held = new Map();
  for (const cells of cellsOf) for (const [rule, found] of cells) for (const [code] of found) {
    const key = `${rule} ${CODES[code]}`;
    held.set(key, (held.get(key) || 0) + 1);
  }
  return held;
})();

// The documents in which a rule found this: as many as the row says, or no link.
function ruleLink(rule, word, documents, text) {
  return heldBy.get(`${rule} ${word}`) === documents ? el("a", { href: matrixAt({ ...FRESH, rule: report.rules[rule].id, found: word }) }, text) : text;
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
      el("ul", {}, some.map(([name, why]) => el("li", {}, el("code", {}, name), ": ", coded(why))),
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
    splitPart("Type of document", "type", overview.types),
    splitPart("State", "state", overview.states),
    failingPart(overview),
    moneyPart(overview),
    askedPart(),
  ];
}
