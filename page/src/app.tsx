// The frame of the page: its parts, what is at work, how far the checker is.
import { useEffect, useRef } from "preact/hooks";
import { BeginPage } from "./begin";
import { door, goTo, place, work } from "./app_parts";
import { FormPage } from "./form/form";
import { HandOnPage } from "./hand_on";
import { JudgePage } from "./judge";
import { saved, startAgain } from "./keeping";
import { LawPage } from "./law";
import { ReviewPage } from "./review";
import { usePart, useTold } from "./told";
import { Colours } from "./colours";

const PAGES = [
  ["begin", "Begin", BeginPage],
  ["form", "Fill in", FormPage],
  ["judge", "Judge", JudgePage],
  ["keep", "Keep and hand on", HandOnPage],
  ["review", "Review many", ReviewPage],
  ["law", "Ask the law", LawPage],
] as const;

export function App() {
  const where = usePart(place, (now) => now.split("/")[0]);
  const [name, title, Page] = PAGES.find(([one]) => one === where) ?? PAGES[0];
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    document.title = `${title} · Documents under Perkins V`;
    if (!first.current && !place.now.includes("/")) main.current?.focus({ preventScroll: true });
    if (!first.current) scrollTo(0, 0);
    first.current = false;
  }, [name]);
  useKeys();
  return <>
    <header class="top">
      <nav aria-label="Parts of the page">{PAGES.map(([one, word]) => <a key={one} href={`#/${one}`} aria-current={one === name ? "page" : undefined}>{word}</a>)}</nav>
      <div class="tools"><Colours /></div>
    </header>
    <Progress />
    <Notice />
    <AtWork />
    <main id="main" ref={main} tabIndex={-1}><Page /></main>
    <footer class="foot soft small"><p>Nothing that is typed or opened here leaves this computer: the page has no server to send it to.
      It is no legal advice: the Department decides.</p></footer>
  </>;
}

/** How far the checker is; nothing once it is there. */
function Progress() {
  const phase = useTold(door.phase);
  if (phase.is === "ready") return null;
  if (phase.is === "loading") return <div class="progress"><div class="bar" aria-hidden="true" /><p class="small soft" role="status">{phase.step} … You can begin to type.</p></div>;
  return <div class="failed" role="alert"><h2>The checker could not be started</h2><p>{phase.why}</p><p>{phase.todo}</p>
    <p><button type="button" onClick={startAgain}>Try again</button></p></div>;
}

function Notice() {
  const notice = useTold(work.notice);
  return <div role="alert">{notice && <p class="notice">{notice} <button type="button" class="quiet" onClick={() => work.notice.set("")}>Close<span class="away"> this message</span></button></p>}</div>;
}

const SAVED = { "": "", saving: "Keeping …", kept: "Kept in this browser", "not kept": "This browser keeps nothing: download what you want to keep" };

/** The document at work: its name, whether it is kept, undo and redo. */
function AtWork() {
  const name = usePart(work.paper, (paper) => paper && (paper.state?.title || paper.name || "A new document"));
  const file = usePart(work.paper, (paper) => paper?.name ?? "");
  const can = useTold(work.history.can);
  const kept = useTold(saved);
  if (!name) return null;
  return <div class="at-work" role="region" aria-label="The document at work">
    <p><a href="#/form"><b>{name}</b></a> <span class="soft small">{file}</span></p>
    <p class="tools"><span class={`small ${kept === "not kept" ? "mark warning" : "soft"}`} role="status">{SAVED[kept]}</span>
      <button type="button" disabled={!can.back} onClick={() => void work.step(true)}>Undo</button>
      <button type="button" disabled={!can.forth} onClick={() => void work.step(false)}>Redo</button></p>
  </div>;
}

/** Ctrl+Z takes back a step of the document, also in a field: each pause in typing made one. */
function useKeys(): void {
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || !isOfForm(event.target)) return;
      const isBack = event.key.toLowerCase() === "z" && !event.shiftKey;
      const isForth = (event.key.toLowerCase() === "z" && event.shiftKey) || event.key.toLowerCase() === "y";
      if (event.key.toLowerCase() === "s" && work.paper.now) goTo("keep");
      else if (isBack || isForth) void work.step(isBack);
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  }, []);
}

/** Other fields than those of the form have their own undo. */
const isOfForm = (target: EventTarget | null): boolean =>
  !(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) || target.id.startsWith("at/");
