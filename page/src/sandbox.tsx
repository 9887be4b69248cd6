// For who writes rules: the rule on one side, a document on the other; what lint and the rule say, as one types.
import { useEffect, useState } from "preact/hooks";
import { door, work } from "./app_parts";
import { type Tried } from "./contract";
import { FindingNote } from "./form/beside";
import { useTold } from "./told";

const PAUSE = 400; // milliseconds
const RULE = "perkins-sandbox-rule";

export function Sandbox() {
  const phase = useTold(door.phase);
  const [rule, setRule] = useState(() => sessionStorage.getItem(RULE) ?? "");
  const [document, setDocument] = useState(() => work.paper.now?.state?.text ?? "");
  const [tried, setTried] = useState<Tried | null>(null);
  const [told, setTold] = useState("");
  useEffect(() => {
    sessionStorage.setItem(RULE, rule);
    if (!rule.trim() || phase.is !== "ready") return setTried(null);
    const timer = setTimeout(() => void door.call("sandbox", rule, document).then((answer) => { setTried(answer); setTold(""); },
      (error: unknown) => setTold(error instanceof Error ? error.message : String(error))), PAUSE);
    return () => clearTimeout(timer);
  }, [rule, document, phase]);
  return <details class="sandbox" open={rule !== ""}><summary>Try out a rule of your own</summary>
    <div class="two">
      <div class="asked"><label for="sandbox-rule">Rule</label><textarea id="sandbox-rule" class="code" rows={18} spellcheck={false} value={rule} onInput={(event) => setRule(event.currentTarget.value)} /></div>
      <div class="asked"><label for="sandbox-document">Document</label><textarea id="sandbox-document" class="code" rows={18} spellcheck={false} value={document} onInput={(event) => setDocument(event.currentTarget.value)} /></div>
    </div>
    <div aria-live="polite">{told && <p class="mark error">{told}</p>}
      {tried && <>
        <h3>Lint</h3>{tried.diagnostics.length === 0 ? <p class="mark pass">Nothing is wrong with the rule.</p> : <ul>{tried.diagnostics.map((one, k) => <li key={k}>{one.line !== null && `Line ${one.line}: `}{one.message}</li>)}</ul>}
        {tried.examples.length > 0 && <><h3>Its examples</h3><ul>{tried.examples.map((one, k) => <li key={k}><span class={`mark ${one.ok ? "pass" : "error"}`}>{one.ok ? "✓ holds" : "✗ fails"}</span> {one.title} {one.message}</li>)}</ul></>}
        <h3>What it finds in the document</h3>{tried.findings.length === 0 ? <p>Nothing.</p> : tried.findings.map((one) => <FindingNote key={one.id} finding={one} canMend={false} />)}
      </>}</div>
  </details>;
}
