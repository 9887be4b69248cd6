// What is kept in this browser, and nowhere else: the documents at work, each under an id of its own.

import { type State } from "./contract";

export interface Kept {
  id: string;
  version: number; // counts the writes: who did not write the last one does not overwrite it
  name: string;
  title: string;
  type: string | null;
  kind: string | null; // what was begun
  text: string;
  state: State | null; // null of a large document, whose text alone is kept
  determinations: string | null;
  drafts: [string, string][]; // typed, and not yet in the text
  saved: number;
}

const STORE = "documents";

function asked<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((settle, fail) => {
    request.addEventListener("success", () => settle(request.result));
    request.addEventListener("error", () => fail(request.error ?? new Error("the browser's store failed")));
  });
}

let opened: Promise<IDBDatabase> | null = null;

function database(): Promise<IDBDatabase> {
  opened ??= (() => {
    const request = indexedDB.open("perkins-rules", 1);
    request.addEventListener("upgradeneeded", () => request.result.createObjectStore(STORE, { keyPath: "id" }));
    return asked(request);
  })();
  return opened;
}

async function store(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  return (await database()).transaction(STORE, mode).objectStore(STORE);
}

/** The documents that are kept, the latest first. */
export async function listKept(): Promise<Kept[]> {
  const all = await asked<Kept[]>((await store("readonly")).getAll());
  return all.sort((a, b) => b.saved - a.saved);
}

/**
 * Keeps a document. Returns the version written, or null where another tab wrote it since `one.version`:
 * then nothing is overwritten.
 */
export async function keep(one: Kept): Promise<number | null> {
  const documents = await store("readwrite");
  const there = await asked<Kept | undefined>(documents.get(one.id));
  if (there && there.version !== one.version) return null;
  const version = one.version + 1;
  await asked(documents.put({ ...one, version, saved: Date.now() }));
  return version;
}

export async function readKept(id: string): Promise<Kept | undefined> {
  return asked<Kept | undefined>((await store("readonly")).get(id));
}

export async function forget(id: string): Promise<void> {
  await asked((await store("readwrite")).delete(id));
}

export async function forgetAll(): Promise<void> {
  await asked((await store("readwrite")).clear());
}
