// Earlier and later texts of the document, for undo and redo.
import { Told } from "./told";

const MOST_LETTERS = 30_000_000; // in all: of a large document fewer steps are kept
const MOST_STEPS = 300;

export class History {
  readonly can = new Told({ back: false, forth: false });
  private before: string[] = [];
  private later: string[] = [];

  /** A text that a change has replaced. */
  past(text: string): void {
    this.before.push(text);
    this.later = [];
    let letters = this.before.reduce((sum, one) => sum + one.length, 0);
    while (this.before.length > 1 && (letters > MOST_LETTERS || this.before.length > MOST_STEPS)) letters -= this.before.shift()!.length;
    this.tell();
  }

  /** The text to go to, while `now` is kept for the way back. */
  step(back: boolean, now: string): string | undefined {
    const [from, to] = back ? [this.before, this.later] : [this.later, this.before];
    const text = from.pop();
    if (text !== undefined) to.push(now);
    this.tell();
    return text;
  }

  clear(): void {
    this.before = [];
    this.later = [];
    this.tell();
  }

  private tell(): void {
    this.can.set({ back: this.before.length > 0, forth: this.later.length > 0 });
  }
}
