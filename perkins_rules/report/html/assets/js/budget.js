// The budget drawn: the allocation divided, and each line against the limits that rules set it.
const RELATIONS = { at_most: "at most", less_than: "less than", at_least: "at least", more_than: "more than", is: "equal to" };
const isCap = (bound) => bound.is === "at_most" || bound.is === "less_than";
const isFloor = (bound) => bound.is === "at_least" || bound.is === "more_than";

const lineName = (line) => (line.guide.includes("line ") ? `Line ${line.guide.split("line ")[1]}: ` : "") + line.title;

function boundText(bound, shown) {
  return el("li", { class: bound.ok ? "ok" : `off ${bound.severity}` },
    el("span", { "aria-hidden": "true" }, bound.ok ? "✓ " : bound.severity === "error" ? "✗ " : "! "),
    away(bound.ok ? "kept: " : "not kept: "),
    `${RELATIONS[bound.is]} ${shown(bound.limit)}${bound.below ? `, give or take less than ${shown(bound.below)}` : ""}`,
    Number.isInteger(bound.law) && el("span", { class: "soft" }, " (", lawPlace(bound.law), ")"));
}

const boundList = (bounds, shown) =>
  bounds.length ? el("ul", { class: "bounds" }, bounds.map((bound) => boundText(bound, shown))) : null;

// A bar with the part that the limits leave shaded, and each limit marked.
function lineDrawing(line, room) {
  if (!line.bounds.length && !room) return null;
  const [width, height] = [240, 22];
  const amount = figureOf(line.amount);
  const limits = line.bounds.map((bound) => figureOf(bound.limit));
  const [least, most] = room ? room.ends.map((end) => (end === null ? null : figureOf(end))) : [null, null];
  const scale = (width - 2) / (Math.max(amount, ...limits, least || 0, most || 0, 0.01) * 1.08);
  const at = (value) => Math.max(0, value) * scale;
  const floor = Math.max(0, ...line.bounds.filter(isFloor).map((bound) => figureOf(bound.limit)));
  const caps = line.bounds.filter(isCap).map((bound) => figureOf(bound.limit));
  const cap = caps.length ? Math.min(...caps) : null;
  const off = line.bounds.some((bound) => !bound.ok && bound.severity === "error");
  return svg("svg", { viewBox: `-2 0 ${width + 4} ${height}`, class: "line-drawing", "aria-hidden": "true" },
    svg("line", { x1: 0, x2: width, y1: 15.5, y2: 15.5, class: "axis" }),
    (cap !== null || floor > 0) && svg("rect", { x: at(floor), y: 4, height: 15, class: "allowed",
      width: Math.max(0, (cap === null ? width : at(cap)) - at(floor)) }),
    svg("rect", { x: 0, y: 7, height: 9, width: at(amount), class: off ? "amount off" : "amount" }),
    line.bounds.map((bound) => svg("line", { x1: at(figureOf(bound.limit)), x2: at(figureOf(bound.limit)), y1: 1, y2: 21,
      class: `limit ${bound.ok ? "ok" : "off"}` })),
    (least !== null || most !== null) && svg("path", { class: "room",
      d: `M${at(least || 0)} 17 v4 H${most === null ? width : at(most)}${most === null ? "" : " v-4"}` }));
}

// How the first line is divided: the sum of parts that a rule holds against it.
function allocationDrawing(budget) {
  const whole = budget.lines[0];
  const sum = budget.sums.find((one) => one.whole === whole.path && one.is === "is");
  if (!sum) return null;
  const lines = sum.parts.map((path) => budget.lines.find((line) => line.path === path)).filter(Boolean);
  const total = Math.max(figureOf(whole.amount), lines.reduce((all, line) => all + figureOf(line.amount), 0));
  if (!(total > 0)) return null;
  const width = 720, height = 60, side = 8, scale = width / total;
  let start = 0;
  const parts = lines.map((line, k) => {
    const from = start;
    start += figureOf(line.amount) * scale;
    const ticks = line.bounds.filter((bound) => isCap(bound) || isFloor(bound)).map((bound) => {
      const x = Math.min(width, from + figureOf(bound.limit) * scale);
      return svg("g", { class: `limit ${bound.ok ? "ok" : "off"}` },
        svg("line", { x1: x, x2: x, y1: 14, y2: 58 }),
        svg("path", { d: isCap(bound) ? `M${x} 10 l-5 -8 h10 z` : `M${x} 2 l-5 8 h10 z` }));
    });
    return [svg("rect", { x: from, y: 20, width: Math.max(0.5, start - from), height: 32, class: `part part-${k % 6}` }), ticks];
  });
  const shares = lines.map((line) => `${line.title} ${money(line.amount)}`).join("; ");
  return el("figure", { class: "allocation" },
    drawing(width, height, `How ${money(whole.amount)} is divided`, `${shares}. Triangles that point down mark caps, those that point up floors.`,
      [parts, svg("line", { x1: figureOf(whole.amount) * scale, x2: figureOf(whole.amount) * scale, y1: 14, y2: 58, class: "whole" })], "drawing", side),
    el("figcaption", {}, el("p", {}, `${whole.title}: `, el("b", {}, money(whole.amount))), el("ul", { class: "legend" }, lines.map((line, k) => el("li", {},
      svg("svg", { viewBox: "0 0 10 10", class: "swatch", "aria-hidden": "true" }, svg("rect", { width: 10, height: 10, class: `part part-${k % 6}` })),
      `${line.title} ${money(line.amount)} (${(100 * figureOf(line.amount) / figureOf(whole.amount)).toFixed(1)}%)`))),
      el("p", { class: "soft small" }, "▼ marks a cap, ▲ a floor, each measured from where its part begins.")));
}

function budgetPart({ budget }, headroom) {
  if (!budget) return null;
  const roomOf = (line) => (headroom || []).find((one) => one.path === line.path);
  const limitsOf = (line) => [boundList(line.bounds, money), roomOf(line) && el("p", { class: "small" }, `Headroom: ${roomOf(line).told}.`)];
  return el("section", { "aria-labelledby": "budget" },
    el("h2", { id: "budget" }, "The budget drawn"),
    allocationDrawing(budget),
    table("Each line of the budget and its limits", ["Line", { of: "Amount", class: "number" }, { of: "Against its limits", class: "drawn" }, "Limits"],
      budget.lines.map((line) => [
        { of: lineName(line), class: `depth-${Math.min(2, line.depth)}` },
        { of: money(line.amount), class: "number" },
        { of: lineDrawing(line, roomOf(line)), class: "drawn" },
        limitsOf(line)])),
    budget.left > 0 && el("p", { class: "soft" }, `${many(budget.left, "further line")} not shown.`),
    el("p", { class: "soft small of-drawn" }, "The shaded part is what the limits leave; a line across marks a limit.",
      headroom && " The bracket below is the headroom: where the line alone can stand with no rule failing."));
}
