// The product itself, in a worker: it loads Python, unpacks the files, and answers one call after another.
import { loadPyodide, type PyodideAPI } from "pyodide";
import doorText from "./door.py";
import { type Packed } from "./packing";

interface Asked extends Packed {
  id: number;
  method: string;
}

interface Site {
  python: { archive: string; format: string; into: string; solver: string | null };
}

const here = new URL("./", import.meta.url);
let python: PyodideAPI;
let answer: (method: string, text: string, buffers: Uint8Array[]) => { toJs(): [string, Uint8Array[]]; destroy(): void };
let solver: string | null = null;

const tell = (message: unknown, buffers: Transferable[] = []) => self.postMessage(message, { transfer: buffers });
const progress = (step: string) => tell({ progress: step });

async function fetched(path: string): Promise<Uint8Array> {
  const response = await fetch(new URL(path, here));
  if (!response.ok) throw new Error(`${path} could not be loaded (${response.status})`);
  return new Uint8Array(await response.arrayBuffer());
}

async function begin(): Promise<void> {
  progress("Loading the checker");
  const site = JSON.parse(new TextDecoder().decode(await fetched("site.json"))) as Site;
  const archive = fetched(site.python.archive);
  archive.catch(() => undefined); // told of where it is awaited
  python = await loadPyodide({ indexURL: new URL("python/", here).href });
  progress("Unpacking the rules");
  python.FS.mkdirTree(site.python.into);
  python.unpackArchive(await archive, site.python.format, { extractDir: site.python.into });
  progress("Reading the rules");
  const globals = python.globals.get("dict")();
  globals.set("into", site.python.into);
  python.runPython("import sys; sys.path.insert(0, into)", { globals });
  python.runPython(doorText, { globals });
  answer = globals.get("answer");
  solver = site.python.solver;
  tell({ ready: true, solver: solver !== null });
}

/** The solver comes late, and on its own: only who asks for a repair waits for it. */
async function loadSolver(): Promise<void> {
  if (solver === null) return;
  progress("Loading the solver");
  python.unpackArchive(await fetched(solver), "wheel");
  solver = null;
}

async function reply({ id, method, text, buffers }: Asked): Promise<void> {
  try {
    if (method === "lawful" || method === "repair") await loadSolver();
    const told = answer(method, text, buffers);
    const [result, kept] = told.toJs();
    told.destroy();
    tell({ id, text: result, buffers: kept }, kept.map((one) => one.buffer as ArrayBuffer));
  } catch (error) {
    tell({ id, error: error instanceof Error ? error.message : String(error) });
  }
}

let last: Promise<void> = begin().catch((error: unknown) => tell({ failed: error instanceof Error ? error.message : String(error) }));
self.addEventListener("message", ({ data }: MessageEvent<Asked>) => {
  last = last.then(() => reply(data));
});
