import type { ReactionKind, ReactionTotals, SuggestionsChanged, Suggestion } from "../api/contract";
import { newId } from "../app/ids";
import type { Author } from "./comments";
import { ConnectionLost, reconnectDelayMs, type ConnectionState, type HubLink } from "./hubLink";
import { ReactionGrowth, ReactionSender, type BatchOutcome, type ReactionBatch } from "./reactions";
import { RoomFeed, type Continuity, type RoomView } from "./roomFeed";

export interface RoomSessionOptions {
  readonly roomId: string;
  readonly own: Author;
  readonly link: HubLink;
  readonly onReactions: (growth: ReactionTotals) => void;
  readonly onCommentRefused: (code: string, retryAfterMs: number | null) => void;
}

/** One open room: joins, follows its events, closes gaps, and sends what this viewer says and feels. */
export class RoomSession {
  view = $state.raw<RoomView | null>(null);
  state = $state.raw<ConnectionState>({ kind: "connecting" });
  /** The code with which the server refused the room itself; nothing more will come. */
  refusal = $state.raw<string | null>(null);
  suggestions = $state.raw<{ readonly impressionId: string | null; readonly items: readonly Suggestion[] }>({
    impressionId: null,
    items: [],
  });

  private readonly feed: RoomFeed;
  private readonly growth = new ReactionGrowth();
  private readonly reactions: ReactionSender;
  private readonly unsubscribe: (() => void)[];
  private retryTimer: ReturnType<typeof setTimeout> | null = null;
  private attempt = 0;
  private syncing = false;
  private closed = false;

  constructor(private readonly options: RoomSessionOptions) {
    this.feed = new RoomFeed(options.roomId, options.own);
    this.reactions = new ReactionSender({ send: (batch) => this.sendReactions(batch), newId });
    this.unsubscribe = [
      options.link.on("Events", (batch) => this.follow(this.feed.accept(batch))),
      options.link.on("Pulse", (pulse) => {
        this.feed.pulse(pulse);
        if (pulse.roomId === options.roomId) {
          options.onReactions(this.growth.advance(pulse.reactions));
        }
        this.show();
      }),
      options.link.on("SuggestionsChanged", (changed) => this.takeSuggestions(changed)),
      options.link.onState((state) => this.onLinkState(state)),
    ];
    this.onLinkState(options.link.state);
  }

  close(): void {
    this.closed = true;
    this.clearRetry();
    this.reactions.close();
    for (const stop of this.unsubscribe) {
      stop();
    }
    if (this.options.link.state.kind === "live") {
      this.options.link.invoke("LeaveRoom", { roomId: this.options.roomId }).catch((error: unknown) => {
        // The server notices the closed socket by itself; leaving is only faster.
        console.debug("LeaveRoom was not answered.", error);
      });
    }
  }

  comment(text: string): void {
    const clientId = newId();
    this.submit(clientId, text);
  }

  /** Sends a failed comment again, under its own id. */
  retryComment(clientId: string, text: string): void {
    this.submit(clientId, text);
  }

  discardComment(clientId: string): void {
    this.feed.discardComment(clientId);
    this.show();
  }

  react(kind: ReactionKind): void {
    this.growth.showOwn(kind);
    this.options.onReactions({ [kind]: 1 });
    this.reactions.tap(kind);
  }

  private submit(clientId: string, text: string): void {
    this.feed.sendComment(clientId, text, new Date().toISOString());
    this.show();
    void this.deliver(clientId, text);
  }

  private onLinkState(state: ConnectionState): void {
    if (state.kind === "live") {
      this.attempt = 0;
      void this.sync();
      return;
    }
    this.clearRetry();
    this.markStale();
  }

  private markStale(): void {
    if (this.state.kind === "live") {
      this.state = { kind: "stale", since: Date.now() };
    }
  }

  private follow(continuity: Continuity): void {
    this.show();
    if (continuity === "gap") {
      void this.sync();
    }
  }

  private show(): void {
    this.view = this.feed.view;
  }

  /** Joins, or resumes from where the feed stands, until nothing is missing. One at a time. */
  private async sync(): Promise<void> {
    if (this.syncing || this.closed || this.refusal !== null) {
      return;
    }
    this.syncing = true;
    this.clearRetry();
    try {
      await this.catchUp();
    } catch (error) {
      this.afterSyncFailure(error);
    } finally {
      this.syncing = false;
    }
  }

  private async catchUp(): Promise<void> {
    const { position } = this.feed;
    const { roomId, link } = this.options;
    if (position === null) {
      await this.join();
      return;
    }
    const resumed = await link.invoke("Resume", { roomId, ...position });
    if (resumed.ok) {
      this.afterSync(this.feed.resume(resumed));
    } else if (typeof resumed.retryAfterMs === "number") {
      this.retryLater(resumed.retryAfterMs);
    } else {
      // The place in the room is of no use to the server; whether the room is still open, joining tells.
      await this.join();
    }
  }

  private async join(): Promise<void> {
    const joined = await this.options.link.invoke("JoinRoom", { roomId: this.options.roomId });
    if (!joined.ok) {
      this.afterRefusal(joined.code, joined.retryAfterMs ?? null);
      return;
    }
    this.suggestions = { impressionId: null, items: joined.snapshot.suggestions };
    this.growth.advance(joined.snapshot.reactions ?? {});
    this.afterSync(this.feed.join(joined));
  }

  private afterSync(continuity: Continuity): void {
    this.show();
    if (continuity === "gap") {
      this.markStale();
      this.retryLater(null);
      return;
    }
    this.attempt = 0;
    this.state = { kind: "live" };
    this.reactions.wake();
    for (const { clientId, text } of this.feed.unanswered) {
      void this.deliver(clientId, text);
    }
  }

  private afterRefusal(code: string, retryAfterMs: number | null): void {
    if (retryAfterMs !== null) {
      this.retryLater(retryAfterMs);
      return;
    }
    this.refusal = code;
  }

  private afterSyncFailure(error: unknown): void {
    this.markStale();
    if (!(error instanceof ConnectionLost)) {
      console.warn("The room could not be synchronised; trying again.", error);
      this.retryLater(null);
    }
  }

  private retryLater(delayMs: number | null): void {
    this.clearRetry();
    this.retryTimer = setTimeout(() => {
      this.retryTimer = null;
      void this.sync();
    }, delayMs ?? reconnectDelayMs(this.attempt++, Math.random()));
  }

  private clearRetry(): void {
    if (this.retryTimer !== null) {
      clearTimeout(this.retryTimer);
      this.retryTimer = null;
    }
  }

  private async deliver(clientId: string, text: string): Promise<void> {
    try {
      const answer = await this.options.link.invoke("SendComment", { roomId: this.options.roomId, text, clientId });
      if (answer.ok) {
        this.feed.confirmComment(clientId, answer.id, answer.seq);
      } else {
        this.feed.failComment(clientId, answer.code);
        this.options.onCommentRefused(answer.code, answer.retryAfterMs ?? null);
      }
    } catch (error) {
      if (error instanceof ConnectionLost) {
        // Still unanswered: it is sent again under the same id once the room is back.
        return;
      }
      console.warn("The comment could not be sent.", error);
      this.feed.failComment(clientId, "fault");
    }
    this.show();
  }

  private async sendReactions(batch: ReactionBatch): Promise<BatchOutcome> {
    try {
      const answer = await this.options.link.invoke("SendReactions", { roomId: this.options.roomId, ...batch });
      return answer.ok
        ? { kind: "counted" }
        : { kind: "refused", retryAfterMs: answer.retryAfterMs ?? null };
    } catch (error) {
      if (error instanceof ConnectionLost) {
        return { kind: "unknown" };
      }
      console.warn("A batch of reactions was dropped.", error);
      return { kind: "refused", retryAfterMs: null };
    }
  }

  private takeSuggestions(changed: SuggestionsChanged): void {
    if (changed.roomId === undefined || changed.roomId === null || changed.roomId === this.options.roomId) {
      this.suggestions = { impressionId: changed.impressionId, items: changed.items };
    }
  }
}
