// Dates in their order, what was open between two of them, and the limits that rules set them.
const DAY = 86400000;
const dayOf = (text) => Date.parse(`${text}T00:00:00Z`) / DAY;
const LABELS = 300;

function timeScale(days, width) {
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const space = Math.max(3, (last - first) * 0.03);
  return (day) => LABELS + ((width - LABELS) * (day - first + space)) / (last - first + 2 * space);
}

// The first days of months, quarters or years, so that there are no more than nine.
function axisDays(days) {
  const [first, last] = [new Date(Math.min(...days) * DAY), new Date(Math.max(...days) * DAY)];
  const months = (last.getUTCFullYear() - first.getUTCFullYear()) * 12 + last.getUTCMonth() - first.getUTCMonth();
  const step = [1, 2, 3, 6, 12, 24, 60, 120].find((count) => months / count <= 8) || 240;
  const found = [];
  const start = first.getUTCFullYear() * 12 + (step >= 12 ? 0 : first.getUTCMonth());
  for (let month = start + (step >= 12 ? 12 : 1); month <= last.getUTCFullYear() * 12 + last.getUTCMonth(); month += step) {
    const day = Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY;
    found.push([day, `${Math.floor(month / 12)}-${String(month % 12 + 1).padStart(2, "0")}`]);
  }
  return found;
}

const shortened = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

function timelineDrawing(dates, windows) {
  const inside = new Set(windows.flatMap((one) => [`${one.path}/opened`, `${one.path}/closed`]));
  const ofWindow = (one, end) => dates.find((date) => date.path === `${one.path}/${end}`);
  const tracks = [
    ...windows.map((one) => ({ day: dayOf(one.from), title: one.title, window: one,
      bounds: ["opened", "closed"].flatMap((end) => (ofWindow(one, end) || { bounds: [] }).bounds) })),
    ...dates.filter((date) => !inside.has(date.path)).map((date) => ({ day: dayOf(date.date), title: date.title, bounds: date.bounds })),
  ].sort((a, b) => a.day - b.day);
  const days = tracks.flatMap((track) => [track.day, ...(track.window ? [dayOf(track.window.to)] : []), ...track.bounds.map((bound) => dayOf(bound.limit))]);
  const width = 860, row = 24, height = tracks.length * row + 34;
  const x = timeScale(days, width);
  const isOff = (track) => track.bounds.some((bound) => !bound.ok && bound.severity === "error");
  const story = tracks.map((track) => `${track.window ? `${track.window.from} to ${track.window.to}` : new Date(track.day * DAY).toISOString().slice(0, 10)} ${track.title}`).join("; ");
  return drawing(width, height, "Timeline of the dates", `${story}.`, [
    axisDays(days).map(([day, text]) => [
      svg("line", { x1: x(day), x2: x(day), y1: 4, y2: height - 20, class: "grid" }),
      svg("text", { x: x(day), y: height - 4, "text-anchor": "middle" }, text)]),
    tracks.map((track, k) => {
      const y = k * row + 16;
      return [
        svg("text", { x: 0, y: y + 4 }, shortened(track.title, 46)),
        svg("line", { x1: LABELS, x2: width, y1: y, y2: y, class: "track" }),
        track.window && svg("rect", { x: x(track.day), y: y - 6, height: 12, rx: 2, class: isOff(track) ? "window off" : "window",
          width: Math.max(2, x(dayOf(track.window.to)) - x(track.day)) }),
        !track.window && svg("circle", { cx: x(track.day), cy: y, r: 5, class: isOff(track) ? "day off" : "day" }),
        track.bounds.map((bound) => {
          const at = x(dayOf(bound.limit)), way = isCap(bound) ? -1 : isFloor(bound) ? 1 : 0;
          return svg("g", { class: `limit ${bound.ok ? "ok" : "off"}` },
            svg("line", { x1: at, x2: at, y1: y - 9, y2: y + 9 }),
            way !== 0 && svg("path", { d: `M${at} ${y - 9} l${5 * way} 0 M${at} ${y + 9} l${5 * way} 0` }));
        })];
    }),
  ], "timeline");
}

function timelinePart({ dates, windows }) {
  if (!dates) return null;
  const open = windows || [];
  const days = (one) => Math.round(dayOf(one.to) - dayOf(one.from)) + 1;
  const listed = [...dates].sort((a, b) => dayOf(a.date) - dayOf(b.date));
  return el("section", { "aria-labelledby": "timeline" },
    el("h2", { id: "timeline" }, "Dates"),
    el("figure", {},
      el("div", { class: "scroll wide", role: "region", "aria-label": "Timeline of the dates", tabindex: "0" }, timelineDrawing(dates, open)),
      el("figcaption", { class: "soft small" }, "A bracket marks the last or first day that a rule allows; it opens to the side that is allowed. ",
        open.map((one) => `${one.title}: ${many(days(one), "day")}, both ends counted. `)),
      asTable("Dates and their limits", ["Date", "What", "Limits"], listed.map((one) => [one.date, one.title, boundList(one.bounds, (text) => text)]))));
}
