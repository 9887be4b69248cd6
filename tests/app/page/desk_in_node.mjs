// Asks the desk in the Python of the page: node desk_in_node.mjs SITE, on standard input a list of [method, arguments].
// Bytes are {"$bytes": base64}. On standard output: the answers, and how long each took, in milliseconds.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const site = process.argv[2];
const { loadPyodide } = await import(pathToFileURL(join(site, "python/pyodide.mjs")));
const told = JSON.parse(await readFile(join(site, "site.json"), "utf8")).python;
const started = performance.now();
const python = await loadPyodide({ indexURL: join(site, "python") });
python.FS.mkdirTree(told.into);
python.unpackArchive(new Uint8Array(await readFile(join(site, told.archive))), told.format, { extractDir: told.into });
if (told.solver) python.unpackArchive(new Uint8Array(await readFile(join(site, told.solver))), "wheel");
python.globals.set("into", told.into);
python.runPython(`
import base64, json, sys
sys.path.insert(0, into)
from perkins_rules.app.page.desk import Desk
desk = Desk()
def with_bytes(part):
    return base64.b64decode(part["$bytes"]) if part.keys() == {"$bytes"} else part
def answer(asked):
    method, given = json.loads(asked, object_hook=with_bytes)
    return json.dumps(getattr(desk, method)(*given), default=lambda part: {"$bytes": base64.b64encode(part).decode()})
`);
const answer = python.globals.get("answer");
const times = [performance.now() - started];
const answers = [];
let input = "";
for await (const piece of process.stdin) input += piece;
for (const asked of JSON.parse(input)) {
  const before = performance.now();
  answers.push(JSON.parse(answer(JSON.stringify(asked))));
  times.push(performance.now() - before);
}
process.stdout.write(JSON.stringify({ answers, times }));
