// Keeps the files of this build, and answers from them. A new build has another name, and replaces them all.
declare const BUILD: { name: string; core: string[]; rest: string[] };

const worker = self as unknown as ServiceWorkerGlobalScope;
const here = new URL("./", self.location.href);
const NAME = `perkins-rules ${BUILD.name}`;

worker.addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME).then((kept) => kept.addAll(BUILD.core.map((path) => new Request(new URL(path, here), { cache: "no-cache" })))).then(() => worker.skipWaiting()));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("perkins-rules ") && name !== NAME).map((name) => caches.delete(name)))).then(() => worker.clients.claim()));
});

worker.addEventListener("message", (event) => {
  if (event.data === "rest") event.waitUntil(keepRest());
});

async function keepRest(): Promise<void> {
  const kept = await caches.open(NAME);
  for (const path of BUILD.rest) if (!(await kept.match(new URL(path, here)))) await kept.add(new URL(path, here).href);
}

worker.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || !address.href.startsWith(here.href)) return;
  event.respondWith(answer(event.request, address));
});

async function answer(request: Request, address: URL): Promise<Response> {
  address.hash = address.search = "";
  if (address.href === here.href) address.href = new URL("index.html", here).href;
  return (await (await caches.open(NAME)).match(address)) ?? fetch(request);
}

export {};
