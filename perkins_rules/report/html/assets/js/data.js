// What the report holds: `report` and `rows` at once, documents when they are looked at.
const read = (name) => JSON.parse(document.getElementById(name).textContent);
const report = read("report");
const rows = read("rows");
const chunks = new Map();
const MOST_CHUNKS = 8;

function documentAt(number) {
  const which = Math.floor(number / report.chunk);
  let chunk = chunks.get(which);
  if (!chunk) {
    const packed = Uint8Array.from(atob(read(`documents-${which}`)), (c) => c.charCodeAt(0));
    chunk = JSON.parse(new TextDecoder().decode(inflate(packed)));
    if (chunks.size >= MOST_CHUNKS) chunks.delete(chunks.keys().next().value);
    chunks.set(which, chunk);
  }
  return chunk[number % report.chunk];
}

// The cell of a row for a rule: its codes with how many findings have each, the gravest first.
const cellsOf = rows.map((row) => {
  const cells = new Map();
  for (let k = 0; k < row.cells.length; k += 3) {
    if (!cells.has(row.cells[k])) cells.set(row.cells[k], []);
    cells.get(row.cells[k]).push([row.cells[k + 1], row.cells[k + 2]]);
  }
  return cells;
});
