declare module "*.py" {
  const text: string;
  export default text;
}

/** The scripts of the HTML report that draw, taken into the page as they are (see build.mjs). */
declare module "report:drawings" {
  export const KINDS: Record<string, [string, string]>;
  export const COUNTS: Record<string, [string, string]>;
  export const VERDICTS: Record<string, [string, string]>;
  export function setLaws(laws: unknown[]): void;
  export function budgetPart(drawn: object): HTMLElement | null;
  export function levelsPart(drawn: object): HTMLElement | null;
  export function timelinePart(drawn: object): HTMLElement | null;
}
