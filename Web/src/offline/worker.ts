import { strategyFor } from "./strategy";

declare const self: ServiceWorkerGlobalScope;

/** Written by the build: what the page needs to be drawn, and a hash of everything that was built. */
declare const __SHELL__: { readonly version: string; readonly files: readonly string[] };

const prefix = "socialcommerce-";
const cacheName = `${prefix}${__SHELL__.version}`;
const pagePath = "/index.html";
const pageWaitMs = 3_000;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));

self.addEventListener("message", (event: ExtendableMessageEvent) => {
  // The reader has said that the new version may take over.
  if (event.data === "take-over") {
    void self.skipWaiting();
  }
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const asked = { method: request.method, url: new URL(request.url), isNavigation: request.mode === "navigate" };
  switch (strategyFor(asked, self.location.origin)) {
    case "page":
      event.respondWith(page(event));
      break;
    case "hashed":
      event.respondWith(keptOrFetched(request));
      break;
    case "named":
      event.respondWith(fetchedOrKept(request, request.url));
      break;
    case "network":
  }
});

async function install(): Promise<void> {
  const cache = await caches.open(cacheName);
  // Past the browser's own cache: the names of these do not change with their content.
  await cache.addAll(__SHELL__.files.map((file) => new Request(file, { cache: "no-cache" })));
}

async function activate(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName);
  await Promise.all(others.map((name) => caches.delete(name)));
  await self.registration.navigationPreload.enable();
  await self.clients.claim();
}

/** The page of the server, which knows its newest files; a server that is slow or away does not keep one from reading. */
async function page(event: FetchEvent): Promise<Response> {
  const fetched = Promise.resolve(event.preloadResponse as Promise<Response | undefined>)
    .then((preloaded) => preloaded ?? fetch(event.request))
    .catch((error: unknown) => error);
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), pageWaitMs));
  const answer = await Promise.race([fetched, late]);
  if (answer instanceof Response) {
    return answer;
  }
  const kept = await (await caches.open(cacheName)).match(pagePath);
  if (kept !== undefined) {
    return kept;
  }
  const atLast = await fetched;
  return atLast instanceof Response ? atLast : Response.error();
}

async function keptOrFetched(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept !== undefined) {
    return kept;
  }
  const fetched = await fetch(request);
  if (fetched.ok) {
    await cache.put(request, fetched.clone());
  }
  return fetched;
}

async function fetchedOrKept(request: Request, url: string): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await (await caches.open(cacheName)).match(url);
    if (kept === undefined) {
      throw error;
    }
    return kept;
  }
}
