// The smallest lawful change: shown in full before it is made, and undone like any other.
import { useState } from "preact/hooks";
import { door, work } from "../app_parts";
import { type Repair } from "../contract";
import { startAgain } from "../keeping";
import { usePart, useTold } from "../told";
import { Coded } from "../words";

export function Repairing() {
  const phase = useTold(door.phase);
  const busy = useTold(door.busy);
  const [found, setFound] = useState<{ repair: Repair; text: string } | null>(null);
  const [told, setTold] = useState("");
  const [isLooking, setLooking] = useState(false);
  const text = usePart(work.paper, (paper) => paper?.state?.text);
  if (phase.is !== "ready" || !phase.solver) return null;
  const seek = async () => {
    setFound(null);
    setLooking(true);
    setTold("Looking for the smallest change …");
    await work.settled();
    try {
      const repair = await door.call("repair");
      setFound({ repair, text: work.paper.now?.state?.text ?? "" });
      setTold("");
    } catch (error) {
      setTold(error instanceof Error ? error.message : String(error));
    } finally {
      setLooking(false);
    }
  };
  const isOld = found !== null && found.text !== text;
  return <div class="repairing">
    <button type="button" onClick={() => void seek()}>Find the smallest lawful change</button>
    {isLooking && <button type="button" class="quiet" onClick={startAgain}>Stop looking</button>}
    <p role="status" class="small">{told}{told && busy ? ` ${busy} …` : ""}{isOld ? "The document has changed since: look again." : ""}</p>
    {found && !isOld && <Proposed repair={found.repair} done={() => { setFound(null); setTold("The change is made. Undo takes it back."); }} />}
  </div>;
}

function Proposed({ repair, done }: { repair: Repair; done: () => void }) {
  const left = repair.left.length > 0 && <><p>What a change of figures does not settle:</p><ul>{repair.left.map((text) => <li key={text}><Coded text={text} /></li>)}</ul></>;
  if ("none" in repair) return <div class="proposed"><p><Coded text={repair.none} /></p>{left}</div>;
  const carryOut = async () => {
    await work.carryOut(repair.changes);
    done();
    document.getElementById("found")?.focus(); // the button is gone, and would take the focus with it
  };
  return <div class="proposed">
    <p><Coded text={repair.said} /> {repair.unique ? "No other change is as small." : "Others are as small: this is one of them."}</p>
    <ul>{repair.changes.map((change) => <li key={change.pointer}>
      <a href={`#/form${change.pointer}`}>{change.field}</a>: <del>{change.now || "not given"}</del> <span aria-hidden="true">→</span><span class="away"> becomes </span> <ins>{change.proposed}</ins>
      {change.why && <span class="soft small"> {change.why}</span>}
    </li>)}</ul>
    {left}
    <p><button type="button" class="primary" onClick={() => void carryOut()}>{repair.changes.length === 1 ? "Make this change" : "Make these changes"}</button></p>
  </div>;
}
