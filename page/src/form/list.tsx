// A list: a table where its entries are short, else one entry under another. Cells of a spreadsheet can be pasted.
import { useState } from "preact/hooks";
import { work } from "../app_parts";
import { type Field } from "../contract";
import { many, spoken } from "../words";
import { Beside, besideId } from "./beside";
import { About, Fields, Guide } from "./field";
import { Input } from "./input";
import { cellsOf } from "./pasted";
import { idOf, lengthIn, pointerPart, useLength, useValue } from "./reading";

const MOST_COLUMNS = 6;
const PAGE = 40; // entries shown at a time

export function ListField({ at, field, depth }: { at: string; field: Field; depth: number }) {
  const length = useLength(at);
  const [page, setPage] = useState(0);
  const entry = field.entry ?? { ...field, kind: "text" as const };
  const columns = columnsOf(entry);
  const pages = Math.max(1, Math.ceil(length / PAGE));
  const shown = Math.min(page, pages - 1);
  const indexes = Array.from({ length: Math.min(PAGE, length - shown * PAGE) }, (_, k) => shown * PAGE + k);
  const head = `head${at}`;
  const parts = { at, field, entry, indexes, length };
  return <div role="group" aria-labelledby={head} class={`group list depth-${Math.min(depth, 3)}`}>
    {depth <= 1 ? <h3 id={head}>{field.title || field.name}<Guide field={field} /></h3> : <h4 id={head}>{field.title || field.name}<Guide field={field} /></h4>}
    <About id={`about${at}`} field={field} />
    <Beside at={at} kind="list" />
    {length > 0 && (columns ? <AsTable {...parts} columns={columns} /> : <AsCards {...parts} depth={depth} />)}
    {pages > 1 && <Pager shown={shown} pages={pages} length={length} go={setPage} />}
    <AddEntry at={at} field={field} length={length} after={() => setPage(Math.floor(length / PAGE))} />
  </div>;
}

interface Column {
  path: string; // under the entry; "" for an entry that is a value itself
  field: Field;
}

/** The columns of a table for such entries; null where they are too many or too deep. */
function columnsOf(entry: Field): Column[] | null {
  if (entry.kind === "list") return null;
  if (entry.kind !== "record") return [{ path: "", field: entry }];
  const fields = entry.fields ?? [];
  if (fields.length > MOST_COLUMNS || fields.some(({ kind }) => kind === "record" || kind === "list")) return null;
  return fields.map((field) => ({ path: `/${pointerPart(field.name)}`, field }));
}

interface Parts {
  at: string;
  field: Field;
  entry: Field;
  indexes: number[];
  length: number;
}

function AsTable({ at, field, indexes, length, columns }: Parts & { columns: Column[] }) {
  const title = (column: Column) => column.field.title || (column.path === "" ? field.title : column.field.name);
  return <div class="scroll"><table class="entries">
    <caption class="away">{field.title}</caption>
    <thead class={columns.length === 1 ? "away" : ""}><tr><th scope="col"><span class="away">Entry</span></th>{columns.map((column) => <th scope="col" key={column.path}>{title(column)}</th>)}<td /></tr></thead>
    <tbody>{indexes.map((index) => <tr key={index}>
      <th scope="row" class="soft">{index + 1}</th>
      {columns.map((column) => <td key={column.path} class={column.field.kind}>
        <Input at={`${at}/${index}${column.path}`} field={column.field} label={`${title(column)}, entry ${index + 1}`} describedBy={besideId(`${at}/${index}${column.path}`)}
          onPaste={(event) => pasteInto(event, at, columns, index, column, length)} />
        <Beside at={`${at}/${index}${column.path}`} kind={column.field.kind} />
      </td>)}
      <td><Remove at={at} index={index} />{columns[0]!.path !== "" && <Beside at={`${at}/${index}`} kind="record" />}</td>
    </tr>)}</tbody>
  </table></div>;
}

function AsCards({ at, field, entry, indexes, depth }: Parts & { depth: number }) {
  return <ol class="entries" start={(indexes[0] ?? 0) + 1}>{indexes.map((index) => {
    const place = `${at}/${index}`;
    return <li key={index} class="card">
      <div class="card-head"><EntryName at={place} list={field} index={index} /><Remove at={at} index={index} /></div>
      <div id={idOf(place)} tabIndex={-1}><Beside at={place} kind="record" /></div>
      {entry.kind === "record" ? <Fields at={place} fields={entry.fields ?? []} depth={depth + 1} /> : <ListField at={place} field={entry} depth={depth + 1} />}
    </li>;
  })}</ol>;
}

function EntryName({ at, list, index }: { at: string; list: Field; index: number }) {
  const name = useValue(list.key ? `${at}/${pointerPart(list.key)}` : at);
  return <p class="entry-name"><b>{list.entry?.title || "Entry"} {index + 1}</b>{name && <span class="soft"> {spoken(name)}</span>}</p>;
}

function Remove({ at, index }: { at: string; index: number }) {
  const remove = async () => {
    await work.remove(`${at}/${index}`);
    document.getElementById(`add${at}`)?.focus();
  };
  return <button type="button" class="quiet" onClick={() => void remove()} aria-label={`Remove entry ${index + 1}`}>Remove</button>;
}

function AddEntry({ at, field, length, after }: { at: string; field: Field; length: number; after: () => void }) {
  const isFull = field.most != null && length >= field.most;
  const add = () => {
    work.add(at);
    after();
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[id^="${CSS.escape(idOf(`${at}/${length}`))}"]:is(input, select, textarea)`)?.focus());
  };
  return <div class="adding">
    <button type="button" id={`add${at}`} onClick={add} disabled={isFull}>Add {length ? "another" : "an entry"}<span class="away"> to {field.title}</span></button>
    {field.most != null && length >= field.most - 2 && <span class="soft small"> at most {field.most}</span>}
  </div>;
}

function Pager({ shown, pages, length, go }: { shown: number; pages: number; length: number; go: (page: number) => void }) {
  return <div class="pager">
    <button type="button" onClick={() => go(shown - 1)} disabled={shown === 0}>Earlier</button>
    <span>{shown * PAGE + 1}–{Math.min(length, (shown + 1) * PAGE)} of {many(length, "entry", "entries")}</span>
    <button type="button" onClick={() => go(shown + 1)} disabled={shown === pages - 1}>Later</button>
  </div>;
}

function pasteInto(event: ClipboardEvent, at: string, columns: Column[], row: number, column: Column, length: number): void {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const isProse = columns.length > 1 && column.field.kind === "text" && !text.includes("\t"); // paragraphs of one entry
  const cells = isProse ? [] : cellsOf(text);
  if (cells.length === 0) return;
  event.preventDefault();
  const first = columns.indexOf(column);
  const values = cells.flatMap((texts, r) => texts.slice(0, columns.length - first).map((text, c): [string, string] => [`${at}/${row + r}${columns[first + c]!.path}`, text]));
  work.paste(at, Math.max(0, row + cells.length - Math.max(length, lengthIn(work.paper.now, at))), values);
}
