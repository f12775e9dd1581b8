import type { Notice } from "../api/contract";
import type { HubLink } from "../live/hubLink";

type Listener = (notice: Notice) => void;

/** Passes on what the server tells of orders and groups, by the order or group that it is about. */
export class OrderNews {
  private readonly listeners = new Map<string, Set<Listener>>();

  /** @param onUnwatched Hears of what nobody on the page looks at. */
  constructor(
    link: Pick<HubLink, "on">,
    private readonly onUnwatched: (notice: Notice) => void,
  ) {
    link.on("Notice", (notice) => this.take(notice));
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
    for (const listener of [...watching]) {
      listener(notice);
    }
  }
}
