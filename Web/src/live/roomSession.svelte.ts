import type {
  EventBatch,
  Notice,
  Pulse,
  ReactionKind,
  ReactionTotals,
  RoomStanding,
  SuggestionsChanged,
  Suggestion,
  UserCard,
} from "../api/contract";
import { newId } from "../app/ids";
import type { Author } from "./comments";
import { ConnectionLost, type ConnectionState, type HubLink } from "./hubLink";
import { ReactionGrowth, ReactionSender, type BatchOutcome, type ReactionBatch } from "./reactions";
import { RoomFeed, type RoomView } from "./roomFeed";
import { RoomSync } from "./roomSync";
import { serverClock } from "./serverClock";

export interface RoomSessionOptions {
  readonly roomId: string;
  readonly own: Author;
  readonly link: HubLink;
  readonly onReactions: (growth: ReactionTotals) => void;
  readonly onCommentRefused: (code: string, retryAfterMs: number | null) => void;
}

/** The server tells something of every room each five seconds: after this long without a word the feed is dead. */
const silenceMaxMs = 12_000;

const silenceCheckMs = 3_000;

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

  /** Those whom this viewer follows and who are here. */
  friends = $state.raw<readonly UserCard[]>([]);

  /** When this viewer may comment again, in milliseconds of this device's clock; 0 when at any time. */
  waitUntil = $state.raw(0);

  private readonly feed: RoomFeed;
  private readonly growth = new ReactionGrowth();
  private readonly sync: RoomSync;
  private readonly reactions: ReactionSender;
  private readonly unsubscribe: (() => void)[];
  private readonly watch: ReturnType<typeof setInterval>;
  private heardAt = Date.now();

  constructor(private readonly options: RoomSessionOptions) {
    this.feed = new RoomFeed(options.roomId, options.own);
    this.sync = new RoomSync({
      feed: this.feed,
      link: options.link,
      onJoined: ({ snapshot }) => {
        this.suggestions = { impressionId: null, items: snapshot.suggestions };
        this.growth.advance(snapshot.reactions ?? {});
        this.friends = snapshot.friends ?? [];
        serverClock.note(snapshot.serverTime);
      },
      onCurrent: () => this.afterSync(),
      onBehind: () => this.markStale(),
      onRefused: (code) => {
        this.refusal = code;
      },
    });
    this.reactions = new ReactionSender({ send: (batch) => this.sendReactions(batch), newId });
    this.unsubscribe = [
      options.link.on("Events", (batch) => this.follow(batch)),
      options.link.on("Pulse", (pulse) => this.takePulse(pulse)),
      options.link.on("SuggestionsChanged", (changed) => this.takeSuggestions(changed)),
      options.link.on("Questions", (wanted) => {
        this.feed.questions(wanted);
        this.show();
      }),
      options.link.on("FriendsHere", ({ roomId, friends }) => {
        this.friends = roomId === options.roomId ? friends : this.friends;
      }),

      options.link.on("Notice", (notice) => this.takeNotice(notice)),
      options.link.onState((state) => this.onLinkState(state)),
    ];
    this.watch = setInterval(() => this.checkSilence(), silenceCheckMs);
    this.onLinkState(options.link.state);
  }

  close(): void {
    clearInterval(this.watch);
    this.sync.close();
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
      this.sync.restart();
      return;
    }
    this.sync.pause();
    this.markStale();
  }

  private markStale(): void {
    if (this.state.kind === "live") {
      this.state = { kind: "stale", since: Date.now() };
    }
  }

  private follow(batch: EventBatch): void {
    if (batch.roomId === this.options.roomId) {
      this.heardAt = Date.now();
      serverClock.note(batch.events.at(-1)?.at);
    }
    const continuity = this.feed.accept(batch);
    this.show();
    if (continuity === "gap") {
      void this.sync.run();
    }
  }

  private takePulse(pulse: Pulse): void {
    if (pulse.roomId !== this.options.roomId) {
      return;
    }
    this.heardAt = Date.now();
    const continuity = this.feed.pulse(pulse);
    this.options.onReactions(this.growth.advance(pulse.reactions));
    this.show();
    if (continuity === "gap") {
      this.sync.poke();
    }
  }

  private checkSilence(): void {
    if (this.state.kind === "live" && Date.now() - this.heardAt >= silenceMaxMs) {
      this.markStale();
      this.sync.poke();
    }
  }

  private show(): void {
    this.view = this.feed.view;
  }

  private afterSync(): void {
    this.show();
    this.heardAt = Date.now();
    this.state = { kind: "live" };
    this.reactions.wake();
    for (const { clientId, text } of this.feed.unanswered) {
      void this.deliver(clientId, text);
    }
  }

  private async deliver(clientId: string, text: string): Promise<void> {
    try {
      const answer = await this.options.link.invoke("SendComment", { roomId: this.options.roomId, text, clientId });
      if (answer.ok) {
        this.feed.confirmComment(clientId, answer.id, answer.seq);
        this.waitFor(this.view?.you.role === "viewer" ? this.view.modes.slowModeSeconds * 1_000 : 0);
      } else {
        this.feed.failComment(clientId, answer.code);
        this.waitFor(answer.code === "slow-mode" ? (answer.retryAfterMs ?? 0) : 0);
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

  private waitFor(milliseconds: number): void {
    if (milliseconds > 0) {
      this.waitUntil = Date.now() + milliseconds;
    }
  }

  private takeNotice(notice: Notice): void {
    if (notice.roomId !== this.options.roomId) {
      return;
    }
    if (notice.kind === "room.banned") {
      this.sync.close();
      this.refusal = "banned";
      return;
    }
    const change = standingAfter(notice);
    if (change !== null) {
      this.feed.stand(change);
      this.show();
    }
  }

  private async sendReactions(batch: ReactionBatch): Promise<BatchOutcome> {
    try {
      const answer = await this.options.link.invoke("SendReactions", { roomId: this.options.roomId, ...batch });
      return answer.ok ? { kind: "counted" } : { kind: "refused", retryAfterMs: answer.retryAfterMs ?? null };
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

function standingAfter(notice: Notice): Partial<RoomStanding> | null {
  switch (notice.kind) {
    case "room.muted":
      return { isMuted: true, mutedUntil: notice.until ?? null };
    case "room.unmuted":
      return { isMuted: false, mutedUntil: null };
    case "room.moderator":
      return { role: "moderator" };
    case "room.moderator-ended":
      return { role: "viewer" };
    default:
      return null;
  }
}
