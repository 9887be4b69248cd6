// Dates in their order, what was open between two of them, and the limits that rules set them.
const DAY = 86400000;
const dayOf = (text) => Date.parse(`${text}T00:00:00Z`) / DAY;
// Labels stand beside the tracks, or above them where there is little room: never cut.
const WIDE = { width: 860, labels: 300, letters: 44 };
const NARROW = { width: 350, labels: 0, letters: 50 };
const EDGE = 26;

function timeScale(days, { width, labels }) {
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const space = Math.max(3, (last - first) * 0.03);
  return (day) => labels + EDGE + ((width - labels - 2 * EDGE) * (day - first + space)) / (last - first + 2 * space);
}

// The first days of months, quarters or years, so that there are no more than nine.
function axisDays(days, most) {
  const [first, last] = [new Date(Math.min(...days) * DAY), new Date(Math.max(...days) * DAY)];
  const months = (last.getUTCFullYear() - first.getUTCFullYear()) * 12 + last.getUTCMonth() - first.getUTCMonth();
  const step = [1, 2, 3, 6, 12, 24, 60, 120].find((count) => months / count <= most) || 240;
  const found = [];
  const start = first.getUTCFullYear() * 12 + (step >= 12 ? 0 : first.getUTCMonth());
  for (let month = start + (step >= 12 ? 12 : 1); month <= last.getUTCFullYear() * 12 + last.getUTCMonth(); month += step) {
    const day = Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY;
    found.push([day, `${Math.floor(month / 12)}-${String(month % 12 + 1).padStart(2, "0")}`]);
  }
  return found;
}

// A label in lines of so many letters at most; a word that is longer is broken.
function linesOf(text, most) {
  const words = text.split(" ").flatMap((word) => word.match(new RegExp(`.{1,${most}}`, "gu")) || []);
  return words.reduce((lines, word) => {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
    return lines;
  }, []);
}

function timelineDrawing(dates, windows, layout) {
  const inside = new Set(windows.flatMap((one) => [`${one.path}/opened`, `${one.path}/closed`]));
  const ofWindow = (one, end) => dates.find((date) => date.path === `${one.path}/${end}`);
  const tracks = [
    ...windows.map((one) => ({ day: dayOf(one.from), title: one.title, window: one,
      bounds: ["opened", "closed"].flatMap((end) => (ofWindow(one, end) || { bounds: [] }).bounds) })),
    ...dates.filter((date) => !inside.has(date.path)).map((date) => ({ day: dayOf(date.date), title: date.title, bounds: date.bounds })),
  ].sort((a, b) => a.day - b.day);
  const days = tracks.flatMap((track) => [track.day, ...(track.window ? [dayOf(track.window.to)] : []), ...track.bounds.map((bound) => dayOf(bound.limit))]);
  const { width, labels, letters } = layout;
  const heightOf = (lines) => (labels ? Math.max(24, lines.length * 15 + 8) : lines.length * 15 + 26);
  const told = tracks.map((track) => linesOf(track.title, letters));
  const tops = told.reduce((all, lines) => [...all, all[all.length - 1] + heightOf(lines)], [4]);
  const height = tops[tops.length - 1] + 30;
  const x = timeScale(days, layout);
  const isOff = (track) => track.bounds.some((bound) => !bound.ok && bound.severity === "error");
  const story = tracks.map((track) => `${track.window ? `${track.window.from} to ${track.window.to}` : new Date(track.day * DAY).toISOString().slice(0, 10)} ${track.title}`).join("; ");
  return drawing(width, height, "Timeline of the dates", `${story}.`, [
    axisDays(days, labels ? 8 : 4).map(([day, text]) => [
      svg("line", { x1: x(day), x2: x(day), y1: 4, y2: height - 20, class: "grid" }),
      svg("text", { x: x(day), y: height - 4, "text-anchor": "middle" }, text)]),
    tracks.map((track, k) => {
      const lines = told[k], y = labels ? tops[k] + heightOf(lines) / 2 : tops[k + 1] - 12;
      const first = labels ? y + 4 - (lines.length - 1) * 7.5 : tops[k] + 12;
      return [
        svg("text", {}, lines.map((line, n) => svg("tspan", { x: 0, y: first + n * 15 }, line))),
        svg("line", { x1: labels, x2: width, y1: y, y2: y, class: "track" }),
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
  ], labels ? "timeline wide" : "timeline narrow");
}

function timelinePart({ dates, windows }) {
  if (!dates) return null;
  const open = windows || [];
  const days = (one) => Math.round(dayOf(one.to) - dayOf(one.from)) + 1;
  const listed = [...dates].sort((a, b) => dayOf(a.date) - dayOf(b.date));
  return el("section", { "aria-labelledby": "timeline" },
    el("h2", { id: "timeline" }, "Dates"),
    el("figure", {},
      timelineDrawing(dates, open, WIDE), timelineDrawing(dates, open, NARROW),
      el("figcaption", { class: "soft small" }, "A bracket marks the last or first day that a rule allows; it opens to the side that is allowed. ",
        open.map((one) => `${one.title}: ${many(days(one), "day")}, both ends counted. `)),
      asTable("Dates and their limits", ["Date", "What", "Limits"], listed.map((one) => [one.date, one.title, boundList(one.bounds, (text) => text)]))));
}
