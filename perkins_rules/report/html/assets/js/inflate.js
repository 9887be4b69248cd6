// Raw deflate (RFC 1951), so that documents take little room and no library is needed.
const LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const BACK_BASE = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
const BACK_BITS = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

// Canonical Huffman code from code lengths: how many codes of each length, symbols in order.
function codeOf(lengths) {
  const counts = new Uint16Array(16);
  for (const length of lengths) counts[length] += 1;
  counts[0] = 0;
  const offsets = new Uint16Array(16);
  for (let k = 1; k < 15; k += 1) offsets[k + 1] = offsets[k] + counts[k];
  const symbols = new Uint16Array(lengths.length);
  lengths.forEach((length, symbol) => { if (length) symbols[offsets[length]++] = symbol; });
  return { counts, symbols };
}

const FIXED = [
  codeOf(Array.from({ length: 288 }, (_, k) => (k < 144 ? 8 : k < 256 ? 9 : k < 280 ? 7 : 8))),
  codeOf(new Array(30).fill(5)),
];

function inflate(packed) {
  let out = new Uint8Array(packed.length * 6 + 1024);
  let size = 0, place = 0, held = 0, count = 0;

  const bits = (wanted) => {
    while (count < wanted) { held |= packed[place++] << count; count += 8; }
    const value = held & ((1 << wanted) - 1);
    held >>>= wanted;
    count -= wanted;
    return value;
  };
  const symbol = ({ counts, symbols }) => {
    let code = 0, first = 0, index = 0;
    for (let length = 1; length < 16; length += 1) {
      code |= bits(1);
      const here = counts[length];
      if (code - here < first) return symbols[index + (code - first)];
      index += here;
      first = (first + here) << 1;
      code <<= 1;
    }
    throw new Error("the data of this report is damaged");
  };
  const room = (more) => {
    if (size + more <= out.length) return;
    const larger = new Uint8Array((size + more) * 2);
    larger.set(out);
    out = larger;
  };
  const tables = () => {
    const [literals, backs, named] = [bits(5) + 257, bits(5) + 1, bits(4) + 4];
    const lengths = new Array(19).fill(0);
    for (let k = 0; k < named; k += 1) lengths[ORDER[k]] = bits(3);
    const code = codeOf(lengths), all = [];
    while (all.length < literals + backs) {
      const found = symbol(code);
      if (found < 16) all.push(found);
      else {
        const value = found === 16 ? all[all.length - 1] : 0;
        const times = found === 16 ? 3 + bits(2) : found === 17 ? 3 + bits(3) : 11 + bits(7);
        for (let k = 0; k < times; k += 1) all.push(value);
      }
    }
    return [codeOf(all.slice(0, literals)), codeOf(all.slice(literals))];
  };
  const block = ([literals, backs]) => {
    for (let found = symbol(literals); found !== 256; found = symbol(literals)) {
      if (found < 256) { room(1); out[size++] = found; continue; }
      const length = LENGTH_BASE[found - 257] + bits(LENGTH_BITS[found - 257]);
      const way = symbol(backs);
      const back = BACK_BASE[way] + bits(BACK_BITS[way]);
      room(length);
      for (let k = 0; k < length; k += 1, size += 1) out[size] = out[size - back];
    }
  };

  for (let last = 0; !last;) {
    last = bits(1);
    const kind = bits(2);
    if (kind === 0) {
      held = 0; count = 0;
      const length = packed[place] | (packed[place + 1] << 8);
      room(length);
      out.set(packed.subarray(place + 4, place + 4 + length), size);
      place += 4 + length;
      size += length;
    } else block(kind === 1 ? FIXED : tables());
  }
  return out.subarray(0, size);
}
