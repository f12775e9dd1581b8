import type { Notice } from "../api/contract";
import type { ConnectionState, HubLink } from "../live/hubLink";

type Listener = () => void;

/** The server hears of whoever connected within a second; until then it has nobody to tell. */
export const deafMs = 2_000;

/**
 * Tells who looks at an order or group when there is something new to read of it: the server said so, or a connection has
 * come, and what happened before it was listened to is read now.
 */
export class OrderNews {
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly missing = new Set<Listener>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onUnwatched Hears of what nobody on the page looks at. */
  constructor(
    link: Pick<HubLink, "on" | "onState" | "state">,
    private readonly onUnwatched: (notice: Notice) => void,
  ) {
    link.on("Notice", (notice) => this.take(notice));
    link.onState((state) => this.follow(state));
    this.follow(link.state);
  }

  /** Calls when anything may have been missed. The returned function stops, as that of `watch` does. */
  whenMissed(listener: Listener): () => void {
    this.missing.add(listener);
    return () => this.missing.delete(listener);
  }

  watch(subjectId: string, listener: Listener): () => void {
    const known = this.listeners.get(subjectId) ?? new Set();
    this.listeners.set(subjectId, known.add(listener));
    return () => {
      known.delete(listener);
      if (known.size === 0 && this.listeners.get(subjectId) === known) {
        this.listeners.delete(subjectId);
      }
    };
  }

  private follow({ kind }: ConnectionState): void {
    clearTimeout(this.timer);
    if (kind === "live") {
      this.timer = setTimeout(
        () => call([...this.missing, ...[...this.listeners.values()].flatMap((watching) => [...watching])]),
        deafMs,
      );
    }
  }

  private take(notice: Notice): void {
    if (notice.subjectId === undefined) {
      return;
    }
    const watching = this.listeners.get(notice.subjectId);
    if (watching === undefined) {
      this.onUnwatched(notice);
      return;
    }
    call([...watching]);
  }
}

function call(listeners: readonly Listener[]): void {
  for (const listener of listeners) {
    listener();
  }
}
