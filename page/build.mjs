// Bundles the page into a folder: node build.mjs FOLDER. Types are checked before, by `npm run check`.
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const report = resolve(here, "../perkins_rules/report/html/assets");
const folder = resolve(process.argv[2] ?? resolve(here, "../build/page"));

// The scripts of the HTML report that the page draws with, in the order in which they make one script there.
const DRAWING = ["dom.js", "words.js", "budget.js", "levels.js", "timeline.js"];

const drawings = {
  name: "drawings",
  setup(build) {
    build.onResolve({ filter: /^report:drawings$/ }, ({ path }) => ({ path, namespace: "report" }));
    build.onLoad({ filter: /.*/, namespace: "report" }, async () => {
      const scripts = await Promise.all(DRAWING.map((name) => readFile(join(report, "js", name), "utf8")));
      const contents = ["const report = { laws: [] };", ...scripts,
        "const setLaws = (laws) => { report.laws = laws; };",
        "export { KINDS, COUNTS, VERDICTS, setLaws, budgetPart, levelsPart, timelinePart };"].join("\n");
      return { contents, loader: "js" };
    });
  },
};

// Pyodide stays a file of its own: it finds its other files beside itself.
const beside = {
  name: "beside",
  setup: (build) => build.onResolve({ filter: /^pyodide$/ }, () => ({ path: "./python/pyodide.mjs", external: true })),
};

const common = {
  bundle: true, minify: true, target: "es2022", outdir: folder, legalComments: "none", loader: { ".py": "text" }, plugins: [drawings],
  logLevel: "warning", jsx: "automatic", jsxImportSource: "preact",
};

// Classic, so that a page opened from a file can still say why it cannot run there.
await build({ ...common, entryPoints: [join(here, "src/page.tsx")], format: "iife" });
await build({ ...common, entryPoints: [join(here, "src/worker.ts")], format: "esm", plugins: [drawings, beside] });

const inReport = async (name) => readFile(join(report, name), "utf8");
await writeFile(join(folder, "report.css"), await inReport("report.css"));
await cp(join(here, "page.css"), join(folder, "page.css"));
await cp(join(here, "index.html"), join(folder, "index.html"));

const python = join(folder, "python");
await mkdir(python, { recursive: true });
for (const name of ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide-lock.json", "python_stdlib.zip"])
  await cp(join(here, "node_modules/pyodide", name), join(python, name));
