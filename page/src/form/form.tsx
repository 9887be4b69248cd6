// The form in the order of the guide: sections that fold, a word on each, and beside it all that was found.
import { useEffect, useMemo, useState } from "preact/hooks";
import { formOf, place, work } from "../app_parts";
import { type Field } from "../contract";
import { usePart, useTold } from "../told";
import { many } from "../words";
import { Beside } from "./beside";
import { AnyField, Fields, Guide } from "./field";
import { Findings } from "./findings";
import { DrawnPart, hasDrawing } from "./pictures";
import { idOf, isNamed, pointerPart, useTally } from "./reading";
import { opened, openSection, revealIn, setAll } from "./revealing";

const OWN = "document"; // the type of the document, which is settled when it is begun
export const SINGLES = "general"; // the section of the fields that stand by themselves

export function FormPage() {
  const type = usePart(work.paper, (paper) => paper?.type ?? null);
  const [form, setForm] = useState<Field | null>(null);
  useEffect(() => {
    setForm(null);
    if (type) void formOf(type).then(setForm, (error: unknown) => work.notice.set(String(error)));
  }, [type]);
  const isOpening = usePart(work.paper, (paper) => paper !== null && paper.state === null && paper.kind === null);
  const where = useTold(place);
  useEffect(() => {
    if (form && where.startsWith("form/")) revealIn(form, decodeURIComponent(where.slice("form".length)));
  }, [form, where]);
  if (!type) return <NoForm />;
  if (!form || isOpening) return <p class="soft">It is being opened …</p>;
  return <div class="desk">
    <div class="form">
      <FormHead form={form} />
      <Sections form={form} />
    </div>
    <Findings />
  </div>;
}

/** A document that cannot be read has no type, and so no form: its report says why. */
function NoForm() {
  const paper = useTold(work.paper);
  if (!paper) return <p>Nothing is open. <a href="#/begin">Begin or open a document</a> first.</p>;
  return <div class="desk">
    <div class="form">
      <h1>{paper.name || "The document"}</h1>
      <p>It has no form yet, since it cannot be read as it stands. Mend its text, and the form comes back.</p>
      <Source />
    </div>
    <Findings />
  </div>;
}

export function Source() {
  const text = usePart(work.paper, (paper) => paper?.state?.text ?? "");
  const [typed, setTyped] = useState<string | null>(null);
  const take = async () => {
    if (typed !== null) await work.replace(typed);
    setTyped(null);
  };
  return <form class="source" onSubmit={(event) => { event.preventDefault(); void take(); }}>
    <label for="source">The text of the document</label>
    <textarea id="source" rows={24} spellcheck={false} value={typed ?? text} onInput={(event) => setTyped(event.currentTarget.value)} />
    <p><button type="submit" disabled={typed === null || typed === text}>Take this text</button></p>
  </form>;
}

function FormHead({ form }: { form: Field }) {
  const title = usePart(work.paper, (paper) => paper?.state?.title || form.title);
  return <header>
    <h1>{title}</h1>
    <p class="soft">{form.description}</p>
    <p class="tools"><button type="button" class="quiet" onClick={() => setAll(sectionsOf(form).filter(({ at }) => at === "" || isNamed(work.paper.now, at)).map(({ name }) => name), true)}>Open all sections</button>
      <button type="button" class="quiet" onClick={() => setAll([], false)}>Close all</button>
      <span class="soft small">Into a list, cells copied from a spreadsheet can be pasted: its rows are added.</span></p>
  </header>;
}

export interface Section {
  name: string;
  at: string;
  field: Field | null; // null: the single fields
}

export function sectionsOf(form: Field): Section[] {
  const parts = form.fields ?? [];
  const sections = parts.filter(isDeep).map((field) => ({ name: field.name, at: `/${pointerPart(field.name)}`, field }));
  return parts.some((field) => !isDeep(field) && field.name !== OWN) ? [...sections, { name: SINGLES, at: "", field: null }] : sections;
}

const isDeep = (field: Field): boolean => field.kind === "record" || field.kind === "list";

export const singlesOf = (form: Field): Field[] => (form.fields ?? []).filter((field) => !isDeep(field) && field.name !== OWN);

/** The parts of this document in the order of the guide; what else the form has comes after, folded. */
function Sections({ form }: { form: Field }) {
  const all = sectionsOf(form);
  const named = usePart(work.paper, (paper) => all.filter(({ at }) => at === "" || isNamed(paper, at)).map(({ name }) => name).join(" ")).split(" ");
  const isOpen = usePart(opened, (names) => all.some(({ name }) => names.has(name) && !named.includes(name)));
  const others = all.filter(({ name }) => !named.includes(name));
  const part = (section: Section) => <SectionPart key={section.name} section={section} form={form} />;
  return <>
    {all.filter(({ name }) => named.includes(name)).map(part)}
    <Unplaced form={form} />
    {others.length > 0 && <details class="other-parts" open={isOpen || undefined}><summary>{many(others.length, "other part")} of the form, of which this document says nothing</summary>{others.map(part)}</details>}
  </>;
}

function SectionPart({ section, form }: { section: Section; form: Field }) {
  const isOpen = usePart(opened, (names) => names.has(section.name));
  const title = section.field ? section.field.title || section.field.name : "In general";
  const id = `section-${section.name}`;
  return <section class="section" aria-labelledby={`${id}-head`}>
    <h2 id={`${id}-head`}><button type="button" class="fold" aria-expanded={isOpen} aria-controls={id} onClick={() => openSection(section.name, !isOpen)}>
      <span class="fold-title">{title}{section.field && <Guide field={section.field} />}</span>
      {section.field ? <SectionTally at={section.at} /> : null}
    </button></h2>
    <div id={id} hidden={!isOpen}>{isOpen && <SectionBody section={section} form={form} />}</div>
  </section>;
}

function SectionBody({ section: { at, field }, form }: { section: Section; form: Field }) {
  if (!field) return <Fields at="" fields={singlesOf(form)} depth={1} />;
  if (field.kind === "list") return <><AnyField at={at} field={field} depth={1} /><DrawnPart at={at} /></>;
  return <>
    {field.description && <p class="hint">{field.description}</p>}
    <div id={idOf(at)} tabIndex={-1}><Beside at={at} kind="record" /></div>
    <Fields at={at} fields={field.fields ?? []} depth={1} />
    <DrawnPart at={at} />
  </>;
}

function SectionTally({ at }: { at: string }) {
  const { wrong, missing, open, filled } = useTally(at);
  const drawn = usePart(work.paper, (paper) => hasDrawing(paper?.state?.report.drawn ?? null, at));
  return <span class="tally">
    {wrong > 0 && <span class="mark error">{many(wrong, "thing")} to correct</span>}
    {missing > 0 && <span class="mark missing">{missing} to fill in</span>}
    {open > 0 && wrong + missing === 0 && <span class="mark open">{many(open, "check")} waiting</span>}
    {wrong + missing + open === 0 && <span class="soft">{filled ? `${many(filled, "entry", "entries")}${drawn ? ", drawn" : ""}` : "empty"}</span>}
  </span>;
}

/** What was found at no field of the form: about the document as a whole, or at a name it does not know. */
function Unplaced({ form }: { form: Field }) {
  const state = usePart(work.paper, (paper) => paper?.state ?? null);
  const pointers = useMemo(() => {
    const names = new Set((form.fields ?? []).map((field) => `/${pointerPart(field.name)}`));
    const found = (state?.report.findings ?? []).filter((one) => one.code !== "review" && !names.has(`/${one.pointer.split("/")[1] ?? ""}`));
    return [...new Set(found.map((one) => one.pointer))];
  }, [form, state]);
  if (pointers.length === 0) return null;
  return <section class="section" aria-labelledby="whole-head"><h2 id="whole-head">About the document as a whole</h2>
    {pointers.map((at) => <div key={at} id={idOf(at)} tabIndex={-1}><Beside at={at} kind="record" /></div>)}
  </section>;
}
