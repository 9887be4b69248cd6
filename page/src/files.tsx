// Files that are chosen or dropped, also whole folders; and bytes that are handed to the person.
import { useState } from "preact/hooks";
import { type FileData } from "./contract";

export interface Given {
  name: string;
  data: Uint8Array;
}

export const MOST_BYTES = 200_000_000; // more does not fit into the memory of a page

async function given(file: File, name = file.webkitRelativePath || file.name): Promise<Given> {
  return { name, data: new Uint8Array(await file.arrayBuffer()) };
}

export async function readAll(files: Iterable<File>): Promise<Given[]> {
  return Promise.all([...files].map((file) => given(file)));
}

/** Everything that was dropped, folders with all that is in them. */
async function dropped(transfer: DataTransfer): Promise<Given[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter((one) => one != null);
  if (entries.length === 0) return readAll(transfer.files);
  return (await Promise.all(entries.map(entryFiles))).flat();
}

async function entryFiles(entry: FileSystemEntry): Promise<Given[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((settle, fail) => (entry as FileSystemFileEntry).file(settle, fail));
    return [await given(file, entry.fullPath.replace(/^\//, ""))];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((settle, fail) => reader.readEntries(settle, fail));
    if (some.length === 0) break;
    found.push(...some);
  }
  return (await Promise.all(found.map(entryFiles))).flat();
}

interface Props {
  id: string;
  label: string;
  hint: string;
  accept?: string;
  several?: boolean; // files together
  folder?: boolean; // also whole folders
  take: (files: Given[]) => void;
}

/** A place to drop files on, with buttons that do the same for the keyboard. */
export function Drop({ id, label, hint, accept, several, folder, take }: Props) {
  const [over, setOver] = useState(false);
  const [fault, setFault] = useState("");
  const took = async (files: Promise<Given[]>) => {
    setFault("");
    try {
      const all = await files;
      if (all.reduce((sum, one) => sum + one.data.length, 0) > MOST_BYTES) throw new Error("That is more than the page can hold at once: take fewer files.");
      if (all.length > 0) take(all);
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
  };
  const pick = (event: { currentTarget: HTMLInputElement }) => {
    const input = event.currentTarget;
    void took(readAll(input.files ?? []));
    input.value = "";
  };
  return <div class={`drop ${over ? "over" : ""}`}
    onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)}
    onDrop={(event) => { event.preventDefault(); setOver(false); if (event.dataTransfer) void took(dropped(event.dataTransfer)); }}>
    <p class="hint" id={`${id}-hint`}>{hint}</p>
    <p class="picks"><label for={id}>{label}</label><input id={id} type="file" accept={accept} multiple={several || folder} aria-describedby={`${id}-hint`} onChange={pick} /></p>
    {folder && <p class="picks"><label for={`${id}-folder`}>or a whole folder</label><input id={`${id}-folder`} type="file" {...{ webkitdirectory: true }} onChange={pick} /></p>}
    {fault && <p role="alert" class="mark error">{fault}</p>}
  </div>;
}

/** Hands a file to the person, by the browser's own way of downloading. */
export function handOver({ name, mime, data }: FileData): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([data as Uint8Array<ArrayBuffer>], { type: mime }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
