// A value that tells who listens when it changes.
import { useEffect, useState } from "preact/hooks";

export class Told<T> {
  private readonly listeners = new Set<() => void>();

  constructor(public now: T) {}

  set(value: T): void {
    if (Object.is(value, this.now)) return;
    this.now = value;
    for (const listener of [...this.listeners]) listener();
  }

  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

/** A part of a told value; the component is drawn again only when that part changes. */
export function usePart<T, P>(told: Told<T>, part: (now: T) => P, same: (a: P, b: P) => boolean = Object.is): P {
  const now = part(told.now);
  const [, again] = useState(0);
  useEffect(() => {
    let shown = now;
    const look = () => {
      const next = part(told.now);
      if (same(shown, next)) return;
      shown = next;
      again((count) => count + 1);
    };
    look();
    return told.listen(look);
  });
  return now;
}

export const useTold = <T>(told: Told<T>): T => usePart(told, (now) => now);
