// Elements. Text only ever becomes text: nothing here reads markup.
const SVG = "http://www.w3.org/2000/svg";

function fill(made, parts, children) {
  for (const [name, value] of Object.entries(parts || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  add(made, children);
  return made;
}

function add(made, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === undefined || child === null || child === false || child === "") continue;
    made.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return made;
}

const el = (name, parts, ...children) => fill(document.createElement(name), parts, children);
const svg = (name, parts, ...children) => fill(document.createElementNS(SVG, name), parts, children);

// The name of a file or a field, which breaks behind its parts rather than within a word.
const breaking = (name) => (name.match(/[^/\\._]*[/\\._]*/g) || []).filter(Boolean).flatMap((part, k) => (k ? [el("wbr"), part] : [part]));

let drawings = 0;

// A drawing with its title and description, for those who do not see it; `side` is what marks at
// the ends may reach beyond its width.
function drawing(width, height, title, description, children, label, side = 0) {
  drawings += 1;
  const [named, told] = [`title-${drawings}`, `told-${drawings}`];
  return svg("svg", {
    viewBox: `${-side} 0 ${width + 2 * side} ${height}`, class: label || "drawing", role: "img",
    "aria-labelledby": named, "aria-describedby": told,
  }, svg("title", { id: named }, title), svg("desc", { id: told }, description), children);
}

// A table: heads and rows of cells; a cell may be text, an element, or {of, class}. Where there is
// little room each row is a card, its cells under one another with the words of their heads: the
// roles say then that it is a table still.
function table(caption, heads, rows, parts) {
  const taken = (what) => (what && what.of !== undefined ? what : { of: what });
  const cell = (tag, what, more) => el(tag, { class: taken(what).class, ...more }, taken(what).of);
  const words = heads.map((head) => (taken(head).of instanceof Node ? taken(head).of.textContent : taken(head).of));
  return el("table", { ...parts, class: `cards ${(parts && parts.class) || ""}`.trim(), role: "table" },
    el("caption", { class: "away" }, caption),
    el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, heads.map((head) => cell("th", head, { scope: "col", role: "columnheader" })))),
    el("tbody", { role: "rowgroup" }, rows.map((row) => el("tr", { role: "row" }, row.map((what, k) =>
      k === 0 ? cell("th", what, { scope: "row", role: "rowheader" })
        : cell("td", what, { role: "cell", "data-head": isEmpty(taken(what).of) ? null : words[k] }))))));
}

const isEmpty = (what) => what === null || what === undefined || what === "" || what === false;

const asTable = (caption, heads, rows) =>
  el("details", { class: "as-table" }, el("summary", {}, "As a table"), table(caption, heads, rows));

const away = (text) => el("span", { class: "away" }, text);
