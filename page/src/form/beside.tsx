// What stands beside a field: what is wrong, by how much, under which section; what would be lawful.
import { type ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { door, work } from "../app_parts";
import { type Code, type Finding, type Kind, type Lawful } from "../contract";
import { useTold } from "../told";
import { Coded, Laws, many, Mark } from "../words";
import { idOf, useFindings, useRefused } from "./reading";

const ORDERED: Kind[] = ["money", "percent", "level", "number", "integer", "date"];

export const besideId = (at: string): string => `beside${at}`;

/** Everything about one place; questions for a person are asked on their own page. */
export function Beside({ at, kind }: { at: string; kind: Kind }) {
  const findings = useFindings(at);
  const refused = useRefused(at);
  const phase = useTold(door.phase);
  const of = (...codes: Code[]) => findings.filter((one) => codes.includes(one.code));
  const open = of("open");
  return <div id={besideId(at)} class="beside">
    {refused && <p class="note error"><span class="mark error"><span aria-hidden="true">✗ </span>not entered</span> {refused}</p>}
    {of("error", "warning", "info", "waived").map((one) => <FindingNote key={one.id} finding={one} />)}
    {of("missing").map((one) => <MissingNote key={one.id} finding={one} />)}
    {open.length > 0 && <Waiting findings={open} />}
    {ORDERED.includes(kind) && phase.is === "ready" && phase.solver && <Range at={at} always={of("error").length > 0} />}
  </div>;
}

/** A finding in full; what settles it in its place is a button that says what it changes. */
export function FindingNote({ finding, canMend = true }: { finding: Finding; canMend?: boolean }) {
  const { id, code, message, remedy, mend } = finding;
  const carryOut = async () => {
    await work.mend(id);
    document.getElementById(idOf(finding.pointer))?.focus(); // the button is gone, and would take the focus with it
  };
  return <div class={`note ${code}`}>
    <p><Mark code={code} /> <Coded text={message} /></p>
    {remedy && <p class="remedy"><Coded text={remedy} /></p>}
    {mend && canMend && <p><button type="button" onClick={() => void carryOut()}>Change <del>{mend.was}</del> <span aria-hidden="true">→</span><span class="away"> to </span> <ins>{mend.now}</ins></button></p>}
    <More finding={finding} />
  </div>;
}

/** What is not yet filled in is no fault while one fills in: a word, and the law behind it. */
function MissingNote({ finding }: { finding: Finding }) {
  return <div class="to-fill"><More finding={finding} word={<><span class="mark missing"><span aria-hidden="true">○ </span>to fill in</span></>} /></div>;
}

function Waiting({ findings }: { findings: Finding[] }) {
  return <details class="to-fill"><summary><span class="mark open"><span aria-hidden="true">? </span>{many(findings.length, "check waits", "checks wait")}</span></summary>
    <ul>{findings.map(({ id, message, law }) => <li key={id}><Coded text={message} /> <span class="small"><Laws law={law} /></span></li>)}</ul></details>;
}

function More({ finding: { law, arithmetic, rule }, word }: { finding: Finding; word?: ComponentChildren }) {
  return <details>
    <summary>{word ?? (arithmetic.length > 0 ? "The figures and the law" : "The law")}</summary>
    {arithmetic.length > 0 && <pre class="sum">{arithmetic.join("\n")}</pre>}
    <p class="small"><Laws law={law} /></p>
    <p class="small soft">Rule <a href={`#/law/${encodeURIComponent(rule)}`}><code>{rule}</code></a></p>
  </details>;
}

function told(lawful: Lawful | null): string {
  if (!lawful) return "No rule bounds this figure, as the rest of the document stands.";
  const { from, to } = lawful;
  if (from !== null && to !== null) return from === to ? `Lawful is ${from} alone.` : `Lawful from ${from} to ${to}.`;
  if (from !== null) return `Lawful from ${from} up.`;
  return to !== null ? `Lawful up to ${to}.` : lawful.said;
}

/** The button is there while the field has the focus, and where something is wrong. */
function Range({ at, always }: { at: string; always: boolean }) {
  const [answer, setAnswer] = useState("");
  const [of, setOf] = useState<unknown>(null);
  const id = useId();
  const ask = async () => {
    setAnswer("Working it out …");
    await work.settled();
    setOf(work.paper.now?.state ?? null);
    try {
      setAnswer(told(await door.call("lawful", at)));
    } catch (error) {
      setAnswer(error instanceof Error ? error.message : String(error));
    }
  };
  const isOld = answer !== "" && of !== null && of !== work.paper.now?.state;
  return <div class={`range ${always || answer ? "shown" : ""}`}>
    <button type="button" class="quiet" aria-describedby={id} onClick={() => void ask()}>What would be lawful?</button>
    <span id={id} role="status">{answer}{isOld && " (before the last change)"}</span>
  </div>;
}
