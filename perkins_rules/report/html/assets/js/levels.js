// Levels over the years, against the baseline, what was reached, and the tests of the rules.
const LINES = { levels: "Level", state: "State level", actual: "Reached" };

function levelDrawing(row) {
  const [width, height, bottom, top] = [330, 190, 24, 12];
  const years = [...new Set(row.points.map((point) => point.year))].sort((a, b) => a - b);
  const tests = row.points.flatMap((point) => point.bounds.map((bound) => figureOf(bound.limit)));
  const values = [...row.points.map((point) => figureOf(point.value)), ...tests];
  if (row.baseline) values.push(figureOf(row.baseline));
  let [low, high] = [Math.min(...values), Math.max(...values)];
  const space = (high - low) * 0.12 || 1;
  low -= space;
  high += space;
  const ticks = [0, 1, 2, 3].map((k) => low + space / 2 + ((high - low - space) * k) / 3);
  const labels = ticks.map((value) => value.toFixed(high - low < 1 ? 2 : 1));
  const left = 9 + 7 * Math.max(...labels.map((text) => text.length));
  const x = (year) => (years.length < 2 ? left + (width - left) / 2
    : left + 16 + ((width - left - 32) * (year - years[0])) / (years[years.length - 1] - years[0]));
  const y = (value) => top + ((height - bottom - top) * (high - value)) / (high - low);
  const lineOf = (which) => row.points.filter((point) => point.line === which);
  const path = (points) => points.map((point, k) => `${k ? "L" : "M"}${x(point.year).toFixed(1)} ${y(figureOf(point.value)).toFixed(1)}`).join("");
  const isOff = (point) => point.bounds.some((bound) => !bound.ok && bound.severity === "error");
  const every = Math.ceil(years.length / 6);
  return drawing(width, height, `${row.code} ${row.name}`.trim() || "Levels", levelStory(row), [
    ticks.map((value, k) => [
      svg("line", { x1: left, x2: width, y1: y(value), y2: y(value), class: "grid" }),
      svg("text", { x: left - 6, y: y(value) + 4, "text-anchor": "end" }, labels[k])]),
    years.map((year, k) => k % every === 0 && svg("text", { x: x(year), y: height - 6, "text-anchor": "middle" }, year)),
    row.baseline && svg("line", { x1: left, x2: width, y1: y(figureOf(row.baseline)), y2: y(figureOf(row.baseline)), class: "baseline" }),
    ["state", "levels", "actual"].map((which) => svg("path", { d: path(lineOf(which)), class: `series ${which}` })),
    row.points.map((point) => point.bounds.map((bound) => svg("line", { x1: x(point.year) - 8, x2: x(point.year) + 8,
      y1: y(figureOf(bound.limit)), y2: y(figureOf(bound.limit)), class: `limit ${bound.ok ? "ok" : "off"}` }))),
    row.points.map((point) => (point.line === "actual"
      ? svg("rect", { x: x(point.year) - 3.5, y: y(figureOf(point.value)) - 3.5, width: 7, height: 7, class: "point actual" })
      : svg("circle", { cx: x(point.year), cy: y(figureOf(point.value)), r: 3.5, class: `point ${point.line}` }))),
    row.points.filter(isOff).map((point) => svg("circle", { cx: x(point.year), cy: y(figureOf(point.value)), r: 8, class: "ring" })),
  ], "level-drawing");
}

function levelStory(row) {
  const said = Object.keys(LINES).map((which) => {
    const points = row.points.filter((point) => point.line === which);
    if (!points.length) return "";
    return `${LINES[which]}: ${points.map((point) => `${point.year} ${levelText(point.value, row.unit)}`).join(", ")}.`;
  });
  const baseline = row.baseline ? `Baseline ${levelText(row.baseline, row.unit)}. ` : "";
  return baseline + said.filter(Boolean).join(" ");
}

function levelFigure(row) {
  const shown = (text) => levelText(text, row.unit);
  return el("figure", { class: "level" },
    el("figcaption", {}, el("b", {}, row.code), " ", row.name),
    levelDrawing(row),
    asTable(`Levels of ${row.code}`, ["Year", "What", { of: "Figure", class: "number" }, "Tests"], [
      ...(row.baseline ? [["Baseline", "–", { of: shown(row.baseline), class: "number" }, ""]] : []),
      ...row.points.map((point) => [point.year, LINES[point.line], { of: shown(point.value), class: "number" }, boundList(point.bounds, shown)])]));
}

function levelsPart({ levels }) {
  if (!levels) return null;
  const has = (which) => levels.some((row) => row.points.some((point) => point.line === which));
  const sample = (...what) => svg("svg", { viewBox: "0 0 24 12", class: "swatch wide", "aria-hidden": "true" }, what);
  const key = [
    has("levels") && [sample(svg("path", { d: "M1 6H23", class: "series levels" }), svg("circle", { cx: 12, cy: 6, r: 3.5, class: "point levels" })), "level"],
    has("actual") && [sample(svg("path", { d: "M1 6H23", class: "series actual" }), svg("rect", { x: 8.5, y: 2.5, width: 7, height: 7, class: "point actual" })), "reached"],
    has("state") && [sample(svg("path", { d: "M1 6H23", class: "series state" }), svg("circle", { cx: 12, cy: 6, r: 3.5, class: "point state" })), "State level"],
    levels.some((row) => row.baseline) && [sample(svg("line", { x1: 1, x2: 23, y1: 6, y2: 6, class: "baseline" })), "baseline"],
    [sample(svg("line", { x1: 4, x2: 20, y1: 6, y2: 6, class: "limit ok" })), "what a rule tests it against"],
    [sample(svg("circle", { cx: 12, cy: 6, r: 5, class: "ring" })), "a test failed"],
  ];
  return el("section", { "aria-labelledby": "levels" },
    el("h2", { id: "levels" }, "Levels over the years"),
    el("ul", { class: "legend" }, key.filter(Boolean).map((one) => el("li", {}, one))),
    el("div", { class: "levels" }, levels.map(levelFigure)));
}
