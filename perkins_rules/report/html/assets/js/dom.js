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

let drawings = 0;

// A drawing with its title and description, for those who do not see it.
function drawing(width, height, title, description, children, label) {
  drawings += 1;
  const [named, told] = [`title-${drawings}`, `told-${drawings}`];
  return svg("svg", {
    viewBox: `0 0 ${width} ${height}`, class: label || "drawing", role: "img",
    "aria-labelledby": named, "aria-describedby": told,
  }, svg("title", { id: named }, title), svg("desc", { id: told }, description), children);
}

// A table: heads and rows of cells; a cell may be text, an element, or {of, class}.
function table(caption, heads, rows, parts) {
  const cell = (tag, what, scope) => {
    const { of, class: named } = what && what.of !== undefined ? what : { of: what };
    return el(tag, { class: named, scope }, of);
  };
  return el("div", { class: "scroll", role: "region", "aria-label": `${caption}: table`, tabindex: "0" },
    el("table", parts,
      el("caption", { class: "away" }, caption),
      el("thead", {}, el("tr", {}, heads.map((head) => cell("th", head, "col")))),
      el("tbody", {}, rows.map((row) => el("tr", {}, row.map((what, k) =>
        k === 0 ? cell("th", what, "row") : cell("td", what)))))));
}

const asTable = (caption, heads, rows) =>
  el("details", { class: "as-table" }, el("summary", {}, "As a table"), table(caption, heads, rows));

const away = (text) => el("span", { class: "away" }, text);
