// Which sections are open, and the way to a field from anywhere: its section opens, and it gets the focus.
import { type Field } from "../contract";
import { Told } from "../told";
import { sectionsOf, SINGLES } from "./form";
import { idOf } from "./reading";

export const opened = new Told<ReadonlySet<string>>(new Set());

export function openSection(name: string, isOpen: boolean): void {
  const names = new Set(opened.now);
  if (isOpen) names.add(name);
  else names.delete(name);
  opened.set(names);
}

export const setAll = (names: string[], isOpen: boolean): void => opened.set(new Set(isOpen ? names : []));

/** Opens the section of a place, and moves the focus to the field, or to the nearest one above it that the form knows. */
export function revealIn(form: Field, at: string): void {
  const section = sectionsOf(form).find((one) => one.at !== "" && (at === one.at || at.startsWith(`${one.at}/`)));
  openSection(section?.name ?? SINGLES, true);
  requestAnimationFrame(() => requestAnimationFrame(() => focusNearest(at)));
}

function focusNearest(at: string): void {
  for (let place = at; place !== ""; place = place.slice(0, place.lastIndexOf("/"))) {
    const found = document.getElementById(idOf(place)) ?? document.getElementById(`add${place}`);
    if (!found) continue;
    found.focus({ preventScroll: true });
    found.scrollIntoView({ block: "center" });
    return;
  }
}
