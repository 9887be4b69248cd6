// Keep and hand on: files to download, printing, and what this browser keeps.
import { useState } from "preact/hooks";
import { door, work } from "./app_parts";
import { Preview } from "./preview";
import { handOver } from "./files";
import { Source } from "./form/form";
import { KeptList } from "./kept_list";
import { useTold } from "./told";

const FORMATS: [string, string, string][] = [
  ["yaml", "The document as YAML", "To go on with here or elsewhere; comments and order of an opened file are kept."],
  ["json", "The document as JSON", "The same for programs."],
  ["forms", "The guide’s forms as a workbook", "The budget and the levels, filled in, for Excel and its kin."],
  ["html", "The report as a page", "All findings with the law and the figures, pictures, checklist: one file for any browser."],
  ["xlsx", "The report as a workbook", "One line for each finding."],
  ["sarif", "The report as SARIF", "For programs that show findings in the text."],
];

export function HandOnPage() {
  const paper = useTold(work.paper);
  const phase = useTold(door.phase);
  const [told, setTold] = useState("");
  const [report, setReport] = useState<Uint8Array | null>(null);
  const make = async (kind: string) => {
    setTold("Being made …");
    try {
      await work.settled();
      const file = await door.call("download", kind);
      setTold(`${file.name} is handed to you as a download.`);
      return file;
    } catch (error) {
      setTold(error instanceof Error ? error.message : String(error));
      return null;
    }
  };
  const download = async (kind: string) => {
    const file = await make(kind);
    if (file) handOver(file);
  };
  const determinations = async () => {
    const { name, text } = await door.call("determinations");
    if (text) handOver({ name, mime: "application/yaml", data: new TextEncoder().encode(text) });
    setTold(text ? `${name} is handed to you as a download.` : "Nothing has been judged yet.");
  };
  return <>
    <h1>Keep and hand on</h1>
    {!paper?.state ? <p>Nothing is open. <a href="#/begin">Begin or open a document</a> first.</p> : <>
      <p role="status">{told}</p>
      <ul class="formats">{FORMATS.map(([kind, title, what]) => <li key={kind}>
        <button type="button" disabled={phase.is !== "ready"} onClick={() => void download(kind)}>{title}</button> <span class="soft">{what}</span></li>)}
        <li><button type="button" disabled={phase.is !== "ready"} onClick={() => void determinations()}>The determinations</button> <span class="soft">What a person judged; it belongs beside the document.</span></li>
      </ul>
      <h2>Read or print the report</h2>
      <p><button type="button" disabled={phase.is !== "ready"} onClick={() => void make("html").then((file) => { if (file) setReport(file.data); setTold(""); })}>Show the report</button></p>
      {report && <Preview html={report} title="Report" />}
      <details class="source-part"><summary>The text of the document</summary><Source /></details>
    </>}
    <KeptList />
  </>;
}
