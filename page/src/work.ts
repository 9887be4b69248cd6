// The document at work: what is typed goes to the checker when the typing pauses, one call after another.
import { type Change, type Operation, type State } from "./contract";
import { Refusal, type Door } from "./door";
import { NO_DRAFTS, operationsOf, since, withAdded, withoutEntry, withValue, type Drafts } from "./drafts";
import { newId } from "./held";
import { History } from "./history";
import { Told } from "./told";

const PAUSE = 250; // milliseconds

const bytesOf = (text: string | null): Uint8Array | null => (text === null ? null : new TextEncoder().encode(text));

export interface Paper {
  readonly id: string;
  readonly name: string;
  readonly type: string | null;
  readonly kind: string | null; // what was begun
  readonly state: State | null; // null while it is read
  readonly drafts: Drafts;
  readonly refused: ReadonlyMap<string, string>; // by pointer, what the document could not take, and why
  readonly determinations: string | null;
}

export class Work {
  readonly paper = new Told<Paper | null>(null);
  readonly checking = new Told(false);
  readonly notice = new Told("");
  readonly history = new History();
  private queue: Promise<unknown> = Promise.resolve();
  private pause = 0;

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
  goOn(paper: Paper): void {
    this.put(paper);
    this.resume();
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
    await this.settled();
    await this.enqueue(() => this.taking(step()));
  }

  close(): void {
    clearTimeout(this.pause);
    this.history.clear();
    this.paper.set(null);
  }

  /** After the checker was started again: the same document in it. */
  resume(): void {
    const paper = this.paper.now;
    if (!paper) return;
    this.queue = Promise.resolve();
    void this.enqueue(async () => {
      const { state, kind } = paper;
      if (state) await this.taking(this.door.call("open", state.name, bytesOf(state.text)!, bytesOf(paper.determinations)));
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
    await this.settled();
    await this.enqueue(async () => {
      if (await this.edit([{ op: "remove", at: entry }], entry)) this.change((paper) => ({ ...paper, drafts: withoutEntry(paper.drafts, entry) }));
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
    await this.settled();
    await this.enqueue(async () => {
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
    this.pause = window.setTimeout(() => void this.enqueue(() => this.send()), PAUSE);
  }

  private async send(): Promise<void> {
    const paper = this.paper.now;
    if (!paper?.state) return;
    const sent = paper.drafts;
    const operations = operationsOf(sent);
    if (operations.length === 0) return;
    if (!(await this.edit(operations, ""))) for (const one of operations) await this.edit([one], one.at);
    this.change((now) => ({ ...now, drafts: since(now.drafts, sent) }));
  }

  /** One call for several operations; where it is refused, the reason stands at the place. */
  private async edit(operations: Operation[], at: string): Promise<boolean> {
    try {
      await this.taking(this.door.call("edit", operations));
      return true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const only = operations.length === 1 ? (at || operations[0]!.at) : null;
      if (only !== null) this.change((paper) => ({ ...paper, refused: new Map(paper.refused).set(only, error.message) }));
      return only !== null;
    }
  }

  /** Takes a state, unless another document was begun meanwhile; what it replaces can be undone. */
  private async taking(asked: Promise<State>): Promise<void> {
    const id = this.paper.now?.id;
    const state = await asked;
    if (this.paper.now?.id !== id) return;
    const before = this.paper.now?.state;
    if (before && before.text !== state.text) this.history.past(before.text);
    this.show(state);
  }

  private show(state: State): void {
    this.change((paper) => ({ ...paper, state, type: state.type ?? paper.type, name: paper.name || state.name }));
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
    const next = this.queue.then(async () => {
      this.checking.set(true);
      try {
        await step();
      } finally {
        this.checking.set(false);
      }
    });
    this.queue = next.catch(() => undefined);
    return next;
  }
}
