// The parts of the running page that everything else uses: made once.
import { type Field, type DocumentType, type State } from "./contract";
import { Door } from "./door";
import { Told } from "./told";
import { Work } from "./work";

export const door = new Door();
export const work = new Work(door);

/** Where the page stands: what is behind the # of the address. */
export const place = new Told(location.hash.replace(/^#\/?/, "") || "begin");
addEventListener("hashchange", () => place.set(location.hash.replace(/^#\/?/, "") || "begin"));
export const goTo = (where: string): void => { location.hash = `#/${where}`; };

async function fetchedJson<T>(path: string): Promise<T> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} could not be loaded`);
  return (await response.json()) as T;
}

/** The types of documents and their forms come as files: they are there before Python is. */
export const types: Promise<DocumentType[]> = fetchedJson("forms/types.json");

const forms = new Map<string, Promise<Field>>();

export function formOf(type: string): Promise<Field> {
  if (!forms.has(type)) forms.set(type, fetchedJson<Field>(`forms/${encodeURIComponent(type)}.json`));
  return forms.get(type)!;
}

/** A document as it begins: the site was built with it, so that nobody waits for Python to begin typing. */
export const beginning = (kind: string): Promise<State> => fetchedJson(`forms/begin-${encodeURIComponent(kind.replace(":", "-"))}.json`);
