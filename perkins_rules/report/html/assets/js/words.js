// Words and signs that every page uses alike.
const VERDICTS = {
  unreadable: ["✗", "not readable"],
  fail: ["✗", "fails"],
  cannot_determine: ["?", "cannot be determined"],
  needs_review: ["✎", "needs review"],
  pass: ["✓", "passes"],
  not_applicable: ["–", "does not apply"],
};
const KINDS = {
  error: ["✗", "error"],
  missing: ["○", "missing"],
  warning: ["!", "warning"],
  info: ["i", "note"],
  waived: ["–", "waived"],
  known: ["–", "known"],
  open: ["?", "open"],
  review: ["✎", "to judge"],
  pass: ["✓", "pass"],
  skip: ["–", "no case"],
};
// As in plain_document.py: what is counted of a document, the gravest first.
const CODES = ["error", "missing", "warning", "info", "open", "review", "waived"];
const COUNTS = {
  error: ["error", "errors"],
  missing: ["required item missing", "required items missing"],
  warning: ["warning", "warnings"],
  info: ["note", "notes"],
  open: ["check cannot be made yet", "checks cannot be made yet"],
  review: ["question for a person", "questions for a person"],
  waived: ["waived or known", "waived or known"],
};

const number = (value) => value.toLocaleString("en-US");
const many = (count, noun, plural) => `${number(count)} ${count === 1 ? noun : plural || `${noun}s`}`;
const figureOf = (text) => Number(String(text).replace("≈", ""));

// An exact amount, as it is, with its thousands marked.
function money(text) {
  const [, about, sign, whole, part] = /^(≈?)(-?)(\d+)(\.\d+)?$/.exec(text) || [];
  if (whole === undefined) return text;
  return `${about}${sign}$${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${part || ""}`;
}

const levelText = (text, unit) => (unit === "number" ? text : `${text}%`);

function verdictMark(verdict) {
  const [sign, word] = VERDICTS[verdict];
  return el("span", { class: `mark ${verdict}` }, el("span", { "aria-hidden": "true" }, sign, " "), word);
}

function kindMark(kind) {
  const [sign, word] = KINDS[kind];
  return el("span", { class: `mark ${kind}` }, el("span", { "aria-hidden": "true" }, sign, " "), word);
}

// The sign of a section stays with its number.
const glued = (text) => text.replaceAll("§ ", "§\u00a0");

// Days and amounts stay in one piece.
const whole = (text) => glued(text).split(/(\d{4}-\d\d-\d\d|-?\$[\d,]+(?:\.\d+)?)/).map((part, k) => (k % 2 ? el("span", { class: "whole" }, part) : part));

// What stands between backticks in a message is a name or a text of the document.
const coded = (text) => (text || "").split(/`([^`]+)`/).map((part, k) => (k % 2 ? el("code", {}, part) : whole(part)));

// A place in the law by the name that the rules give it, which is the link where there is one.
function lawPlace(which) {
  const { at } = report.laws[which];
  const text = glued(report.laws[which].text);
  return at ? el("a", { href: at, rel: "noreferrer" }, text) : text;
}

// Places in the law, with links to the texts of the Code where there are any.
function lawLinks(numbers) {
  return numbers.map((which, k) => {
    const { code, at } = report.laws[which];
    const text = glued(report.laws[which].text);
    const told = at ? [text, text === code ? "" : ", "] : [code && text !== code ? `${text}, ${code}` : text];
    const link = at && el("a", { href: at, rel: "noreferrer" }, code);
    const whole = at && text === code ? [link] : [...told, link];
    return [k ? "; " : "", el("span", { class: "law" }, whole)];
  });
}
