// The Python files of the page, made ready by the Python of the page itself: node archive.mjs SOURCES ARCHIVE
//
// It compiles the modules and the rules, so that the first check in a browser need not; and asks the desk for one.
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadPyodide } from "pyodide";

const [sources, archive] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const python = await loadPyodide({ indexURL: join(here, "node_modules/pyodide") });
python.FS.mkdirTree("/lib/perkins");
python.unpackArchive(new Uint8Array(await readFile(sources)), "zip", { extractDir: "/lib/perkins" });
python.runPython(await readFile(join(here, "archive.py"), "utf8"));
await writeFile(archive, python.FS.readFile("/archive.zip"));
