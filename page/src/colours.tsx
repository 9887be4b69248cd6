// Light or dark, as in the HTML report; kept under the same name.
import { useEffect, useState } from "preact/hooks";

const KEY = "perkins-theme";

function read(): string {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return ""; // a browser may keep nothing
  }
}

export function Colours() {
  const [name, setName] = useState(read);
  useEffect(() => {
    if (name) document.documentElement.dataset.theme = name;
    else delete document.documentElement.dataset.theme;
    try {
      localStorage.setItem(KEY, name);
    } catch { /* a browser may keep nothing */ }
  }, [name]);
  return <div class="field"><label for="theme">Colours</label>
    <select id="theme" value={name} onChange={(event) => setName(event.currentTarget.value)}>
      <option value="">as the system</option><option value="light">light</option><option value="dark">dark</option>
    </select></div>;
}
