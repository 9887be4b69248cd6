// Cells of a spreadsheet as the clipboard gives them: lines, tabs between cells, quotes around what has either in it.

/** The cells by row; nothing where it is one value and no table. */
export function cellsOf(text: string): string[][] {
  if (!/\t|\n[^\n]/.test(text)) return [];
  const rows: string[][] = [[]];
  const cell = /"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*)/y;
  let at = 0;
  while (at <= text.length) {
    cell.lastIndex = at;
    const [whole, quoted, plain] = cell.exec(text)!;
    rows[rows.length - 1]!.push((quoted?.replaceAll('""', '"') ?? plain ?? "").trim());
    at += whole.length;
    if (text.startsWith("\r\n", at)) at += 1;
    if (text[at] === "\n" || text[at] === "\r") rows.push([]);
    at += 1;
  }
  return rows.filter((row, k) => k < rows.length - 1 || row.some((part) => part !== ""));
}
