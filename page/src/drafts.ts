// What is typed and not yet in the document: shown at once, and sent when the typing pauses.
import { type Operation } from "./contract";

export interface Drafts {
  readonly values: ReadonlyMap<string, string>;
  readonly added: ReadonlyMap<string, number>; // entries at the end of lists
}

export const NO_DRAFTS: Drafts = { values: new Map(), added: new Map() };

export const withValue = (drafts: Drafts, at: string, value: string): Drafts => ({ ...drafts, values: new Map(drafts.values).set(at, value) });

export const withAdded = (drafts: Drafts, at: string, count: number): Drafts => ({
  ...drafts,
  added: new Map(drafts.added).set(at, (drafts.added.get(at) ?? 0) + count),
});

export const isEmpty = (drafts: Drafts): boolean => drafts.values.size === 0 && drafts.added.size === 0;

/** The operations that bring them into the document: first the new entries, then what stands in them. */
export function operationsOf(drafts: Drafts): Operation[] {
  const adds = [...drafts.added].flatMap(([at, count]) => Array.from({ length: count }, (): Operation => ({ op: "add", at })));
  const sets = [...drafts.values].map(([at, value]): Operation => (value.trim() === "" ? { op: "clear", at } : { op: "set", at, value }));
  return [...adds, ...sets];
}

/** The draft that an operation came from. */
export const draftsOf = (one: Operation): Drafts => ({
  values: new Map(one.op === "set" ? [[one.at, one.value]] : one.op === "clear" ? [[one.at, ""]] : []),
  added: new Map(one.op === "add" ? [[one.at, 1]] : []),
});

/** What was typed since `sent` went to the document. */
export function since(drafts: Drafts, sent: Drafts): Drafts {
  const values = new Map([...drafts.values].filter(([at, value]) => sent.values.get(at) !== value));
  const added = new Map([...drafts.added].map(([at, count]) => [at, count - (sent.added.get(at) ?? 0)] as const).filter(([, count]) => count > 0));
  return { values, added };
}

/** The drafts after an entry is gone: those in it go too, those behind it move up. */
export function withoutEntry(drafts: Drafts, entry: string): Drafts {
  const cut = entry.lastIndexOf("/");
  const [list, gone] = [entry.slice(0, cut), Number(entry.slice(cut + 1))];
  const moved = (at: string): string | null => {
    if (!at.startsWith(`${list}/`)) return at;
    const [index = "", ...rest] = at.slice(list.length + 1).split("/");
    if (Number(index) === gone) return null;
    return Number(index) < gone ? at : [list, Number(index) - 1, ...rest].join("/");
  };
  const kept = <T>(parts: ReadonlyMap<string, T>) =>
    new Map([...parts].flatMap(([at, part]) => { const to = moved(at); return to === null ? [] : [[to, part] as const]; }));
  return { values: kept(drafts.values), added: kept(drafts.added) };
}
