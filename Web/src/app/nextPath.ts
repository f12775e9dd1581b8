import { parseRoute } from "./router";

/** Where to go on after signing in: a path of this site, or null for anything else, since anybody can write the link. */
export function nextPath(next: string | null, origin: string): string | null {
  const url = next?.startsWith("/") === true ? parse(next, origin) : null;
  if (url?.origin !== origin || parseRoute(url.pathname, url.search).page === "signIn") {
    return null;
  }
  const path = url.pathname + url.search + url.hash;
  // What is left of "/.//host" would be the address of a host.
  return path.startsWith("//") ? null : path;
}

function parse(text: string, origin: string): URL | null {
  try {
    return new URL(text, origin);
  } catch (error) {
    if (error instanceof TypeError) {
      return null;
    }
    throw error;
  }
}
