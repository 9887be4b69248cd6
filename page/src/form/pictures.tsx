// Pictures of the budget, the levels and the dates: drawn by the scripts of the HTML report, as they are.
import { useLayoutEffect, useRef } from "preact/hooks";
import { budgetPart, levelsPart, setLaws, timelinePart } from "report:drawings";
import { work } from "../app_parts";
import { type Drawn, type State } from "../contract";
import { usePart } from "../told";

const PARTS = { budget: budgetPart, levels: levelsPart, dates: timelinePart };
type Which = keyof typeof PARTS;

/** The section in which each picture stands: where most of its figures do. */
function sectionOf(drawn: Drawn, which: Which): string | null {
  const paths = which === "budget" ? drawn.budget?.lines : which === "levels" ? drawn.levels : drawn.dates;
  const first = paths?.find((one) => one.path)?.path;
  return first ? `/${first.split("/")[1]}` : null;
}

export const drawnIn = (drawn: Drawn | null, at: string): Which[] =>
  drawn ? (Object.keys(PARTS) as Which[]).filter((which) => sectionOf(drawn, which) === at) : [];

export const hasDrawing = (drawn: Drawn | null, at: string): boolean => drawnIn(drawn, at).length > 0;

export function DrawnPart({ at }: { at: string }) {
  const which = usePart(work.paper, (paper) => drawnIn(paper?.state?.report.drawn ?? null, at).join(" "));
  return <>{which.split(" ").filter(Boolean).map((one) => <Picture key={one} which={one as Which} />)}</>;
}

/** Drawn again only when what it shows has changed, and not while the focus is in it. */
function Picture({ which }: { which: Which }) {
  const frame = useRef<HTMLDivElement>(null);
  const shown = useRef("");
  const state = usePart(work.paper, (paper) => paper?.state ?? null);
  useLayoutEffect(() => {
    const draw = () => drawInto(frame.current!, which, state, shown);
    draw();
    frame.current!.addEventListener("focusout", draw);
    return () => frame.current?.removeEventListener("focusout", draw);
  }, [state, which]);
  return <div class="picture" ref={frame} />;
}

function drawInto(frame: HTMLElement, which: Which, state: State | null, shown: { current: string }): void {
  const { drawn, laws } = state?.report ?? { drawn: null, laws: [] };
  const figures = JSON.stringify([drawn?.[which], which === "dates" ? drawn?.windows : null]);
  if (figures === shown.current || frame.contains(document.activeElement)) return;
  shown.current = figures;
  setLaws(laws);
  const open = [...frame.querySelectorAll("details")].map((one) => one.open);
  const part = drawn && PARTS[which](drawn);
  frame.replaceChildren(...(part ? [part] : []));
  frame.querySelectorAll("details").forEach((one, k) => (one.open = open[k] ?? false));
}
