// What the rules allow: the smallest lawful change, and how far each figure can move.
const changeText = ({ field, was, now }) => [el("code", {}, field), ": ", el("del", {}, was), " → ", el("ins", {}, now)];

// Of one finding: the changes that settle it, and how many go with them.
function lawfulChange(finding, repair) {
  if (!repair || !repair.settles.includes(finding.id)) return null;
  const own = repair.changes.filter((one) => one.for.includes(finding.id));
  const told = own.length ? own : repair.changes;
  const more = repair.changes.length - told.length;
  return labelled("lawful change", el("ul", { class: "changes" }, told.map((one) => el("li", {}, changeText(one)))),
    more > 0 && el("p", { class: "soft small" }, `It is lawful together with ${many(more, "other change")}: see “The smallest lawful change”.`));
}

function repairPart({ repair }) {
  if (!repair) return null;
  return el("section", { "aria-labelledby": "repair" },
    el("h2", { id: "repair" }, "The smallest lawful change"),
    el("p", {}, coded(repair.said)),
    repair.changes.length > 0 && table("Figures to change", ["Figure", "Line", { of: "Now", class: "number" }, { of: "Proposed", class: "number" }, "Why: else"],
      repair.changes.map((one) => [el("code", {}, breaking(one.field)), number(one.line),
        { of: one.was, class: "number" }, { of: el("b", {}, one.now), class: "number" },
        el("ul", { class: "bounds" }, one.because.map((text) => el("li", {}, coded(text))))])),
    repair.left.length > 0 && el("ul", {}, repair.left.map((text) => el("li", {}, coded(text)))),
    repair.changes.length > 0 && el("p", { class: "soft small" }, "A change of figures moves money: it is the author's decision, and was not made. ", coded(repair.others)));
}

function headroomPart({ headroom }) {
  if (!headroom) return null;
  return el("section", { "aria-labelledby": "headroom" },
    el("h2", { id: "headroom" }, "Headroom"),
    headroom.length === 0 ? el("p", {}, "No rule bounds a figure of its own.")
      : table("How far each figure can move by itself", ["Figure", "Line", { of: "Now", class: "number" }, "It", "Then"],
        headroom.map((one) => [el("code", {}, breaking(one.field)), number(one.line), { of: one.now, class: "number" }, one.told, one.next])),
    el("p", { class: "soft small" }, "Each figure alone, all others standing as they do."));
}
