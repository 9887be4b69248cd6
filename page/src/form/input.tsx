// The element in which a value is typed, by the kind of the field. The value stays as it is typed.
import { type SelectHTMLAttributes, type TargetedEvent, type TextareaHTMLAttributes } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { work } from "../app_parts";
import { type Field } from "../contract";
import { spoken } from "../words";
import { idOf, useFindings, useRefused, useValue } from "./reading";

const EXAMPLES: Partial<Record<Field["kind"], string>> = {
  money: "$0.00", percent: "5%", level: "87.5", date: "2026-05-15", time: "14:05",
};
const YES_NO = ["yes", "no"];

interface Props {
  at: string;
  field: Field;
  label?: string; // where no label element stands beside it: in a table
  describedBy: string;
  onPaste?: (event: ClipboardEvent) => void;
}

export function Input({ at, field, label, describedBy, onPaste }: Props) {
  const value = useValue(at);
  const findings = useFindings(at);
  const isBad = findings.some((one) => one.code === "error");
  const isRefused = useRefused(at) !== "";
  const common = {
    id: idOf(at), "aria-label": label, "aria-describedby": describedBy, "aria-invalid": isBad || isRefused, "aria-required": findings.some((one) => one.is_missing), autocomplete: "off", spellcheck: field.kind === "text",
  };
  const type = (event: TargetedEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>) => work.type(at, event.currentTarget.value);
  const choices = field.kind === "yes_no" ? YES_NO : field.choices?.length ? field.choices : null;
  if (choices) return <Choice {...common} value={value} choices={choices} onChange={type} />;
  if (field.kind === "text") return <Lines {...common} value={value} onInput={type} onPaste={onPaste} />;
  return <input {...common} class={field.kind} type="text" value={value} placeholder={EXAMPLES[field.kind]} onInput={type} onPaste={onPaste}
    inputMode={["money", "percent", "level", "number", "integer"].includes(field.kind) ? "decimal" : "text"} />;
}

/** A value that is none of the choices stays what it is, and can be seen. */
function Choice({ value, choices, ...common }: SelectHTMLAttributes<HTMLSelectElement> & { value: string; choices: string[] }) {
  const isOther = value !== "" && !choices.includes(value);
  return <select {...common} value={value}>
    <option value="">not given</option>
    {isOther && <option value={value}>{`${value} (as written)`}</option>}
    {choices.map((one) => <option key={one} value={one}>{spoken(one)}</option>)}
  </select>;
}

/** A text of one line or of many: it grows with what is in it. */
function Lines({ value, ...common }: TextareaHTMLAttributes<HTMLTextAreaElement> & { value: string }) {
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const one = area.current!;
    one.style.height = "auto";
    one.style.height = `${Math.min(one.scrollHeight + 2, 480)}px`;
  }, [value]);
  return <textarea {...common} ref={area} rows={1} value={value} />;
}
