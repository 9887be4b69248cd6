// All that was found, most severe first, each a link to its field; what is missing apart from what is wrong.
import { useState } from "preact/hooks";
import { work } from "../app_parts";
import { type Code, type Finding, type Report } from "../contract";
import { isEmpty } from "../drafts";
import { usePart, useTold } from "../told";
import { Coded, counted, Mark, VerdictMark } from "../words";
import { Repairing } from "./repairing";

const MOST = 25;
const WRONG: Code[] = ["error", "warning", "info"];

export function Findings() {
  const report = usePart(work.paper, (paper) => paper?.state?.report ?? null);
  const isTyping = usePart(work.paper, (paper) => paper !== null && !isEmpty(paper.drafts));
  const checking = useTold(work.checking) || isTyping;
  if (!report) return <aside class="findings" aria-labelledby="found"><h2 id="found">What was found</h2>
    <p class="soft">What is wrong or missing is told here as soon as the checker is ready.</p></aside>;
  const of = (codes: Code[]) => report.findings.filter((one) => codes.includes(one.code));
  const [wrong, missing, open, reviews] = [of(WRONG), of(["missing"]), of(["open"]), of(["review"])];
  return <aside class="findings" aria-labelledby="found">
    <h2 id="found" tabIndex={-1}>What was found</h2>
    <Standing report={report} />
    <p class="soft small checking" aria-hidden="true">{checking ? "Checking …" : "Checked."}</p>
    <Listed title={WRONG.filter((code) => of([code]).length > 0).map((code) => counted(code, of([code]).length)).join(", ")} findings={wrong} open />
    {wrong.some((one) => one.code === "error") && <Repairing />}
    <Listed title={`${missing.length} still to fill in`} findings={missing} short open={wrong.length === 0} />
    <Listed title={counted("open", open.length)} findings={open} short />
    {reviews.length > 0 && <p><a href="#/judge">{counted("review", reviews.length)}</a></p>}
    {report.findings.length === 0 && <p>There is nothing to correct and nothing left open.</p>}
  </aside>;
}

/** While something is still to fill in, that is no fault: it is told how the document stands without it. */
function Standing({ report }: { report: Report }) {
  const { error = 0, missing = 0 } = report.counts;
  const isBegun = missing > 0 && error === 0;
  return <div role="status" aria-atomic="true" class={`standing ${isBegun ? "cannot_determine" : report.verdict}`}>
    {missing > 0 ? <Coded text={report.draft} /> : <><VerdictMark verdict={report.verdict} /> <Coded text={report.standing} /></>}
  </div>;
}

function Listed({ title, findings, short, open }: { title: string; findings: Finding[]; short?: boolean; open?: boolean }) {
  const [all, setAll] = useState(false);
  if (findings.length === 0) return null;
  const shown = all ? findings : findings.slice(0, MOST);
  return <details class="listed" open={open}>
    <summary>{title}</summary>
    <ul>{shown.map((one) => <li key={one.id} class={one.code}><Line finding={one} short={short ?? false} /></li>)}</ul>
    {shown.length < findings.length && <button type="button" class="quiet" onClick={() => setAll(true)}>All {findings.length}</button>}
  </details>;
}

function Line({ finding, short }: { finding: Finding; short: boolean }) {
  const { pointer, field, message, code, needs } = finding;
  const href = `#/form${(pointer || needs[0] || "").split("/").map(encodeURIComponent).join("/")}`;
  if (short) return <a href={href}>{code === "missing" ? field || message : <Coded text={message} />}</a>;
  return <><Mark code={code} /> <a href={href}>{field || "The document"}</a><span class="line-message"> <Coded text={message} /></span></>;
}
