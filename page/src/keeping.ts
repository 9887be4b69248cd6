// Keeps the document at work in this browser as it changes, and brings it back.
import { door, work } from "./app_parts";
import { type State } from "./contract";
import { isEmpty, type Drafts } from "./drafts";
import { hold, letGo, newId } from "./held";
import { keep, readKept, type Kept } from "./kept";
import { Told } from "./told";
import { type Paper } from "./work";

const PAUSE = 400; // milliseconds
const LARGE = 500_000; // letters: of more the text alone is kept, and less often
const LONG_PAUSE = 3000;

export const saved = new Told<"" | "saving" | "kept" | "not kept">("");

let version = 0; // of what this tab wrote last
let pause = 0;
let writing: Promise<void> = Promise.resolve();
let last: Paper | null = null;

export function beginKeeping(): void {
  work.paper.listen(() => {
    const paper = work.paper.now;
    if (paper?.id !== last?.id) follow(paper);
    const isChanged = paper !== last && paper?.state != null && isWorth(paper);
    last = paper;
    if (!isChanged) return;
    saved.set("saving");
    clearTimeout(pause);
    pause = window.setTimeout(keepNow, paper.state.text.length > LARGE ? LONG_PAUSE : PAUSE);
  });
  document.addEventListener("visibilitychange", () => document.hidden && last && saved.now === "saving" && keepNow());
}

/** What was only looked at is not kept: others may use this computer too. */
function isWorth(paper: Paper): boolean {
  const { back, forth } = work.history.can.now;
  return version > 0 || back || forth || !isEmpty(paper.drafts) || paper.determinations !== null;
}

let expected: { id: string; version: number } | null = null;

function follow(paper: Paper | null): void {
  clearTimeout(pause);
  version = paper && expected?.id === paper.id ? expected.version : 0;
  expected = null;
  saved.set("");
  if (paper) void hold(paper.id);
  else letGo();
}

function keepNow(): void {
  clearTimeout(pause);
  writing = writing.then(write);
}

async function write(): Promise<void> {
  const paper = work.paper.now;
  if (!paper?.state) return;
  try {
    const written = await keep(record({ ...paper, state: paper.state }));
    if (work.paper.now?.id !== paper.id) return;
    if (written === null) apart(paper);
    else {
      version = written;
      if (work.paper.now === paper) saved.set("kept");
    }
  } catch {
    saved.set("not kept");
  }
}

/** Another tab wrote the same document: this tab goes on with a copy of its own. */
function apart(paper: Paper): void {
  expected = null;
  work.paper.set({ ...paper, id: newId() });
  work.notice.set("This document was changed in another tab too. So that neither loses anything, this tab now keeps a copy of its own.");
}

function record(paper: Paper & { state: State }): Kept {
  const { id, name, type, kind, state, drafts, determinations } = paper;
  const { text } = state;
  return { id, version, name, type, kind, text, state: text.length > LARGE ? null : state, determinations, saved: 0, title: state.title, drafts: [...drafts.values] };
}

/** Goes on with what is kept; with `copy` under a new id, beside the tab that has it. */
export async function goOn(id: string, copy: boolean): Promise<void> {
  const one = await readKept(id);
  if (!one) throw new Error("It is no longer kept in this browser.");
  expected = copy ? null : { id: one.id, version: one.version };
  const { name, type, kind, state, text, determinations } = one;
  const drafts: Drafts = { values: new Map(one.drafts), added: new Map() };
  work.goOn({ id: copy ? newId() : one.id, name, type, kind: state && kind, state, determinations, drafts, refused: new Map() }, text);
}

/** What was typed is kept when the checker is started again, and goes to the new one. */
export function startAgain(): void {
  door.start();
  work.resume();
}
