// What stands beside a field: what is wrong, by how much, under which section; what would be lawful.
import { useId, useState } from "preact/hooks";
import { door, work } from "../app_parts";
import { type Finding, type Kind, type Lawful } from "../contract";
import { useTold } from "../told";
import { Coded, Laws, Mark } from "../words";
import { useFindings, useRefused } from "./reading";

const ORDERED: Kind[] = ["money", "percent", "level", "number", "integer", "date"];

export const besideId = (at: string): string => `beside${at}`;

/** Everything about one place; questions for a person are asked on their own page. */
export function Beside({ at, kind }: { at: string; kind: Kind }) {
  const findings = useFindings(at).filter((one) => one.code !== "review");
  const refused = useRefused(at);
  const { phase } = { phase: useTold(door.phase) };
  const isBad = findings.some((one) => one.code === "error");
  return <div id={besideId(at)} class="beside">
    {refused && <p class="note error"><span class="mark error"><span aria-hidden="true">✗ </span>not entered</span> {refused}</p>}
    {findings.map((one) => <FindingNote key={one.id} finding={one} />)}
    {ORDERED.includes(kind) && phase.is === "ready" && phase.solver && <Range at={at} always={isBad} />}
  </div>;
}

export function FindingNote({ finding }: { finding: Finding }) {
  const { code, message, remedy, law, arithmetic, rule, is_missing } = finding;
  return <div class={`note ${code}`}>
    <p><Mark code={code} /> <Coded text={is_missing ? message : message} /></p>
    {remedy && <p class="remedy"><Coded text={remedy} /></p>}
    <details>
      <summary>{law.length > 0 ? "The law and the figures" : "More"}</summary>
      {arithmetic.length > 0 && <pre class="sum">{arithmetic.join("\n")}</pre>}
      <p class="small"><Laws law={law} /></p>
      <p class="small soft">Rule <a href={`#/law/${encodeURIComponent(rule)}`}><code>{rule}</code></a></p>
    </details>
  </div>;
}

function told(lawful: Lawful | null): string {
  if (!lawful) return "The rules do not bound this figure, as the rest of the document stands.";
  const { from, to } = lawful;
  if (from !== null && to !== null) return from === to ? `Lawful is ${from} alone.` : `Lawful from ${from} to ${to}.`;
  if (from !== null) return `Lawful from ${from} up.`;
  return to === null ? "Any figure is lawful here." : `Lawful up to ${to}.`;
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
