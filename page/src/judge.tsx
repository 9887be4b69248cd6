// The questions that only a person can answer, one after another, with the text that they are about.
import { useEffect, useRef, useState } from "preact/hooks";
import { door, work } from "./app_parts";
import { type Question } from "./contract";
import { usePart, useTold } from "./told";
import { Laws, many } from "./words";

const ANSWERS = [["met", "Met"], ["not_met", "Not met"], ["not_applicable", "Does not apply"]] as const;
const BY = "perkins-reviewer";

export function JudgePage() {
  const text = usePart(work.paper, (paper) => paper?.state?.text ?? null);
  const determinations = usePart(work.paper, (paper) => paper?.determinations ?? null);
  const phase = useTold(door.phase);
  const [questions, setQuestions] = useState<Question[] | null>(null);
  const [told, setTold] = useState("");
  const [at, setAt] = useState(0);
  useEffect(() => {
    if (text === null || phase.is !== "ready") return;
    void work.settled().then(() => door.call("questions")).then(setQuestions, (error: unknown) => setTold(String(error)));
  }, [text, determinations, phase]);
  if (text === null) return <><h1>Judge</h1><p>Nothing is open. <a href="#/begin">Begin or open a document</a> first.</p></>;
  const open = questions?.filter((one) => !one.answer || one.is_outdated).length ?? 0;
  return <>
    <h1>Judge</h1>
    <p>Some requirements no program can check. A rule finds the place; whether it is good enough is for a person to say.</p>
    <p role="status">{told || (questions === null ? "The questions are being gathered …" : questions.length === 0
      ? "The document asks no question of a person yet." : `${many(questions.length, "question")}, ${open} still to be judged.`)}</p>
    {questions && questions.length > 0 && <One key={questions[Math.min(at, questions.length - 1)]!.id} questions={questions} at={Math.min(at, questions.length - 1)} go={setAt} />}
  </>;
}

function One({ questions, at, go }: { questions: Question[]; at: number; go: (at: number) => void }) {
  const one = questions[at]!;
  const [note, setNote] = useState(one.note);
  const [by, setBy] = useState(() => sessionStorage.getItem(BY) ?? "");
  const head = useRef<HTMLHeadingElement>(null);
  const seen = useRef(false);
  useEffect(() => {
    if (seen.current || at > 0) head.current?.focus();
    seen.current = true;
  }, []);
  const judge = async (answer: string) => {
    sessionStorage.setItem(BY, by);
    await work.judge(one.id, answer, note, by);
    if (!answer) return;
    const next = questions.findIndex((other, k) => k > at && !other.answer);
    go(next >= 0 ? next : at);
  };
  return <article class="judging">
    <nav class="neighbours" aria-label="Questions"><button type="button" disabled={at === 0} onClick={() => go(at - 1)}>← Before</button>
      <span class="soft">{at + 1} of {questions.length}</span>
      <button type="button" disabled={at === questions.length - 1} onClick={() => go(at + 1)}>Next →</button></nav>
    <div class="judging-parts"><div>
    <h2 tabIndex={-1} ref={head}>{one.question}</h2>
    <p class="small"><Laws law={one.citations} /></p>
    <div class="asked"><label for="by">Your name, as the reviewer</label><input id="by" value={by} autocomplete="name" onInput={(event) => setBy(event.currentTarget.value)} /></div>
    <div class="asked"><label for="note">Note</label><p class="hint" id="note-hint">Where it is not met, what is lacking; where it does not apply, why.</p>
      <textarea id="note" rows={3} aria-describedby="note-hint" value={note} onInput={(event) => setNote(event.currentTarget.value)} /></div>
    {one.answer && <p class="soft">Judged by {one.by} on {one.date}{one.is_outdated && ": the text has changed since, so judge it again"}.
      <button type="button" class="quiet" onClick={() => void judge("")}>Take it back</button></p>}
    {!by.trim() && <p class="soft small" id="needs-name">Give your name first: an answer is kept with who gave it.</p>}
    <p class="answers">{ANSWERS.map(([answer, word]) => <button key={answer} type="button" aria-pressed={one.answer === answer} disabled={!by.trim()} onClick={() => void judge(answer)}>{word}</button>)}</p>
    </div><div class="texts">{one.texts.map(({ field, text }, k) => <div key={k}><h3>{field}</h3><blockquote tabIndex={0}>{text || "Nothing is written there."}</blockquote></div>)}</div></div>
  </article>;
}
