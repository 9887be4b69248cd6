// The page begins: what is seen first needs no Python.
import { render } from "preact";
import { App } from "./app";
import { door } from "./app_parts";
import { beginKeeping } from "./keeping";
import { beginOffline } from "./offline";

const FROM_FILE = location.protocol === "file:";

render(FROM_FILE ? <FromFile /> : <App />, document.getElementById("page")!);
document.getElementById("skip")!.addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("main")?.focus();
});
if (!FROM_FILE) {
  beginKeeping();
  door.start();
  beginOffline();
}

function FromFile() {
  return <main id="main" tabIndex={-1}>
    <h1>This page cannot run from a file</h1>
    <p>Browsers do not start the checker of a page that was opened from a folder. Put the folder on any web server or share that is
      reached by http, or run <code>perkins-rules serve</code>, and open the address that it tells.</p>
  </main>;
}
