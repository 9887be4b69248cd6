// Last of all: the service worker, which knows every file of the finished folder. node seal.mjs FOLDER
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const folder = resolve(process.argv[2] ?? resolve(here, "../build/page"));
const SELDOM = /\.whl$/; // the solver: kept once the checker runs
const NOT_KEPT = /^(sw\.js|licenses\.txt)$/;

const entries = await readdir(folder, { recursive: true, withFileTypes: true });
const files = entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
  .filter((name) => !NOT_KEPT.test(name)).sort();
const digest = createHash("sha256");
for (const name of files) digest.update(name).update("\0").update(createHash("sha256").update(await readFile(join(folder, name))).digest());

const BUILD = {
  name: digest.digest("hex").slice(0, 16),
  core: files.filter((name) => !SELDOM.test(name)),
  rest: files.filter((name) => SELDOM.test(name)),
};
await build({
  entryPoints: [join(here, "src/sw/sw.ts")], bundle: true, minify: true, target: "es2022", format: "iife", outfile: join(folder, "sw.js"),
  define: { BUILD: JSON.stringify(BUILD) }, logLevel: "warning",
});
