// Documents against rules as a table, a page at a time, so that thousands stay quick.
const ROWS_A_PAGE = 50;
const RULES_A_PAGE = 16;
const COUNTS = ["Errors", "Warnings", "Notes", "Open", "To judge"];

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
    Object.assign(view, is ? { down: !view.down } : { sort, down }, { page: 0 });
    update(`sort-${sort}`);
  };
  return el("th", { scope: "col", "aria-sort": is ? (view.down ? "descending" : "ascending") : null, ...parts },
    el("button", { type: "button", class: "sort", id: `sort-${sort}`, onclick: click, title: parts && parts.title }, el("span", {}, text),
      el("span", { class: "way", "aria-hidden": "true" }, is ? (view.down ? " ▾" : " ▴") : "")));
}

function ruleHead(rule, update) {
  const { id, title } = report.rules[rule];
  return sortHead(title || id, `rule-${rule}`, update, true, { class: "rule", title: `${title ? `${title} · ` : ""}${id}` });
}

function cellPart(k, rule) {
  const cell = cellsOf[k].get(rule);
  if (!cell) return el("td", { class: "cell" });
  const [code, count] = cell, word = CODES[code];
  const told = `${rows[k].name}: ${report.rules[rule].title || report.rules[rule].id}: ${count} ${KINDS[word][1]}`;
  return el("td", { class: `cell ${word}` },
    el("a", { href: `#/documents/${k}/rule/${rule}`, "aria-label": told, title: told }, KINDS[word][0], count > 1 && el("small", {}, count)));
}

function matrixTable(found, chosen, update) {
  const listed = found.slice(view.page * ROWS_A_PAGE, (view.page + 1) * ROWS_A_PAGE);
  const rules = chosen.slice(view.rules * RULES_A_PAGE, (view.rules + 1) * RULES_A_PAGE);
  return el("div", { class: "scroll matrix", role: "region", "aria-label": "Documents against rules", tabindex: "0" }, el("table", {},
    el("caption", { class: "away" }, "Documents against rules. The buttons in the head sort."),
    el("thead", {}, el("tr", {},
      sortHead("Document", "name", update, false, { class: "name" }),
      sortHead("Verdict", "verdict", update, false),
      COUNTS.map((name, which) => sortHead(name, `count-${which}`, update, true, { class: "number" })),
      rules.map((rule) => ruleHead(rule, update)))),
    el("tbody", {}, listed.map((k) => el("tr", {},
      el("th", { scope: "row", class: "name" }, el("a", { href: `#/documents/${k}` }, rows[k].name)),
      el("td", {}, verdictMark(rows[k].verdict)),
      rows[k].counts.map((count) => el("td", { class: "number" }, count ? number(count) : el("span", { class: "soft" }, "0"))),
      rules.map((rule) => cellPart(k, rule)))))));
}

function matrixPage() {
  const status = el("p", { role: "status", class: "soft" });
  const place = el("div", {});
  const update = (focus) => {
    const wanted = shownColumns(), found = shownRows(wanted);
    const met = new Set(found.flatMap((k) => [...cellsOf[k].keys()]));
    const chosen = wanted.filter((rule) => met.has(rule));
    const move = (name) => (page) => { view[name] = page; update(); };
    status.textContent = `${many(found.length, "document")} and ${many(chosen.length, "rule")} with findings are shown.`;
    place.replaceChildren(
      el("div", { class: "pagers" }, pager("Documents", view.page, ROWS_A_PAGE, found.length, move("page")), pager("Rules", view.rules, RULES_A_PAGE, chosen.length, move("rules"))),
      found.length ? matrixTable(found, chosen, update) : el("p", {}, "No document answers to this."));
    const sort = focus && document.getElementById(focus);
    if (sort) sort.focus();
  };
  update();
  return [
    el("h1", {}, "Documents against rules"),
    controls(update),
    status,
    el("ul", { class: "legend" }, CODES.map((word) => el("li", {}, kindMark(word))), el("li", { class: "soft" }, "empty: nothing found, or not asked")),
    place,
  ];
}
