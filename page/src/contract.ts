// What passes between the page and the product behind the worker's door: JSON, and bytes.

export type Kind =
  | "record" | "list" | "money" | "percent" | "level" | "number" | "integer"
  | "date" | "time" | "text" | "path" | "yes_no" | "choice";

/** What may stand at one place of a document: made from its schema. */
export interface Field {
  name: string;
  title: string;
  description: string;
  guide: string;
  kind: Kind;
  hint?: string;
  choices?: string[];
  key?: string | null;
  most?: number | null;
  fields?: Field[];
  entry?: Field | null;
}

export interface DocumentType {
  name: string;
  title: string;
  description: string;
  begins: { kind: string; title: string }[];
}

export type Code = "error" | "missing" | "warning" | "info" | "open" | "review" | "waived" | "pass";

export interface Law {
  text: string;
  url?: string;
}

export interface Finding {
  id: string;
  rule: string;
  severity: string;
  verdict: string;
  code: Code;
  message: string;
  remedy: string;
  pointer: string;
  needs: string[];
  field: string;
  line: number | null;
  law: Law[];
  arithmetic: string[];
  is_missing: boolean;
  mend: { was: string; now: string } | null; // what settles it in its place, where that is one text
}

/** What the report draws: the budget, levels, dates. Read by the report's own scripts alone. */
export interface Drawn {
  budget?: { lines: { path: string }[] } | null;
  levels?: { path?: string }[] | null;
  dates?: { path: string }[] | null;
  windows?: unknown;
}

export interface Report {
  standing: string;
  verdict: string;
  counts: Partial<Record<Code, number>>;
  findings: Finding[];
  drawn: Drawn | null;
  laws: unknown[]; // what the numbers of law in what is drawn mean
  draft: string; // the standing, if what is not yet filled in is no fault
}

export interface State {
  name: string;
  type: string | null;
  title: string;
  format: "yaml" | "json";
  text: string;
  values: Record<string, string>;
  lengths: Record<string, number>;
  blanks: string[]; // places that are named and not filled in
  report: Report;
}

export interface Refused {
  refused: string;
}

export type Operation =
  | { op: "set"; at: string; value: string }
  | { op: "clear"; at: string }
  | { op: "add"; at: string; index?: number }
  | { op: "remove"; at: string };

export interface Change {
  pointer: string;
  field: string;
  line: number | null;
  now: string;
  proposed: string;
  why: string;
}

export interface Lawful {
  from: string | null;
  to: string | null;
  said: string; // all of it in words
}

export type Repair = { left: string[] } & ({ changes: Change[]; unique: boolean; said: string } | { none: string });

export interface Question {
  id: string;
  question: string;
  citations: Law[];
  texts: { field: string; text: string }[];
  pointer: string;
  field: string;
  answer: string;
  note: string;
  by: string;
  date: string;
  is_outdated: boolean; // the text has changed since it was judged
}

export interface FileData {
  name: string;
  mime: string;
  data: Uint8Array;
}

export interface Imported {
  found: string[]; // which tables
  told: string[]; // of single cells
  taken: number;
  new?: number;
  same?: number;
  differing: { field: string; line: number; now: string; table: string; cell: string }[];
  asks: { name: string; question: string; choices: string[] }[];
}

export interface ReviewRow {
  name: string;
  title: string;
  verdict: string;
  standing: string;
  counts: Partial<Record<Code, number>>;
}

export interface Named {
  name: string;
  data: Uint8Array;
}

export interface RuleRow {
  id: string;
  title: string;
  kind: string;
  severity: string;
  state: string | null;
  citations: Law[];
}

export interface RuleTold extends RuleRow {
  text: string;
  stands: string;
  guide: string[];
  definitions: { name: string; text: string }[];
  parameters: { name: string; values: { state: string; from: string; value: string; law: Law[] }[] }[];
  examples: string[];
  others?: RuleTold[]; // of the same id, for documents of single States
}

export interface Tried {
  diagnostics: { line: number | null; message: string; severity: string }[];
  examples: { title: string; line: number; ok: boolean; message: string }[];
  findings: Finding[];
  standing: string;
}

/** Methods of the desk, by what they take and return; each may refuse in words. */
export interface Desk {
  types(): DocumentType[];
  form(type: string): Field;
  begin(kind: string): State;
  open(name: string, data: Uint8Array, determinations: Uint8Array | null): State;
  edit(operations: Operation[]): State;
  text(): string;
  replace(text: string): State;
  lawful(pointer: string): Lawful | null;
  repair(): Repair;
  carry_out(changes: Change[]): State;
  mend(id: string): State;
  questions(): Question[];
  judge(id: string, answer: string, note: string, by: string): State;
  determinations(): { name: string; text: string };
  download(kind: string): FileData;
  import_table(name: string, data: Uint8Array, options: Record<string, string>): Imported;
  enter_table(replace: boolean): State;
  review_start(): object;
  review_more(files: Named[]): { rows: ReviewRow[] };
  review_end(): { html: Uint8Array; left_out: { name: string; why: string }[] };
  compare(before: Named[], after: Named[]): { text: string };
  rules(search: string): RuleRow[];
  rule(id: string): RuleTold;
  sandbox(rule: string, document: string): Tried;
}

export const isRefused = (answer: unknown): answer is Refused =>
  typeof answer === "object" && answer !== null && "refused" in answer;
