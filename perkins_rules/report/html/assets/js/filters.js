// Documents against rules: which are shown, in which order. All of it stands in the address, so
// that a link shows what it says whatever was chosen before, and Back shows what was shown.
const FRESH = { words: "", verdict: "", type: "", state: "", rule: "", found: "", sort: "order", down: "", page: 0, rules: 0 };
const view = { ...FRESH };

function matrixAt(chosen) {
  const told = Object.entries(chosen).filter(([name, value]) => value !== FRESH[name]);
  const query = new URLSearchParams(told.map(([name, value]) => [name, String(value)])).toString();
  return `#/matrix${query ? `?${query}` : ""}`;
}

// What an address asks for; of what nobody can choose, nothing.
function readView(query) {
  const asked = Object.fromEntries(new URLSearchParams(query));
  const known = { verdict: ORDER_OF_VERDICTS, type: valuesOf("type"), state: valuesOf("state"), found: ["any", ...CODES], down: ["yes"] };
  const page = (text) => (/^\d{1,6}$/.test(text) ? Number(text) : 0);
  Object.assign(view, FRESH);
  for (const [name, values] of Object.entries(known)) if (values.includes(asked[name])) view[name] = asked[name];
  for (const name of ["words", "rule"]) view[name] = asked[name] || "";
  if (/^(order|name|verdict|(count|rule)-\d{1,6})$/.test(asked.sort)) view.sort = asked.sort;
  Object.assign(view, { page: page(asked.page), rules: page(asked.rules) });
}

// The rules that found something in a document of this report, those that failed most first.
const columns = (() => {
  const weights = new Map();
  for (const cells of cellsOf) for (const [rule, [[code]]] of cells) {
    const weight = weights.get(rule) || CODES.map(() => 0);
    weight[code] += 1;
    weights.set(rule, weight);
  }
  const heavier = (a, b) => a.map((count, k) => b[k] - count).find(Boolean);
  return [...weights.keys()].sort((a, b) => heavier(weights.get(a), weights.get(b)) || a - b);
})();

const ruleText = report.rules.map((rule) =>
  [rule.id, rule.title, ...rule.asks, ...rule.law.flatMap((which) => [report.laws[which].text, report.laws[which].code])].join(" ").toLowerCase());
const ruleOf = new Map(report.rules.map((rule, k) => [rule.id, k]));
const rowText = rows.map((row) => [row.name, row.type, row.state].join(" ").toLowerCase());
const wordsOf = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);

// A whole id is that rule alone; else words, of which each must be there.
function shownColumns() {
  if (ruleOf.has(view.rule)) return columns.filter((rule) => rule === ruleOf.get(view.rule));
  const words = wordsOf(view.rule);
  return columns.filter((rule) => words.every((word) => ruleText[rule].includes(word)));
}

function shownRows(chosen) {
  const words = wordsOf(view.words);
  const has = (k, rule) => (cellsOf[k].get(rule) || []).some(([code]) => view.found === "any" || CODES[code] === view.found);
  const found = rows.map((_, k) => k).filter((k) =>
    (!view.verdict || rows[k].verdict === view.verdict) && (!view.type || rows[k].type === view.type)
    && (!view.state || rows[k].state === view.state) && words.every((word) => rowText[k].includes(word))
    && (!view.found || chosen.some((rule) => has(k, rule))));
  return sorted(found);
}

function sorted(found) {
  const key = sortKey();
  if (!key) return view.down ? found.reverse() : found;
  const way = view.down ? -1 : 1;
  return found.map((k) => [key(k), k])
    .sort(([a, j], [b, k]) => (a < b ? -way : a > b ? way : j - k)).map(([, k]) => k);
}

function sortKey() {
  const [kind, which] = view.sort.split("-");
  if (kind === "name") return (k) => rowText[k];
  if (kind === "verdict") return (k) => ORDER_OF_VERDICTS.indexOf(rows[k].verdict);
  if (kind === "count") return (k) => rows[k].counts[Number(which)] || 0;
  // The gravest first when sorted downwards: what was not found is the least.
  if (kind === "rule") return (k) => { const cell = cellsOf[k].get(Number(which)); return cell ? (CODES.length - cell[0][0]) * 1e6 + cell[0][1] : 0; };
  return null;
}

// ------------------------------------------------------------------ controls

function choice(label, name, options, update) {
  const made = el("select", { id: `by-${name}`, onchange: (event) => { view[name] = event.target.value; view.page = 0; update(); } },
    options.map(([value, text]) => el("option", { value, selected: view[name] === value }, text)));
  return el("div", { class: "field" }, el("label", { for: `by-${name}` }, label), made);
}

function search(label, name, hint, update) {
  return el("div", { class: "field" }, el("label", { for: `by-${name}` }, label),
    el("input", { id: `by-${name}`, type: "search", value: view[name], placeholder: hint, autocomplete: "off", spellcheck: "false",
      oninput: (event) => { view[name] = event.target.value; view.page = 0; view.rules = 0; update(); } }));
}

const valuesOf = (name) => [...new Set(rows.map((row) => row[name]))].sort();

function controls(update) {
  const all = (values) => [["", "all"], ...values.map((value) => [value, value])];
  return el("form", { class: "controls", role: "search", "aria-label": "Filter the matrix", onsubmit: (event) => event.preventDefault() },
    search("Find documents", "words", "name, State, type", update),
    choice("Verdict", "verdict", [["", "all"], ...ORDER_OF_VERDICTS.map((verdict) => [verdict, VERDICTS[verdict][1]])], update),
    valuesOf("type").length > 1 && choice("Type", "type", all(valuesOf("type")), update),
    valuesOf("state").length > 1 && choice("State", "state", all(valuesOf("state")), update),
    search("Find rules", "rule", "name or section", update),
    choice("and documents where these found", "found", [["", "anything or nothing"], ["any", "something"], ["error", "an error"], ["missing", "something missing"],
      ["warning", "a warning"], ["info", "a note"], ["open", "something open"], ["review", "a question"], ["waived", "something waived or known"]], update),
    el("a", { class: "button", href: "#/matrix" }, "Clear"));
}

const filtered = () => shownRows(shownColumns());
