import type { Notice } from "../api/contract";
import type { HubLink } from "../live/hubLink";

type Listener = () => void;

/**
 * Tells who looks at an order or group when there is something new to read of it: the server said so, or the connection has
 * just come, and what was said before it was there is lost.
 */
export class OrderNews {
  private readonly listeners = new Map<string, Set<Listener>>();

  /** @param onUnwatched Hears of what nobody on the page looks at. */
  constructor(
    link: Pick<HubLink, "on" | "onState">,
    private readonly onUnwatched: (notice: Notice) => void,
  ) {
    link.on("Notice", (notice) => this.take(notice));
    link.onState(({ kind }) => {
      if (kind === "live") {
        call([...this.listeners.values()].flatMap((watching) => [...watching]));
      }
    });
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
