// Ask the law: every rule, searchable by word, section and guide item; and a place to try a rule out.
import { useEffect, useState } from "preact/hooks";
import { door, place, work } from "./app_parts";
import { type RuleRow, type RuleTold } from "./contract";
import { Sandbox } from "./sandbox";
import { useTold } from "./told";
import { Laws, many } from "./words";

const PAUSE = 200; // milliseconds
const MOST = 60;

export function LawPage() {
  const where = useTold(place);
  const id = decodeURIComponent(where.split("/").slice(1).join("/"));
  return <>
    <h1>Ask the law</h1>
    {id ? <OneRule id={id} /> : <Search />}
    <Sandbox />
  </>;
}

let searched = ""; // who comes back from a rule finds the list as it was left

function Search() {
  const phase = useTold(door.phase);
  const [words, setWords] = useState(searched);
  const [rows, setRows] = useState<RuleRow[] | null>(null);
  const [all, setAll] = useState(false);
  useEffect(() => {
    searched = words;
    if (phase.is !== "ready") return;
    const timer = setTimeout(() => void door.call("rules", words).then(setRows, (error: unknown) => work.notice.set(String(error))), PAUSE);
    return () => clearTimeout(timer);
  }, [words, phase]);
  const shown = all ? rows : rows?.slice(0, MOST);
  return <section aria-labelledby="rules"><h2 id="rules">Rules</h2>
    <div class="asked"><label for="words">Search by word, section or guide item</label>
      <input id="words" type="search" value={words} placeholder="112(a)(3), administration, IV.A" onInput={(event) => { setWords(event.currentTarget.value); setAll(false); }} /></div>
    <p role="status" class="soft">{rows === null ? "The rules can be searched as soon as the checker is ready." : many(rows.length, "rule")}</p>
    <ul class="rules">{shown?.map((row) => <li key={row.id}><a href={`#/law/${row.id}`}>{row.title || row.id}</a> <span class={`mark ${row.severity}`}>{row.severity}</span>
      <div class="small soft"><code>{row.id}</code> <Laws law={row.citations} /></div></li>)}</ul>
    {rows && shown && shown.length < rows.length && <p><button type="button" onClick={() => setAll(true)}>All {rows.length}</button></p>}
  </section>;
}

function OneRule({ id }: { id: string }) {
  const phase = useTold(door.phase);
  const [rule, setRule] = useState<RuleTold | null>(null);
  const [told, setTold] = useState("");
  useEffect(() => {
    setRule(null);
    if (phase.is === "ready") void door.call("rule", id).then(setRule, (error: unknown) => setTold(error instanceof Error ? error.message : String(error)));
  }, [id, phase]);
  return <section aria-labelledby="rule"><p><a href="#/law">All rules</a></p>
    <h2 id="rule">{rule?.title || id}</h2><p role="status">{told || (rule ? "" : "Being looked up …")}</p>
    {rule && [rule, ...(rule.others ?? [])].map((one, k) => <RuleText key={k} rule={one} />)}
  </section>;
}

function RuleText({ rule }: { rule: RuleTold }) {
  return <>
    <p>{rule.stands}</p>
    <p><Laws law={rule.citations} /></p>
    <pre class="plain-text" tabIndex={0}>{rule.text}</pre>
    {rule.definitions.length > 0 && <><h3>What it is made of</h3><dl>{rule.definitions.map(({ name, text }) => <div key={name}><dt><code>{name}</code></dt><dd>{text}</dd></div>)}</dl></>}
    {rule.parameters.length > 0 && <><h3>Figures of the law</h3><div class="scroll"><table><thead><tr><th scope="col">Figure</th><th scope="col">From</th><th scope="col">Value</th><th scope="col">Law</th></tr></thead>
      <tbody>{rule.parameters.flatMap(({ name, values }) => values.map((value, k) => <tr key={`${name}${k}`}><th scope="row">{name}{value.state && ` (${value.state})`}</th><td>{value.from}</td><td>{value.value}</td><td><Laws law={value.law} /></td></tr>))}</tbody></table></div></>}
    {rule.examples.length > 0 && <><h3>Examples</h3>{rule.examples.map((text, k) => <pre key={k} class="plain-text" tabIndex={0}>{text}</pre>)}</>}
  </>;
}
