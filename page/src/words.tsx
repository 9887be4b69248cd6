// Words that every part of the page uses alike; the signs of findings are the report's own.
import { type ComponentChildren } from "preact";
import { COUNTS, KINDS, VERDICTS } from "report:drawings";
import { type Code, type Law } from "./contract";

export const CODES: Code[] = ["error", "missing", "warning", "info", "open", "review", "waived", "pass"];

export const many = (count: number, one: string, several = `${one}s`): string => `${count.toLocaleString("en-US")} ${count === 1 ? one : several}`;

export const counted = (code: Code, count: number): string => many(count, ...(COUNTS[code] ?? [code, code]));

export function Mark({ code }: { code: Code }) {
  const [sign, word] = KINDS[code] ?? ["", code];
  return <span class={`mark ${code}`}><span aria-hidden="true">{sign} </span>{word}</span>;
}

export function VerdictMark({ verdict }: { verdict: string }) {
  const [sign, word] = VERDICTS[verdict] ?? ["", verdict];
  return <span class={`mark ${verdict}`}><span aria-hidden="true">{sign} </span>{word}</span>;
}

/** What stands between backticks is a name or a text of the document. */
export function Coded({ text }: { text: string }) {
  return <>{text.split(/`([^`]+)`/).map((part, k) => (k % 2 ? <code key={k}>{part}</code> : part.replaceAll("§ ", "§\u00a0")))}</>;
}

export function Laws({ law }: { law: Law[] }) {
  return <>{law.map((one, k) => (
    <span class="law" key={k}>{k > 0 && "; "}
      {one.url && /^https:/.test(one.url) ? <a href={one.url} rel="noreferrer" target="_blank">{one.text.replaceAll("§ ", "§\u00a0")}</a> : one.text.replaceAll("§ ", "§\u00a0")}
    </span>))}</>;
}

/** A place of the guide, as the first word of a line. */
export const guidePlace = (guide: string): string => guide.slice(0, 1).toUpperCase() + guide.slice(1);

/** The name of a choice as a person reads it. */
export const spoken = (choice: string): string => (/^[a-z]/.test(choice) ? choice.replaceAll("_", " ") : choice);

export function Labelled({ id, label, children, hint }: { id: string; label: string; children: ComponentChildren; hint?: string }) {
  return <div class="asked"><label for={id}>{label}</label>{hint && <p class="hint" id={`${id}-hint`}>{hint}</p>}{children}</div>;
}
