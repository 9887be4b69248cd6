// One field of the form: its title, what it is about, where the guide asks for it, and what was found.
import { type ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { work } from "../app_parts";
import { type Field } from "../contract";
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
    {shown.map((field) => <AnyField key={field.name} at={placeOf(field)} field={field} depth={depth} />)}
    {shown.length < fields.length && <p class="others"><button type="button" class="quiet" onClick={() => setAll(true)}>
      {others.length === 1 ? `Also: ${others[0]!.title || others[0]!.name}` : `${others.length} more fields of this part`}</button>
      <span class="soft small"> {others.length > 1 && others.slice(0, 4).map((field) => field.title || field.name).join(", ")}{others.length > 4 && ", …"}</span></p>}
  </>;
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

export function About({ id, field }: { id: string; field: Field }) {
  const text = [field.description, field.hint].filter(Boolean).join(" ");
  return <p class="hint" id={id}>{text}</p>;
}

/** The fields of a record under their own head; the only field of one needs no head of its own. */
function Group({ at, field, depth }: { at: string; field: Field; depth: number }) {
  const head = `head${at}`;
  return <div role="group" aria-labelledby={head} class={`group depth-${Math.min(depth, 3)}`}>
    <GroupHead depth={depth} id={head}>{field.title || field.name}<Guide field={field} /></GroupHead>
    <About id={`about${at}`} field={field} />
    <div id={idOf(at)} tabIndex={-1}><Beside at={at} kind="record" /></div>
    <Fields at={at} fields={field.fields ?? []} depth={depth + 1} />
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
