// What this browser keeps, with a plain way to go on with it and to delete it.
import { useEffect, useState } from "preact/hooks";
import { goTo, work } from "./app_parts";
import { isHeld } from "./held";
import { forget, forgetAll, listKept, type Kept } from "./kept";
import { goOn, saved } from "./keeping";
import { useTold } from "./told";

interface Shown extends Kept {
  isElsewhere: boolean;
}

async function shown(): Promise<Shown[]> {
  const own = work.paper.now?.id;
  return Promise.all((await listKept()).map(async (one) => ({ ...one, isElsewhere: one.id !== own && (await isHeld(one.id)) })));
}

export function KeptList({ heading = "Kept in this browser" }: { heading?: string }) {
  const [all, setAll] = useState<Shown[]>([]);
  const state = useTold(saved);
  const again = () => void shown().then(setAll, () => setAll([]));
  useEffect(again, [state]);
  if (all.length === 0) return null;
  const remove = async (ids: string[]) => {
    const own = work.paper.now?.id;
    if (own && ids.includes(own)) work.close();
    await Promise.all(ids.map(forget));
    if (ids.length === all.length) await forgetAll();
    document.getElementById("main")?.focus({ preventScroll: true });
    again();
  };
  return <section aria-labelledby="kept"><h2 id="kept">{heading}</h2>
    <p class="soft">These are in this browser on this computer alone. Who uses it after you can read them: delete them on a shared computer.</p>
    <ul class="kept">{all.map((one) => <One key={one.id} one={one} remove={() => void remove([one.id])} />)}</ul>
    {all.length > 1 && <Sure word="Delete all of them" sure="Yes, delete all" act={() => void remove(all.map(({ id }) => id))} />}
  </section>;
}

function One({ one, remove }: { one: Shown; remove: () => void }) {
  const isOwn = work.paper.now?.id === one.id;
  const go = async (copy: boolean) => {
    if (!isOwn) await goOn(one.id, copy).catch((error: unknown) => work.notice.set(String(error)));
    goTo("form");
  };
  return <li>
    <p><b>{one.title || one.name || "A document"}</b> <span class="soft small">{one.name}, {new Date(one.saved).toLocaleString()}</span>
      {one.isElsewhere && <span class="mark warning"> open in another tab</span>}</p>
    <p class="tools">{one.isElsewhere ? <button type="button" onClick={() => void go(true)}>Open a copy</button>
      : <button type="button" onClick={() => void go(false)}>Go on with it</button>}
      <Sure word="Delete" of={one.title || one.name} sure="Yes, delete it" act={remove} /></p>
  </li>;
}

/** A button that asks once more before it deletes. */
function Sure({ word, of, sure, act }: { word: string; of?: string; sure: string; act: () => void }) {
  const [asked, setAsked] = useState(false);
  if (!asked) return <button type="button" class="quiet" onClick={() => setAsked(true)}>{word}{of && <span class="away"> {of}</span>}</button>;
  return <span class="sure"><button type="button" class="danger" ref={(one) => one?.focus()} onClick={act}>{sure}</button> <button type="button" class="quiet" onClick={() => setAsked(false)}>No</button></span>;
}
