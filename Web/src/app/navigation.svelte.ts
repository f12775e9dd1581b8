import { parseRoute, paths, type Route } from "./router";

/** The current route, kept in the address bar. */
class Navigation {
  route = $state.raw<Route>({ page: "home", category: null });
  /** The address within this site, to come back to. */
  path = $state.raw("/");

  start(): void {
    this.read();
    addEventListener("popstate", () => this.read());
    document.addEventListener("click", (event) => this.onClick(event));
  }

  go(path: string, keepScroll = false): void {
    history.pushState(null, "", path);
    this.read();
    if (!keepScroll) {
      scrollTo({ top: 0, behavior: "instant" });
    }
  }

  /** In place of the page that is shown, which one does not come back to. */
  replace(path: string): void {
    history.replaceState(null, "", path);
    this.read();
    scrollTo({ top: 0, behavior: "instant" });
  }

  /** What is asked for needs an account; one comes back to this page. */
  askToSignIn(): void {
    this.go(paths.signIn(this.path));
  }

  private read(): void {
    this.path = location.pathname + location.search + location.hash;
    this.route = parseRoute(location.pathname, location.search);
  }

  /** Ordinary links inside the site change the page without loading it anew. */
  private onClick(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0;
    if (!(link instanceof HTMLAnchorElement) || modified || event.defaultPrevented || link.target !== "") {
      return;
    }
    if (link.origin === location.origin && link.getAttribute("href")?.startsWith("/") === true) {
      event.preventDefault();
      this.go(link.pathname + link.search + link.hash, link.dataset["keepScroll"] !== undefined);
    }
  }
}

export const navigation = new Navigation();
