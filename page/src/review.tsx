// Review many: a folder or an archive of documents, their report live; what changed since last year.
import { useState } from "preact/hooks";
import { door, goTo, work } from "./app_parts";
import { type ReviewRow } from "./contract";
import { Drop, handOver, type Given } from "./files";
import { opened } from "./form/revealing";
import { Preview } from "./preview";
import { Told, useTold } from "./told";
import { many, VerdictMark } from "./words";

interface Reviewed {
  html: Uint8Array | null; // when all are checked
  rows: ReviewRow[];
  files: Given[];
  leftOut: { name: string; why: string }[];
}

const AT_A_TIME = 8; // files: so that the list grows while the rest is checked
const DETERMINATIONS = /\.determinations\.ya?ml$/i;

export const heap = new Told<Reviewed | null>(null); // who goes to a document and comes back finds the list again
const told = new Told("");

async function checkAll(files: Given[]): Promise<void> {
  const began = performance.now();
  const rows: ReviewRow[] = [];
  await door.call("review_start");
  const all = [...files].sort((a, b) => Number(DETERMINATIONS.test(b.name)) - Number(DETERMINATIONS.test(a.name)) || a.name.localeCompare(b.name));
  for (let k = 0; k < all.length; k += AT_A_TIME) {
    told.set(`${many(Math.min(k + AT_A_TIME, all.length), "file")} of ${all.length} …`);
    rows.push(...(await door.call("review_more", all.slice(k, k + AT_A_TIME))).rows);
    heap.set({ html: null, rows: [...rows], files, leftOut: [] });
  }
  told.set("The report is being written …");
  const { html, left_out } = await door.call("review_end");
  heap.set({ html, rows, files, leftOut: left_out });
  told.set(`${many(rows.length, "document")} checked in ${((performance.now() - began) / 1000).toFixed(1)} seconds.`);
}

export function ReviewPage() {
  const reviewed = useTold(heap);
  const status = useTold(told);
  const take = (files: Given[]) => {
    heap.set(null);
    checkAll(files).catch((error: unknown) => told.set(error instanceof Error ? error.message : String(error)));
  };
  return <>
    <h1>Review many</h1>
    <p>Drop a folder or an archive of documents: all are checked, here in the browser.</p>
    <Drop id="many" label="Choose files or an archive" folder take={take} hint="YAML and JSON documents, with their determinations; .zip and .tar.gz archives of them. You can also drop them here." />
    <p role="status">{status}</p>
    {reviewed && (reviewed.html ? <Preview html={reviewed.html} title="Report on all documents" /> : <Growing rows={reviewed.rows} />)}
    {reviewed?.html && <p><button type="button" onClick={() => handOver({ name: "report.html", mime: "text/html", data: reviewed.html! })}>Download the report</button></p>}
    {reviewed && reviewed.leftOut.length > 0 && <details><summary>{many(reviewed.leftOut.length, "file")} left out</summary><ul>{reviewed.leftOut.map(({ name, why }) => <li key={name}>{name}: {why}</li>)}</ul></details>}
    {reviewed && <OpenQuestions reviewed={reviewed} />}
    <Compare />
  </>;
}

/** What is known while the rest is still checked. */
function Growing({ rows }: { rows: ReviewRow[] }) {
  return <ul class="kept">{rows.slice(-20).map((row) => <li key={row.name}><p><b>{row.name}</b> <VerdictMark verdict={row.verdict} /> <span class="soft">{row.standing}</span></p></li>)}</ul>;
}

/** The documents with something left for a person, one after another: each can be opened here. */
function OpenQuestions({ reviewed: { rows, files } }: { reviewed: Reviewed }) {
  const waiting = rows.filter((row) => (row.counts.review ?? 0) > 0);
  const open = async (row: ReviewRow) => {
    const file = files.find(({ name }) => name === row.name);
    if (!file) return work.notice.set("It lies in an archive: take it out of there to work on it.");
    try {
      const beside = files.find(({ name }) => name === row.name.replace(/\.[^.]+$/, ".determinations.yaml"));
      await work.open(file.name.split("/").pop()!, file.data, beside ? new TextDecoder().decode(beside.data) : null);
      opened.set(new Set());
      goTo("judge");
    } catch (error) {
      work.notice.set(error instanceof Error ? error.message : String(error));
    }
  };
  if (waiting.length === 0) return null;
  return <section aria-labelledby="waiting"><h2 id="waiting">Questions for a person</h2>
    <ul class="kept">{waiting.map((row) => <li key={row.name}><p><b>{row.name}</b> <VerdictMark verdict={row.verdict} /> <span class="soft">{many(row.counts.review!, "question")}</span></p>
      <p class="tools"><button type="button" onClick={() => void open(row)}>Judge<span class="away"> {row.name}</span></button></p></li>)}</ul></section>;
}

function Compare() {
  const [before, setBefore] = useState<Given[]>([]);
  const [after, setAfter] = useState<Given[]>([]);
  const [told, setTold] = useState("");
  const [answer, setAnswer] = useState("");
  const compare = async () => {
    setTold("Comparing …");
    try {
      setAnswer((await door.call("compare", before, after)).text);
      setTold("");
    } catch (error) {
      setTold(error instanceof Error ? error.message : String(error));
    }
  };
  const named = (files: Given[]) => (files.length === 0 ? "" : files.length === 1 ? files[0]!.name : many(files.length, "file"));
  return <section aria-labelledby="compare"><h2 id="compare">Compare with last year</h2>
    <div class="two"><div><h3>Before</h3><Drop id="before" label="Choose files" folder hint="One document, or a folder of them." take={setBefore} /><p>{named(before)}</p></div>
      <div><h3>After</h3><Drop id="after" label="Choose files" folder hint="The same, as they are now." take={setAfter} /><p>{named(after)}</p></div></div>
    <p><button type="button" disabled={before.length === 0 || after.length === 0} onClick={() => void compare()}>Compare</button></p>
    <p role="status">{told}</p>
    {answer && <pre class="plain-text" tabIndex={0}>{answer}</pre>}
  </section>;
}
