// One field of the form: its title, what it is about, where the guide asks for it, and what was found.
import { type ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { work } from "../app_parts";
import { type Field, type Kind } from "../contract";
import { usePart } from "../told";
import { guidePlace } from "../words";
import { Beside, besideId } from "./beside";
import { Input } from "./input";
import { ListField } from "./list";
import { idOf, isNamed, pointerPart, useFindings, useValue } from "./reading";

const REMARK = "note"; // a remark of one's own, in every record: out of the way until it is wanted

export function AnyField({ at, field, depth }: { at: string; field: Field; depth: number }) {
  if (field.kind === "record") return <Group at={at} field={field} depth={depth} />;
  if (field.kind === "list") return <ListField at={at} field={field} depth={depth} />;
  if (field.name === REMARK) return <Remark at={at} field={field} />;
  return <OneField at={at} field={field} />;
}

/** The fields of a record: those of this document, in their order, and the others behind a button. */
export function Fields({ at, fields, depth }: { at: string; fields: Field[]; depth: number }) {
  const [all, setAll] = useState(false);
  const placeOf = (field: Field) => `${at}/${pointerPart(field.name)}`;
  const named = usePart(work.paper, (paper) => fields.filter((field) => isNamed(paper, placeOf(field))).map(({ name }) => name).join(" ")).split(" ");
  const others = fields.filter((field) => field.name !== REMARK && !named.includes(field.name));
  const isBare = others.length === fields.filter((field) => field.name !== REMARK).length;
  const shown = all || isBare ? fields : fields.filter((field) => !others.includes(field));
  return <>
    {runsOf(shown).map((run) => {
      const parts = run.map((field) => <AnyField key={field.name} at={placeOf(field)} field={field} depth={depth} />);
      return run.length > 1 ? <div class="row" key={run[0]!.name}>{parts}</div> : parts;
    })}
    {shown.length < fields.length && <p class="others"><button type="button" class="quiet" onClick={() => setAll(true)}>
      {others.length === 1 ? `Also: ${others[0]!.title || others[0]!.name}` : `${others.length} more fields of this part`}</button>
      <span class="soft small"> {others.length > 1 && others.slice(0, 4).map((field) => field.title || field.name).join(", ")}{others.length > 4 && ", …"}</span></p>}
  </>;
}

const SHORT: Kind[] = ["money", "percent", "level", "number", "integer", "date", "time", "yes_no", "choice"];

/** Fields that follow one another: short ones together, which stand beside one another where there is room. */
function runsOf(fields: Field[]): Field[][] {
  const runs: Field[][] = [];
  for (const field of fields) {
    const last = runs[runs.length - 1];
    if (last && SHORT.includes(field.kind) && SHORT.includes(last[0]!.kind)) last.push(field);
    else runs.push([field]);
  }
  return runs;
}

function OneField({ at, field }: { at: string; field: Field }) {
  const about = `about${at}`;
  return <div class="asked">
    <label for={idOf(at)}>{field.title || field.name}<Guide field={field} /></label>
    <About id={about} field={field} />
    <Input at={at} field={field} describedBy={`${about} ${besideId(at)}`} />
    <Beside at={at} kind={field.kind} />
  </div>;
}

export function Guide({ field }: { field: Field }) {
  return field.guide ? <span class="guide"> {guidePlace(field.guide)}</span> : null;
}

const UNTYPED: Kind[] = ["yes_no", "choice", "list", "record"]; // chosen or added: how a file has it is no matter here

export function About({ id, field }: { id: string; field: Field }) {
  const hint = UNTYPED.includes(field.kind) ? "" : field.hint; // what is typed shows in the field, as an example
  return <p class="hint" id={id}>{field.description}{hint && <span class="away"> Write {hint}.</span>}</p>;
}

/** The fields of a record under their own head; the only field of one goes by the name of the record. */
function Group({ at, field, depth }: { at: string; field: Field; depth: number }) {
  const [only, ...more] = (field.fields ?? []).filter(({ name }) => name !== REMARK);
  if (only && more.length === 0 && only.kind !== "record" && only.kind !== "list") return <Single at={at} field={field} only={only} />;
  const head = `head${at}`;
  return <div role="group" aria-labelledby={head} class={`group depth-${Math.min(depth, 3)}`}>
    <GroupHead depth={depth} id={head}>{field.title || field.name}<Guide field={field} /></GroupHead>
    <About id={`about${at}`} field={field} />
    <div id={idOf(at)} tabIndex={-1}><Beside at={at} kind="record" /></div>
    <Fields at={at} fields={field.fields ?? []} depth={depth + 1} />
  </div>;
}

function Single({ at, field, only }: { at: string; field: Field; only: Field }) {
  const remark = field.fields?.find(({ name }) => name === REMARK);
  const description = [field.description, only.description].filter(Boolean).join(" ");
  return <div class="single">
    <div id={idOf(at)} tabIndex={-1}><Beside at={at} kind="record" /></div>
    <OneField at={`${at}/${pointerPart(only.name)}`} field={{ ...only, title: field.title || only.title, description }} />
    {remark && <Remark at={`${at}/${REMARK}`} field={remark} />}
  </div>;
}

function GroupHead({ depth, id, children }: { depth: number; id: string; children: ComponentChildren }) {
  return depth <= 1 ? <h3 id={id}>{children}</h3> : <h4 id={id}>{children}</h4>;
}

function Remark({ at, field }: { at: string; field: Field }) {
  const value = useValue(at);
  const found = useFindings(at).length > 0;
  const [wanted, setWanted] = useState(false);
  if (value || wanted || found) return <OneField at={at} field={field} />;
  return <p class="remark"><button type="button" id={idOf(at)} class="quiet" onClick={() => {
    setWanted(true);
    requestAnimationFrame(() => document.getElementById(idOf(at))?.focus());
  }}>Add a note</button></p>;
}
