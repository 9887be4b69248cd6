// After the first visit the page works without a network: a service worker keeps its files.
import { door } from "./app_parts";
import { Told } from "./told";

export const offline = new Told(false);

export function beginOffline(): void {
  if (!("serviceWorker" in navigator)) return; // over plain http from another machine there is none
  void navigator.serviceWorker.register("sw.js").then(async () => {
    const registration = await navigator.serviceWorker.ready;
    offline.set(true);
    // What is seldom needed comes once the checker runs, and the line is free.
    const rest = () => { if (door.phase.now.is === "ready") registration.active?.postMessage("rest"); };
    rest();
    door.phase.listen(rest);
  }, () => undefined);
}
