/** How the service worker answers a request. */
export type Strategy =
  /** The network alone: whatever the server says about the shop, and what is too long to keep. */
  | "network"
  /** The page itself: from the server, and from the cache when the server does not answer. */
  | "page"
  /** A file that is named by its content: from the cache, and from the server once. */
  | "hashed"
  /** A file whose name stays when it changes: like the page. */
  | "named";

const serverFolders = ["/api", "/hubs", "/health", "/openapi", "/orleans", "/images", "/demo"];
const namedFiles = /^\/(favicon\.svg|manifest\.webmanifest|early\.js|icons\/[^/]+\.png)$/;

export interface AskedFor {
  readonly method: string;
  readonly url: URL;
  /** The browser wants a page, not a part of one. */
  readonly isNavigation: boolean;
}

export function strategyFor({ method, url, isNavigation }: AskedFor, origin: string): Strategy {
  if (method !== "GET" || url.origin !== origin || isServers(url.pathname)) {
    return "network";
  }
  if (isNavigation) {
    return "page";
  }
  if (url.pathname.startsWith("/assets/")) {
    return "hashed";
  }
  return namedFiles.test(url.pathname) ? "named" : "network";
}

function isServers(path: string): boolean {
  return serverFolders.some((folder) => path === folder || path.startsWith(`${folder}/`));
}
