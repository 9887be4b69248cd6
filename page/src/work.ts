// The document at work: what is typed goes to the checker when the typing pauses, one call after another.
import { calm } from "./calm";
import { type Change, type Operation, type State } from "./contract";
import { Refusal, type Door } from "./door";
import { draftsOf, NO_DRAFTS, operationsOf, since, withAdded, withoutEntry, withValue, type Drafts } from "./drafts";
import { newId } from "./held";
import { History } from "./history";
import { Told } from "./told";

const PAUSE = 250; // milliseconds; after a document that takes long to check, as long as that took
const LONGEST_PAUSE = 4000;

const bytesOf = (text: string | null): Uint8Array | null => (text === null ? null : new TextEncoder().encode(text));

export interface Paper {
  readonly id: string;
  readonly name: string;
  readonly type: string | null;
  readonly kind: string | null; // what was begun
  readonly state: State | null; // null while it is read
  readonly drafts: Drafts;
  readonly refused: ReadonlyMap<string, { why: string; typed: string }>; // by pointer, what the document could not take
  readonly determinations: string | null;
}

export class Work {
  readonly paper = new Told<Paper | null>(null);
  readonly checking = new Told(false);
  readonly notice = new Told("");
  readonly history = new History();
  private queue: Promise<unknown> = Promise.resolve();
  private pause = 0;
  private underWay = 0;
  private took = 0; // the last check, in milliseconds

  constructor(private readonly door: Door) {}

  // ---------------------------------------------------------------- beginning

  /** Begins at once with `state`, as the site was built with it; the checker follows. */
  begin(type: string, kind: string, state: State | null): void {
    this.put({ id: newId(), name: state?.name ?? "", type, kind, state, drafts: NO_DRAFTS, refused: new Map(), determinations: null });
    void this.enqueue(async () => {
      await this.taking(this.door.call("begin", kind));
      await this.send();
    });
  }

  /** Goes on with what was kept: shown as it was, and given to the checker as soon as that is ready. */
  goOn(paper: Paper, text: string): void {
    this.put(paper);
    this.resume(text);
  }

  /** Opens a file; throws a Refusal, and leaves what is at work, where it cannot be read. */
  async open(name: string, data: Uint8Array, determinations: string | null): Promise<void> {
    await this.settled();
    await this.inTurn(async () => {
      const state = await this.door.call("open", name, data, bytesOf(determinations));
      this.put({ id: newId(), name, type: state.type, kind: null, state, drafts: NO_DRAFTS, refused: new Map(), determinations });
    });
  }

  /** What a table gave, or a repair, or a judgement: the document as it is then. */
  async after(step: () => Promise<State>): Promise<void> {
    await this.afterTyping(() => this.taking(step()));
  }

  close(): void {
    clearTimeout(this.pause);
    this.history.clear();
    this.paper.set(null);
  }

  /** After the checker was started again: the same document in it. */
  resume(text = this.paper.now?.state?.text ?? null): void {
    const paper = this.paper.now;
    if (!paper) return;
    this.queue = Promise.resolve();
    void this.enqueue(async () => {
      const { name, kind } = paper;
      if (text !== null) await this.taking(this.door.call("open", name, bytesOf(text)!, bytesOf(paper.determinations)));
      else if (kind) await this.taking(this.door.call("begin", kind));
      await this.send();
    });
  }

  // ---------------------------------------------------------------- editing

  type(at: string, value: string): void {
    this.draft((drafts) => withValue(drafts, at, value), at);
  }

  add(list: string, count = 1): void {
    this.draft((drafts) => withAdded(drafts, list, count), list);
  }

  /** Cells that were pasted: so many new entries, and their values. */
  paste(list: string, more: number, cells: [string, string][]): void {
    this.draft((drafts) => cells.reduce((all, [at, value]) => withValue(all, at, value), more ? withAdded(drafts, list, more) : drafts), list);
  }

  async remove(entry: string): Promise<void> {
    await this.afterTyping(async () => {
      await this.edit([{ op: "remove", at: entry }], (drafts) => withoutEntry(drafts, entry));
    });
  }

  async carryOut(changes: Change[]): Promise<void> {
    await this.after(() => this.door.call("carry_out", changes));
  }

  /** What settles a finding in its place. */
  async mend(id: string): Promise<void> {
    await this.after(() => this.door.call("mend", id));
  }

  /** Another text in the place of the document's. */
  async replace(text: string): Promise<void> {
    await this.after(() => this.door.call("replace", text));
  }

  async step(back: boolean): Promise<void> {
    await this.afterTyping(async () => {
      const now = this.paper.now?.state?.text;
      const text = now === undefined ? undefined : this.history.step(back, now);
      if (text !== undefined) this.show(await this.door.call("replace", text));
    });
  }

  async judge(id: string, answer: string, note: string, by: string): Promise<void> {
    await this.after(() => this.door.call("judge", id, answer, note, by));
    const { text } = await this.door.call("determinations");
    this.change((paper) => ({ ...paper, determinations: text }));
  }

  /** When all that was typed is in the document. */
  async settled(): Promise<void> {
    clearTimeout(this.pause);
    await this.enqueue(() => this.send());
  }

  // ---------------------------------------------------------------- inside

  private draft(changed: (drafts: Drafts) => Drafts, at: string): void {
    this.change((paper) => {
      const refused = new Map(paper.refused);
      refused.delete(at);
      return { ...paper, refused, drafts: changed(paper.drafts) };
    });
    clearTimeout(this.pause);
    this.pause = window.setTimeout(() => void this.enqueue(() => this.send()), Math.max(PAUSE, Math.min(this.took, LONGEST_PAUSE)));
  }

  private async send(): Promise<void> {
    const paper = this.paper.now;
    if (!paper?.state) return;
    const sent = paper.drafts;
    const operations = operationsOf(sent);
    const began = performance.now();
    if (operations.length === 0 || (await this.edit(operations, (drafts) => since(drafts, sent)))) {
      this.took = performance.now() - began;
      return;
    }
    for (const one of operations) await this.edit([one], (drafts) => since(drafts, draftsOf(one)));
  }

  /** One call for several operations; what is left of the drafts afterwards comes with the state. Where one is
   *  refused, the reason stands at its place, and the draft too, until it is changed.
   */
  private async edit(operations: Operation[], left: (drafts: Drafts) => Drafts): Promise<boolean> {
    try {
      await this.taking(this.door.call("edit", operations), left);
      return true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const [first] = operations;
      if (operations.length !== 1 || !first) return false;
      this.change((paper) => ({ ...paper, drafts: left(paper.drafts), refused: new Map(paper.refused).set(first.at, { why: error.message, typed: "value" in first ? first.value : "" }) }));
      return true;
    }
  }

  /** Takes a state, unless another document was begun meanwhile; what it replaces can be undone. */
  private async taking(asked: Promise<State>, left = (drafts: Drafts) => drafts): Promise<void> {
    const id = this.paper.now?.id;
    const state = await asked;
    await calm();
    if (this.paper.now?.id !== id) return;
    const before = this.paper.now?.state;
    if (before && before.text !== state.text) this.history.past(before.text);
    this.show(state, left);
  }

  private show(state: State, left = (drafts: Drafts) => drafts): void {
    this.change((paper) => ({ ...paper, state, drafts: left(paper.drafts), type: state.type ?? paper.type, name: paper.name || state.name }));
  }

  private put(paper: Paper): void {
    clearTimeout(this.pause);
    this.history.clear();
    this.paper.set(paper);
  }

  private change(changed: (paper: Paper) => Paper): void {
    const paper = this.paper.now;
    if (paper) this.paper.set(changed(paper));
  }

  /** After all that was asked before; a fault is told, and does not stop what follows. */
  private async enqueue(step: () => Promise<void>): Promise<void> {
    const id = this.paper.now?.id;
    try {
      await this.inTurn(() => (this.paper.now?.id === id ? step() : Promise.resolve()));
    } catch (error) {
      this.notice.set(error instanceof Error ? error.message : String(error));
    }
  }

  private inTurn(step: () => Promise<void>): Promise<void> {
    const next = this.during(this.queue.then(step));
    this.queue = next.catch(() => undefined);
    return next;
  }

  /** Says that something is under way until it is done. */
  private async during<T>(steps: Promise<T>): Promise<T> {
    this.checking.set((this.underWay += 1) > 0);
    try {
      return await steps;
    } finally {
      this.checking.set((this.underWay -= 1) > 0);
    }
  }

  /** What was typed goes into the document first, then this. */
  private afterTyping(step: () => Promise<void>): Promise<void> {
    return this.during(this.settled().then(() => this.enqueue(step)));
  }
}
