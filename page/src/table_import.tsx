// A table of the guide's form is taken into the document at work: first it is told what was understood, then it is entered.
import { useEffect, useState } from "preact/hooks";
import { door, goTo, work } from "./app_parts";
import { type Imported } from "./contract";
import { type Given } from "./files";
import { useTold } from "./told";
import { Coded, many } from "./words";

export function TableImport({ file, close }: { file: Given; close: () => void }) {
  const paper = useTold(work.paper);
  const [options, setOptions] = useState<Record<string, string>>({});
  const [found, setFound] = useState<Imported | null>(null);
  const [told, setTold] = useState("");
  const [replace, setReplace] = useState(false);
  useEffect(() => {
    if (!paper) return;
    setTold("Reading the table …");
    void work.settled().then(() => door.call("import_table", file.name, file.data, options)).then((answer) => { setFound(answer); setTold(""); },
      (error: unknown) => { setFound(null); setTold(error instanceof Error ? error.message : String(error)); });
  }, [file, options, paper?.id]);
  const enter = async () => {
    await work.after(() => door.call("enter_table", replace));
    close();
    goTo("form");
  };
  const entered = found ? (found.new ?? found.taken) + (replace ? found.differing.length : 0) : 0;
  return <div class="import" role="group" aria-labelledby="import-head">
    <h3 id="import-head">{file.name}</h3>
    {!paper && <p>A table is taken into a document. Begin or open the document above, and this table waits here.</p>}
    <p role="status">{told}</p>
    {found && <>
      {found.found.length > 0 && <p>Found: {found.found.join("; ")}. {many(found.taken, "figure")} {found.new !== undefined && `(${found.new} new, ${found.same ?? 0} as the document has them, ${found.differing.length} otherwise)`}</p>}
      {found.told.length > 0 && <details open={found.told.length < 6}><summary>{many(found.told.length, "remark")} on single cells</summary><ul>{found.told.map((text, k) => <li key={k}><Coded text={text} /></li>)}</ul></details>}
      {found.differing.length > 0 && <div class="scroll"><table><caption>Where the document says otherwise</caption>
        <thead><tr><th scope="col">Field</th><th scope="col">The document</th><th scope="col">The table</th></tr></thead>
        <tbody>{found.differing.map((one) => <tr key={one.field}><th scope="row">{one.field}</th><td>{one.now}</td><td>{one.table} <span class="soft">({one.cell})</span></td></tr>)}</tbody></table></div>}
      {found.asks.map((ask) => <div class="asked" key={ask.name}><label for={`ask-${ask.name}`}>{ask.question}</label>
        <select id={`ask-${ask.name}`} value={options[ask.name] ?? ""} onChange={(event) => setOptions({ ...options, [ask.name]: event.currentTarget.value })}>
          <option value="">choose</option>{ask.choices.map((one) => <option key={one}>{one}</option>)}</select></div>)}
      {found.taken > 0 && <>
        {found.differing.length > 0 && <p><label><input type="checkbox" checked={replace} onChange={(event) => setReplace(event.currentTarget.checked)} /> Take the table where the document says otherwise</label></p>}
        <p><button type="button" class="primary" disabled={entered === 0} onClick={() => void enter()}>Enter {many(entered, "figure")} into {paper?.state?.title ?? "the document"}</button></p>
      </>}
    </>}
    <p><button type="button" class="quiet" onClick={close}>Leave the table out</button></p>
  </div>;
}
