// What the form reads of the document at work: the value at a place, how long a list is, what was found there.
import { work } from "../app_parts";
import { type Code, type Finding, type State } from "../contract";
import { usePart } from "../told";
import { type Paper } from "../work";

const NONE: Finding[] = [];

/** Findings by the place they are about, the missing ones too; made once for each state. */
const byPlace = new WeakMap<State, Map<string, Finding[]>>();

export function findingsByPlace(state: State): Map<string, Finding[]> {
  let found = byPlace.get(state);
  if (!found) {
    found = new Map();
    for (const finding of state.report.findings) {
      const there = found.get(finding.pointer);
      if (there) there.push(finding);
      else found.set(finding.pointer, [finding]);
    }
    byPlace.set(state, found);
  }
  return found;
}

export const valueIn = (paper: Paper | null, at: string): string => paper?.drafts.values.get(at) ?? paper?.refused.get(at)?.typed ?? paper?.state?.values[at] ?? "";

export const lengthIn = (paper: Paper | null, at: string): number => (paper?.state?.lengths[at] ?? 0) + (paper?.drafts.added.get(at) ?? 0);

export const useValue = (at: string): string => usePart(work.paper, (paper) => valueIn(paper, at));

export const useLength = (at: string): number => usePart(work.paper, (paper) => lengthIn(paper, at));

export const useRefused = (at: string): string => usePart(work.paper, (paper) => paper?.refused.get(at)?.why ?? "");

const sameFindings = (a: Finding[], b: Finding[]): boolean =>
  a === b || (a.length === b.length && a.every((one, k) => one === b[k] || JSON.stringify(one) === JSON.stringify(b[k])));

/** What was found at a place, without the questions for a person, which have a page of their own. */
export const useFindings = (at: string): Finding[] =>
  usePart(work.paper, (paper) => (paper?.state ? (findingsByPlace(paper.state).get(at) ?? NONE) : NONE), sameFindings);

/** The places that the document names or something was found at, and all above them; made once for each state. */
const named = new WeakMap<State, Set<string>>();

function namedIn(state: State): Set<string> {
  let places = named.get(state);
  if (!places) {
    places = new Set();
    const all = [Object.keys(state.values), Object.keys(state.lengths), state.blanks, state.report.findings.map((one) => one.pointer)];
    for (const pointer of all.flat())
      for (let at = pointer; at !== "" && !places.has(at); at = at.slice(0, at.lastIndexOf("/"))) places.add(at);
    named.set(state, places);
  }
  return places;
}

/** Whether a place is part of this document; what else the form has is out of the way until it is wanted. */
export const isNamed = (paper: Paper | null, at: string): boolean =>
  !paper?.state || namedIn(paper.state).has(at) || paper.drafts.values.has(at) || paper.drafts.added.has(at);

export interface Tally {
  wrong: number;
  missing: number;
  open: number;
  filled: number;
}

const NOTHING: Tally = { wrong: 0, missing: 0, open: 0, filled: 0 };
const KINDS: Partial<Record<Code, keyof Tally>> = { missing: "missing", error: "wrong", warning: "wrong", open: "open" };
const tallies = new WeakMap<State, Map<string, Tally>>();

/** What every section of the form has, so its head can say it while it is folded; counted once for each state. */
function talliesOf(state: State): Map<string, Tally> {
  let counted = tallies.get(state);
  if (!counted) {
    counted = new Map();
    const add = (pointer: string, what: keyof Tally) => {
      const end = pointer.indexOf("/", 1);
      const section = end < 0 ? pointer : pointer.slice(0, end);
      const tally = counted!.get(section) ?? { ...NOTHING };
      tally[what] += 1;
      counted!.set(section, tally);
    };
    for (const { pointer, code } of state.report.findings) if (KINDS[code]) add(pointer, KINDS[code]);
    for (const pointer of Object.keys(state.values)) add(pointer, "filled");
    tallies.set(state, counted);
  }
  return counted;
}

const sameTally = (a: Tally, b: Tally) => a.wrong === b.wrong && a.missing === b.missing && a.open === b.open && a.filled === b.filled;

export const useTally = (at: string): Tally => usePart(work.paper, (paper) => (paper?.state && talliesOf(paper.state).get(at)) || NOTHING, sameTally);

export const pointerPart = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");

/** The id of the element of a field. */
export const idOf = (at: string): string => `at${at}`;
