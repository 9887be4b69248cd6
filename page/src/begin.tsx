// Where one begins: a new document, a file, a table, or what this browser has kept.
import { useEffect, useState } from "preact/hooks";
import { beginning, door, goTo, types, work } from "./app_parts";
import { type DocumentType } from "./contract";
import { Drop, type Given } from "./files";
import { opened } from "./form/revealing";
import { KeptList } from "./kept_list";
import { TableImport } from "./table_import";
import { Told, useTold } from "./told";

const TABLES = /\.(xlsx|xls|xlsm|ods|csv|tsv|docx)$/i;
const DETERMINATIONS = /\.determinations\.ya?ml$/i;

const waiting = new Told<Given | null>(null); // a table that is to be taken in, until there is a document for it

export function BeginPage() {
  const table = useTold(waiting);
  const [told, setTold] = useState("");
  const take = async (files: Given[]) => {
    setTold("");
    const judged = files.find(({ name }) => DETERMINATIONS.test(name));
    const file = files.find((one) => one !== judged);
    if (!file) return setTold("Determinations belong to a document: choose both files together.");
    if (TABLES.test(file.name)) return waiting.set(file);
    try {
      setTold(door.phase.now.is === "loading" ? "It is opened as soon as the checker is ready …" : "Opening …");
      await work.open(file.name, file.data, judged ? new TextDecoder().decode(judged.data) : null);
      opened.set(new Set());
      goTo("form");
    } catch (error) {
      setTold(error instanceof Error ? error.message : String(error));
    }
  };
  return <>
    <h1>Documents under Perkins V</h1>
    <p>Write a State plan, a yearly filing or an application in a form, and see while you type what the law, the Department’s guide and the
      State’s rules say of it.</p>
    <KeptList />
    <section aria-labelledby="new"><h2 id="new">Begin a new document</h2><Types /></section>
    <section aria-labelledby="open"><h2 id="open">Open a file</h2>
      <Drop id="file" label="Choose a file" several accept=".yaml,.yml,.json,.xlsx,.xls,.xlsm,.ods,.csv,.tsv,.docx" take={(files) => void take(files)}
        hint="A document (YAML or JSON), with its determinations if there are any; or the guide’s budget or levels as a table (.xlsx, .ods, .csv, .docx). You can also drop it here." />
      <p role="status">{told}</p>
      {table && <TableImport key={table.name} file={table} close={() => waiting.set(null)} />}
    </section>
  </>;
}

function Types() {
  const [known, setKnown] = useState<DocumentType[]>([]);
  const phase = useTold(door.phase);
  useEffect(() => void types.then(setKnown, (error: unknown) => work.notice.set(String(error))), []);
  if (known.length === 0) return <p class="soft">The types of documents are being loaded …</p>;
  const [first, ...others] = known;
  return <>
    <OneType type={first!} ready={phase.is !== "failed"} />
    <details class="other-types"><summary>Other documents: applications, reports, what States ask besides</summary>
      {others.map((type) => <OneType key={type.name} type={type} ready={phase.is !== "failed"} />)}</details>
  </>;
}

function OneType({ type, ready }: { type: DocumentType; ready: boolean }) {
  const begin = async (kind: string) => {
    const state = await beginning(kind).catch(() => null);
    opened.set(new Set());
    work.begin(type.name, kind, state);
    if (!waiting.now) goTo("form");
  };
  return <div class="type">
    <h3>{type.title}</h3><p class="soft">{type.description}</p>
    <p class="begins">{type.begins.map(({ kind, title }) => <button key={kind} type="button" disabled={!ready} onClick={() => void begin(kind)}>{title}</button>)}</p>
  </div>;
}
