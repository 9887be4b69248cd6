// Documents against rules as a table, a page at a time, so that thousands stay quick.
const ROWS_A_PAGE = 50;
const RULES_A_PAGE = 16;
const HEADS = ["Errors", "Missing", "Warnings", "Notes", "Open", "To judge", "Waived or known"];
const FEW_RULES = 3;

function pager(label, at, size, count, move) {
  if (count <= size) return null;
  const last = Math.ceil(count / size) - 1;
  const to = (page, text, told) => el("button", { type: "button", disabled: page < 0 || page > last, "aria-label": told, onclick: () => move(page) }, text);
  return el("nav", { class: "pager", "aria-label": label }, to(at - 1, "←", `${label}: earlier`),
    el("span", {}, `${number(at * size + 1)}–${number(Math.min(count, (at + 1) * size))} of ${number(count)} ${label.toLowerCase()}`), to(at + 1, "→", `${label}: later`));
}

// ------------------------------------------------------------------ the table

function sortHead(text, sort, update, down, parts) {
  const is = view.sort === sort;
  const click = () => {
    Object.assign(view, is ? { down: view.down ? "" : "yes" } : { sort, down: down ? "yes" : "" }, { page: 0 });
    update(`sort-${sort}`);
  };
  return el("th", { scope: "col", role: "columnheader", "aria-sort": is ? (view.down ? "descending" : "ascending") : null, ...parts },
    el("button", { type: "button", class: "sort", id: `sort-${sort}`, onclick: click, title: parts && parts.title }, el("span", {}, text),
      el("span", { class: "way", "aria-hidden": "true" }, is ? (view.down ? " ▾" : " ▴") : "")));
}

function ruleHead(rule, update) {
  const { id, title } = report.rules[rule];
  return sortHead(title || id, `rule-${rule}`, update, true, { class: "rule", title: `${title ? `${title} · ` : ""}${id}` });
}

// The gravest of what a rule found; its title says the rest.
function cellPart(k, rule) {
  const cell = cellsOf[k].get(rule);
  if (!cell) return el("td", { class: "cell", role: "cell" });
  const [code, count] = cell[0], word = CODES[code];
  const title = report.rules[rule].title || report.rules[rule].id;
  const told = `${rows[k].name}: ${title}: ${cell.map(([one, found]) => `${found} ${COUNTS[CODES[one]][found === 1 ? 0 : 1]}`).join(", ")}`;
  return el("td", { class: `cell ${word}`, role: "cell", "data-head": title },
    el("a", { href: `#/documents/${k}/rule/${rule}`, "aria-label": told, title: told }, KINDS[word][0], count > 1 && el("small", {}, count)));
}

function matrixTable(found, chosen, update) {
  const listed = found.slice(view.page * ROWS_A_PAGE, (view.page + 1) * ROWS_A_PAGE);
  const rules = chosen.slice(view.rules * RULES_A_PAGE, (view.rules + 1) * RULES_A_PAGE);
  const counted = CODES.map((_, code) => code).filter((code) => code < CODES.length - 1 || rows.some((row) => row.counts[code]));
  const count = (k, code) => el("td", { class: rows[k].counts[code] ? "number" : "number nothing", role: "cell", "data-head": HEADS[code] },
    rows[k].counts[code] ? number(rows[k].counts[code]) : el("span", { class: "soft" }, "0"));
  const few = chosen.length <= FEW_RULES ? " few" : "";
  return el("div", { class: `scroll matrix${few}`, role: "region", "aria-label": "Documents against rules", tabindex: "0" }, el("table", { role: "table", class: "cards" },
    el("caption", { class: "away" }, "Documents against rules. The buttons in the head sort."),
    el("thead", { role: "rowgroup" }, el("tr", { role: "row" },
      sortHead("Document", "name", update, false, { class: "name" }),
      sortHead("Verdict", "verdict", update, false),
      counted.map((code) => sortHead(HEADS[code], `count-${code}`, update, true, { class: "number" })),
      rules.map((rule) => ruleHead(rule, update)))),
    el("tbody", { role: "rowgroup" }, listed.map((k) => el("tr", { role: "row" },
      el("th", { scope: "row", role: "rowheader", class: "name" }, el("a", { href: `#/documents/${k}` }, breaking(rows[k].name))),
      el("td", { role: "cell" }, verdictMark(rows[k].verdict)),
      counted.map((code) => count(k, code)),
      rules.map((rule) => cellPart(k, rule)))))));
}

function matrixPage() {
  const status = el("p", { role: "status", class: "soft" });
  const place = el("div", {});
  const update = (focus) => {
    const wanted = shownColumns(), found = shownRows(wanted);
    const met = new Set(found.flatMap((k) => [...cellsOf[k].keys()]));
    const chosen = wanted.filter((rule) => met.has(rule));
    const within = (page, size, count) => Math.min(page, Math.max(0, Math.ceil(count / size) - 1));
    Object.assign(view, { page: within(view.page, ROWS_A_PAGE, found.length), rules: within(view.rules, RULES_A_PAGE, chosen.length) });
    const move = (name) => (page) => { view[name] = page; update(); };
    status.textContent = `${many(found.length, "document")} and ${many(chosen.length, "rule")} with findings are shown.`;
    place.replaceChildren(
      el("div", { class: "pagers" }, pager("Documents", view.page, ROWS_A_PAGE, found.length, move("page")), pager("Rules", view.rules, RULES_A_PAGE, chosen.length, move("rules"))),
      found.length ? matrixTable(found, chosen, update) : el("p", {}, "No document answers to this."));
    if (location.hash !== matrixAt(view)) history.replaceState(history.state, "", matrixAt(view));
    const sort = focus && document.getElementById(focus);
    if (sort) sort.focus();
  };
  update();
  return [
    el("h1", {}, "Documents against rules"),
    controls(update),
    status,
    el("ul", { class: "legend" }, CODES.slice(0, -1).map((word) => el("li", {}, kindMark(word))), el("li", { class: "soft" }, "empty: nothing found, or not asked")),
    place,
  ];
}
