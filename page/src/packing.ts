// JSON text with the bytes beside it: {"$bytes": n} stands for the n-th.

export interface Packed {
  text: string;
  buffers: Uint8Array[];
}

export function pack(value: unknown): Packed {
  const buffers: Uint8Array[] = [];
  const text = JSON.stringify(value, (_, part: unknown) => (part instanceof Uint8Array ? { $bytes: buffers.push(part) - 1 } : part));
  return { text, buffers };
}

export function unpack({ text, buffers }: Packed): unknown {
  if (buffers.length === 0) return JSON.parse(text);
  return JSON.parse(text, (_, part: unknown) =>
    (typeof part === "object" && part !== null && "$bytes" in part && Object.keys(part).length === 1 ? buffers[part.$bytes as number] : part));
}
