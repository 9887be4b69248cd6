// The page's side of the worker's door: calls, progress, and a limit on the time that loading takes.
import { isRefused, type Desk } from "./contract";
import { Told } from "./told";
import { pack, unpack, type Packed } from "./packing";

const LONGEST_SILENCE = 60_000; // without any sign of progress while Python loads
const WHAT_TO_DO =
  "Reload the page. If that does not help, open it in a current Firefox, Chrome, Edge or Safari; a browser that is managed " +
  "for you may forbid WebAssembly, which the checker needs: ask those who manage it to allow it for this address. What you typed is kept.";

export type Phase = { is: "loading"; step: string } | { is: "ready"; solver: boolean } | { is: "failed"; why: string; todo: string };

type Args<M extends keyof Desk> = Parameters<Desk[M]>;
type Answer<M extends keyof Desk> = ReturnType<Desk[M]>;

interface Waiting {
  settle(answer: unknown): void;
  fail(error: Error): void;
}

/** Raised when the desk will not do something; its message is for the person. */
export class Refusal extends Error {}

export class Door {
  readonly phase = new Told<Phase>({ is: "loading", step: "Loading the checker" });
  /** What is being waited for: a word for the status line, or nothing. */
  readonly busy = new Told<string>("");
  private worker: Worker | null = null;
  private silence = 0;
  private count = 0;
  private readonly waiting = new Map<number, Waiting>();

  start(): void {
    this.worker?.terminate();
    this.fail("The checker was started again.");
    this.phase.set({ is: "loading", step: "Loading the checker" });
    this.watch();
    try {
      this.worker = new Worker(workerAddress(), { type: "module" });
    } catch (error) {
      this.giveUp(String(error));
      return;
    }
    this.worker.addEventListener("error", (event) => this.giveUp(event.message || "The checker could not be started."));
    this.worker.addEventListener("message", ({ data }: MessageEvent<Message>) => this.take(data));
  }

  async call<M extends keyof Desk>(method: M, ...args: Args<M>): Promise<Answer<M>> {
    const worker = this.worker;
    if (!worker || this.phase.now.is === "failed") throw new Refusal("The checker is not running. Start it again first.");
    const id = (this.count += 1);
    const answered = new Promise<unknown>((settle, fail) => this.waiting.set(id, { settle, fail }));
    worker.postMessage({ id, method, ...pack(args) });
    const answer = await answered;
    if (isRefused(answer)) throw new Refusal(answer.refused);
    return answer as Answer<M>;
  }

  private take(message: Message): void {
    if ("progress" in message) {
      if (this.phase.now.is === "ready") this.busy.set(message.progress);
      else {
        this.watch();
        this.phase.set({ is: "loading", step: message.progress });
      }
    } else if ("ready" in message) {
      clearTimeout(this.silence);
      this.phase.set({ is: "ready", solver: message.solver });
    } else if ("failed" in message) this.giveUp(message.failed);
    else this.settle(message);
  }

  private settle(message: Settled): void {
    const one = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    this.busy.set("");
    if ("error" in message) one?.fail(new Error(lastLine(message.error)));
    else one?.settle(unpack(message));
  }

  private watch(): void {
    clearTimeout(this.silence);
    this.silence = window.setTimeout(() => this.giveUp("The checker did not start within a minute."), LONGEST_SILENCE);
  }

  private giveUp(why: string): void {
    clearTimeout(this.silence);
    this.worker?.terminate();
    this.worker = null;
    this.phase.set({ is: "failed", why: lastLine(why), todo: WHAT_TO_DO });
    this.fail(why);
  }

  private fail(why: string): void {
    for (const one of this.waiting.values()) one.fail(new Error(why));
    this.waiting.clear();
  }
}

/** A worker of a file has the policy that its server sends, which may be none. One that begins with a text of the page
 *  has the policy of the page: what it reads can reach no other address, whatever serves it.
 */
function workerAddress(): string {
  const file = new URL("worker.js", document.baseURI).href;
  return URL.createObjectURL(new Blob([`import ${JSON.stringify(file)};`], { type: "text/javascript" }));
}

type Settled = ({ id: number } & Packed) | { id: number; error: string };
type Message = { progress: string } | { ready: true; solver: boolean } | { failed: string } | Settled;

/** Of a fault in Python its last line says what it is; the rest is for who works on it. */
function lastLine(text: string): string {
  console.error(text);
  return text.trim().split("\n").pop() ?? text;
}
