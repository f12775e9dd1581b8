/** Types of the public HTTP and hub contract, version 1 (docs/api.md). The only file that names wire fields. */
import type { OrderObstacle } from "./orders";
import type { Seller } from "./sellers";

export interface Money {
  readonly amountMinor: number;
  readonly currency: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** RFC 9457 problem details. */
export interface Problem {
  readonly type?: string;
  readonly title?: string;
  readonly status?: number;
  readonly detail?: string;
  readonly code?: string;
  readonly traceId?: string;
  readonly errors?: Readonly<Record<string, readonly string[]>>;
  readonly retryAfterMs?: number;
  /** What is in the way of an order. */
  readonly items?: readonly OrderObstacle[];
}

export interface AuthTokens {
  readonly userId: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Seconds. */
  readonly expiresIn: number;
  readonly roles?: readonly string[];
}

export interface Ticket {
  readonly ticket: string;
  readonly expiresIn: number;
}

export interface DemoAccount {
  readonly userName: string;
  readonly password: string;
}

export interface DemoAnswer {
  readonly accounts: readonly DemoAccount[];
}

export interface Me {
  readonly userId: string;
  readonly userName: string;
  readonly displayName: string;
  readonly roles: readonly string[];
}

export interface UserProfile {
  readonly userId: string;
  readonly displayName: string;
  readonly followers: number;
  readonly following: number;
  readonly isFollowing: boolean;
  /** Null for whoever neither sells nor hosts. */
  readonly seller: Seller | null;
}

/** Whether those who follow the user are not told in which room the user is, and whether they are told what was bought. */
export interface Visibility {
  readonly invisible: boolean;
  readonly sharesPurchases: boolean;
}

export interface UserCard {
  readonly userId: string;
  readonly displayName: string;
}

export interface ProductCounters {
  readonly views: number;
  readonly clicks: number;
  readonly likes: number;
  readonly carts: number;
  readonly purchases: number;
}

/** What a card of a product needs; a room's snapshot carries these, the catalogue the full Product. */
export interface ProductCardData {
  readonly productId: string;
  readonly title: string;
  readonly category?: string;
  readonly price: Money;
  readonly imageUrl: string | null;
  readonly stock?: number;
}

export interface Product extends ProductCardData {
  readonly description: string;
  readonly category: string;
  readonly brand: string | null;
  readonly stock: number;
  readonly attributes: Readonly<Record<string, string>> | null;
  readonly sellerId: string;
  readonly createdAt: string;
  readonly counters: ProductCounters;
  readonly version: number | string;
  readonly rating?: ProductRating | null;
}

export interface ProductRating {
  readonly average: number;
  readonly score: number;
  readonly count: number;
  /** Ratings of one star, of two, to five. */
  readonly histogram: readonly number[];
}

export interface Review {
  readonly reviewId: string;
  readonly authorName: string;
  readonly rating: number;
  readonly title: string;
  readonly text: string;
  readonly imageUrls: readonly string[];
  readonly createdAt: string;
  readonly editedAt: string | null;
  readonly helpful: number;
  readonly unhelpful: number;
  readonly reply: { readonly text: string; readonly at: string } | null;
  readonly isOwn: boolean;
  readonly ownVote: boolean | null;
}

/** What of an order tells whether a product was delivered with it. */
export interface OrderGlance {
  readonly orderId: string;
  readonly items: readonly {
    readonly productId: string;
    readonly sellerId: string;
    readonly quantity: number;
    readonly refunded: number;
  }[];
  readonly parts: readonly { readonly sellerId: string; readonly status: string }[];
}

export type ReviewSort = "helpful" | "newest" | "highest" | "lowest";

export interface ReviewWords {
  readonly rating: number;
  readonly title: string;
  readonly text: string;
}

export type ReasonKind = "similar" | "friend" | "room" | "trending" | "taste" | "explore" | "campaign";

export type FriendAct = "reviewed" | "bought" | "liked";

export interface Reason {
  readonly kind: ReasonKind;
  readonly productId?: string | null;
  /** Of a friend: who, when they let it be known; without one it is many whom the user follows. */
  readonly userId?: string | null;
  /** What the friend who is named did. */
  readonly act?: FriendAct | null;
  /** English. */
  readonly text: string;
}

export interface Suggestion {
  readonly productId: string;
  readonly title: string;
  readonly price: Money;
  readonly imageUrl: string | null;
  readonly score: number;
  readonly reasons: readonly Reason[];
}

export interface Suggestions {
  readonly impressionId: string;
  readonly modelVersion: string | number;
  readonly variant: string | null;
  readonly items: readonly Suggestion[];
}

export type InteractionKind = "view" | "click" | "like" | "share" | "cart" | "purchase" | "rating" | "dismiss";

export interface InteractionItem {
  readonly eventId: string;
  readonly productId: string;
  readonly kind: InteractionKind;
  readonly roomId?: string;
  readonly impressionId?: string;
  readonly value?: number;
}

export type RoomStatus = "scheduled" | "rehearsal" | "live" | "paused" | "ended" | "replay";

export type VideoState = "unknown" | "offline" | "live" | "degraded";

export type PlaybackKind = "unknown" | "hls" | "whep" | "file";

export interface RoomVideo {
  readonly state: VideoState;
  readonly playbackUrl: string | null;
  readonly playbackKind: PlaybackKind;
}

/** A room that is over, watched again; times are milliseconds since it opened. */
export interface Replay {
  readonly roomId: string;
  readonly title: string;
  readonly hostId: string;
  readonly hostName: string;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly recording: { readonly url: string; readonly playbackKind: PlaybackKind; readonly offsetMs: number } | null;
  readonly chapters: readonly { readonly atMs: number; readonly productId: string; readonly title: string }[];
}

export interface ReplayEvents {
  readonly events: readonly RoomEvent[];
  readonly nextSeq: number | null;
}

export interface ReplayState {
  readonly seq: number;
  readonly atMs: number;
  readonly status: RoomStatus;
  readonly viewers: number;
  readonly reactions: ReactionTotals;
  readonly pins: readonly Pin[];
  readonly comments: readonly RoomComment[];
  readonly video: RoomVideo | null;
}

export type VideoStopAction = "nothing" | "pause" | "end";

export interface NewVideo {
  readonly playbackUrl: string | null;
  readonly autoStart: boolean;
  readonly onStop: VideoStopAction;
}

export type RoomVerb = "rehearse" | "rehearsal/cancel" | "start" | "pause" | "end" | "replay";

export interface Pin {
  readonly productId: string;
  readonly title: string;
  readonly price: Money;
  readonly imageUrl: string | null;
  readonly pinnedAt?: string;
  /** Counts the product's prices from 1. */
  readonly priceVersion?: number;
  readonly stockBand?: StockBand;
}

/** 0, 1 to 10, 11 to 100, more units. */
export type StockBand = "unknown" | "none" | "low" | "some" | "plenty";

export type DealStatus = "announced" | "open" | "closed";

export interface Deal {
  readonly dealId: string;
  readonly productId: string;
  readonly title: string;
  readonly imageUrl: string | null;
  readonly price: Money;
  readonly listPrice: Money;
  readonly status: DealStatus;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly serverTime: string;
  readonly quantity: number;
  readonly perBuyer: number;
  readonly remaining: number;
  readonly reason?: "ended" | "sold-out" | "cancelled" | "room-ended";
}

export interface NewDeal {
  readonly productId: string;
  readonly price: Money;
  readonly countdownSeconds: number;
  readonly durationSeconds: number;
  readonly quantity: number;
  readonly perBuyer: number;
}

export interface DealClaim {
  readonly claimId: string;
  readonly quantity: number;
  readonly price: Money;
  readonly status: "reserved" | "sold" | "released" | "expired";
  readonly expiresAt: string;
}

export interface Voucher {
  readonly voucherId: string;
  readonly kind: "amount" | "percent";
  /** Minor units, or whole percent. */
  readonly value: number;
  readonly currency: string;
  /** Minor units; 0 for none. */
  readonly minimumSpend: number;
  readonly quantity: number;
  readonly validUntil: string;
  readonly reason?: "withdrawn" | "gone" | "expired" | "room-ended";
  /** Of one's own. */
  readonly status?: "claimed" | "reserved" | "redeemed";
}

export interface NewVoucher {
  readonly kind: Voucher["kind"];
  readonly value: number;
  readonly currency: string;
  readonly minimumSpend: number;
  readonly quantity: number;
  readonly validUntil: string;
}

export interface PinAdviceItem {
  readonly productId: string;
  readonly title: string;
  readonly price: Money;
  readonly imageUrl: string | null;
  readonly stockBand: StockBand;
  readonly score: number;
  readonly reasons: readonly {
    readonly kind: "taste" | "hot" | "stock" | "fresh";
    readonly text: string;
    readonly count?: number;
    readonly of?: number;
  }[];
}

export interface Poll {
  readonly pollId: string;
  readonly question: string;
  readonly options: readonly string[];
  readonly isQuiz: boolean;
  readonly openedAt: string;
  readonly closesAt?: string;
  readonly closedAt?: string;
  /** Votes per option. */
  readonly tally: readonly number[];
  /** Index of the right answer of a quiz that is closed. */
  readonly rightOption?: number;
  readonly ownVote?: number;
}

export interface NewPoll {
  readonly question: string;
  readonly options: readonly string[];
  readonly durationSeconds?: number;
  readonly rightOption?: number;
}

export interface Question {
  readonly questionId: string;
  readonly userId: string;
  readonly displayName: string;
  readonly text: string;
  readonly productId?: string;
  readonly askedAt: string;
  readonly status: "waiting" | "answered" | "hidden";
  /** On screen. */
  readonly shown: boolean;
  readonly votes: number;
  /** In writing; absent when it was answered live. */
  readonly answer?: string;
  readonly answeredAt?: string;
  /** Whether the viewer voted for it; only in lists. */
  readonly voted?: boolean;
}

export type EntryCondition = "anyone" | "followers" | "keyword";

export interface GiveawayWinner {
  readonly entrantId: string;
  readonly displayName: string;
  readonly round: number;
  readonly claimed: boolean;
}

export interface Giveaway {
  readonly giveawayId: string;
  readonly prize: string;
  readonly productId?: string;
  readonly prizeCount: number;
  readonly condition: EntryCondition;
  readonly keyword?: string;
  /** SHA-256 of the seed, published before the first entry. */
  readonly commitment: string;
  readonly status: "open" | "drawn" | "settled";
  readonly openedAt: string;
  readonly closesAt: string;
  readonly drawnAt?: string;
  readonly claimUntil?: string;
  readonly entrants: number;
  readonly winners: readonly GiveawayWinner[];
  readonly returned: number;
  readonly ownEntrantId?: string;
}

export interface NewGiveaway {
  readonly prize: string;
  readonly productId?: string;
  readonly winners: number;
  readonly condition: EntryCondition;
  readonly keyword?: string;
  readonly durationSeconds: number;
  readonly claimSeconds: number;
  readonly redraw: boolean;
}

/** Everything that is needed to make a draw again. */
export interface DrawProof {
  readonly giveawayId: string;
  readonly algorithm: string;
  readonly seed: string;
  readonly commitment: string;
  readonly prizeCount: number;
  readonly entrantsHash: string;
  readonly winners: readonly string[];
  readonly entrants: readonly string[];
}

export interface RoomListItem {
  readonly roomId: string;
  readonly title: string;
  readonly hostId: string;
  readonly hostName: string;
  readonly status: RoomStatus;
  readonly viewers: number;
  readonly productIds: readonly string[];
  readonly pins: readonly (Pin | string)[];
  readonly playbackUrl: string | null;
  readonly video?: RoomVideo | null;
  readonly createdAt: string;
  readonly startedAt?: string | null;
  readonly endedAt?: string | null;
  /** When it is announced for. */
  readonly startsAt?: string | null;
}

export interface RoomComment {
  readonly id: string;
  readonly seq: number;
  readonly userId: string;
  readonly displayName: string;
  readonly text: string;
  readonly at: string;
}

export const reactionKinds = ["heart", "like", "wow", "fire", "clap"] as const;

export type ReactionKind = (typeof reactionKinds)[number];

export type ReactionTotals = Readonly<Partial<Record<ReactionKind, number>>>;

export interface RoomSnapshot {
  readonly roomId: string;
  readonly title: string;
  readonly hostId: string;
  readonly hostName: string;
  readonly status: RoomStatus;
  readonly viewers: number;
  readonly playbackUrl: string | null;
  readonly pins: readonly Pin[];
  readonly products: readonly ProductCardData[];
  readonly comments: readonly RoomComment[];
  readonly suggestions: readonly Suggestion[];
  readonly reactions?: ReactionTotals;
  /** Those whom the viewer follows and who are seen here. */
  readonly friends?: readonly UserCard[];
  readonly deals?: readonly Deal[];
  readonly vouchers?: readonly Voucher[];
  readonly serverTime?: string;
  readonly polls?: readonly Poll[];
  /** The one on screen, then those that are wanted most. */
  readonly questions?: readonly Question[];
  readonly giveaways?: readonly Giveaway[];
  readonly video?: RoomVideo | null;
  readonly modes?: RoomModes;
  readonly you?: RoomStanding;
}

/** Who may comment, and how often. */
export interface RoomModes {
  /** Between two comments of one viewer; 0 when there is no slow mode. */
  readonly slowModeSeconds: number;
  readonly followersOnly: boolean;
  readonly buyersOnly: boolean;
}

/** What this viewer is in the room. */
export interface RoomStanding {
  readonly role: "viewer" | "moderator" | "host";
  readonly isMuted: boolean;
  /** Null when not muted, and when muted for good. */
  readonly mutedUntil: string | null;
}

export type ModerationAction =
  "remove" | "mute" | "unmute" | "ban" | "unban" | "appoint" | "dismiss" | "approve" | "deny";

export interface ModerationAct {
  readonly action: ModerationAction;
  readonly commentId?: string;
  readonly userId?: string;
  readonly seconds?: number;
  readonly reason?: string;
}

export interface RestrictedUser {
  readonly userId: string;
  readonly displayName: string | null;
  readonly until?: string;
}

export interface RoomModeration {
  readonly modes: RoomModes;
  readonly moderators: readonly RestrictedUser[];
  readonly muted: readonly RestrictedUser[];
  readonly banned: readonly RestrictedUser[];
}

export const keywordActions = ["mask", "hold", "block", "allow"] as const;

export interface KeywordRule {
  readonly term: string;
  readonly action: (typeof keywordActions)[number];
}

export interface HeldComment {
  readonly commentId: string;
  readonly userId: string;
  readonly displayName: string;
  readonly text: string;
  readonly rule: string;
  readonly at: string;
}

export interface AuditLine {
  readonly sequence: number;
  readonly at: string;
  readonly actorId: string;
  readonly actorName?: string;
  readonly action: string;
  readonly subjectId: string | null;
  readonly subjectName?: string;
  readonly reason: string | null;
  readonly detail: string | null;
}

interface Sequenced<TType extends string, TData> {
  readonly seq: number;
  readonly type: TType;
  readonly at: string;
  readonly data: TData;
}

export type RoomEvent =
  | Sequenced<
      "comment.added",
      {
        readonly id: string;
        readonly userId: string;
        readonly displayName: string;
        readonly text: string;
        readonly clientId?: string | null;
      }
    >
  | Sequenced<"comment.removed", { readonly id: string }>
  /** Stands for `count` comments that were left out, the first of them at `from` and the last at `seq`. */
  | Sequenced<"comments.sampled", { readonly from: number; readonly count: number }>
  | Sequenced<"product.pinned", Pin>
  | Sequenced<"deal.announced" | "deal.opened" | "deal.claimed" | "deal.closed", Deal>
  | Sequenced<"voucher.offered" | "voucher.withdrawn", Voucher>
  | Sequenced<"poll.opened" | "poll.closed", Poll>
  | Sequenced<"question.asked" | "question.answered", Question>
  | Sequenced<"giveaway.opened" | "giveaway.drawn", Giveaway>
  | Sequenced<"product.unpinned", { readonly productId: string }>
  | Sequenced<"stock.changed", { readonly productId: string; readonly stock: number }>
  | Sequenced<"room.video", RoomVideo>
  | Sequenced<"room.modes", RoomModes>
  | Sequenced<"room.state", { readonly status: RoomStatus }>;

export type Epoch = string | number;

export interface EventBatch {
  readonly roomId: string;
  readonly epoch: Epoch;
  readonly events: readonly RoomEvent[];
}

export interface Pulse {
  readonly roomId: string;
  readonly viewers: number;
  readonly reactions: ReactionTotals;
  /** With `seq`: how far the server has sent the room's events. */
  readonly epoch?: Epoch;
  readonly seq?: number;
  readonly polls?: readonly { readonly pollId: string; readonly tally: readonly number[] }[];
  readonly giveaways?: readonly { readonly giveawayId: string; readonly entrants: number }[];
}

/** The questions that are wanted most, and how many wait in all. */
export interface WantedQuestions {
  readonly roomId: string;
  readonly waiting: number;
  readonly items: readonly Question[];
}

export interface SuggestionsChanged extends Suggestions {
  readonly roomId?: string | null;
}

export interface Notice {
  readonly kind: string;
  readonly text: string;
  readonly roomId?: string;
  readonly until?: string;
  /** The order or group that it is about. */
  readonly subjectId?: string;
}

/** Replaces what was told of the viewer's friends in the room. */
export interface FriendsHere {
  readonly roomId: string;
  readonly friends: readonly UserCard[];
}

export interface HubRefusal {
  readonly ok: false;
  readonly code: string;
  readonly message: string;
  readonly retryAfterMs?: number | null;
}

export type HubAnswer<T> = ({ readonly ok: true } & T) | HubRefusal;

export interface JoinedRoom {
  readonly epoch: Epoch;
  readonly seq: number;
  readonly snapshot: RoomSnapshot;
}

export type Resumed =
  { readonly recovered: true; readonly events: readonly RoomEvent[] } | ({ readonly recovered: false } & JoinedRoom);

/** Hub methods: what each takes and what a successful answer carries. */
export interface HubMethods {
  JoinRoom: { request: { roomId: string; sample: boolean }; answer: JoinedRoom };
  Resume: { request: { roomId: string; epoch: Epoch; seq: number; sample: boolean }; answer: Resumed };
  LeaveRoom: { request: { roomId: string }; answer: unknown };
  SendComment: {
    request: { roomId: string; text: string; clientId: string };
    answer: { readonly id: string; readonly seq: number };
  };
  SendReactions: {
    request: { roomId: string; kind: ReactionKind; count: number; batchId: string };
    answer: unknown;
  };
  Track: { request: { items: readonly InteractionItem[] }; answer: unknown };
}

export type HubMethod = keyof HubMethods;

export interface HubPushes {
  Events: EventBatch;
  Pulse: Pulse;
  SuggestionsChanged: SuggestionsChanged;
  Notice: Notice;
  FriendsHere: FriendsHere;
  Questions: WantedQuestions;
}

export type ExperimentUnit = "user" | "room";

export type ExperimentKind = "fixed" | "bandit";

export const experimentMetrics = ["clickThrough", "conversion", "engagement"] as const;

export type ExperimentMetric = (typeof experimentMetrics)[number];

export type ExperimentStatus = "draft" | "running" | "stopped";

export interface ExperimentVariant {
  readonly key: string;
  readonly weight: number;
  readonly parameters: Readonly<Record<string, number>>;
}

export interface NewExperiment {
  readonly name: string;
  readonly unit: ExperimentUnit;
  readonly kind: ExperimentKind;
  readonly metric: ExperimentMetric;
  readonly traffic: number;
  readonly variants: readonly ExperimentVariant[];
}

export interface Experiment extends NewExperiment {
  readonly experimentId: string;
  readonly status: ExperimentStatus;
  readonly plannedUnits: number;
  readonly createdAt: string;
  readonly startedAt?: string;
  readonly stoppedAt?: string;
  readonly version: number;
}

/** A difference from the control; low and high are null while too little is known. */
export interface Estimate {
  readonly difference: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly pValue: number;
}

export interface MetricReport {
  readonly metric: ExperimentMetric;
  readonly perUnit: number;
  readonly converted: number;
  readonly lift: Estimate | null;
  readonly fixed: Estimate | null;
  readonly sequential: Estimate | null;
  readonly adjusted: Estimate | null;
  readonly varianceReduction: number;
  readonly rate: Estimate | null;
}

export interface VariantReport {
  readonly key: string;
  readonly units: number;
  readonly expectedUnits: number;
  readonly allocation: number;
  readonly metrics: readonly MetricReport[];
}

export interface ReportPoint {
  readonly at: string;
  readonly units: number;
  readonly differences: readonly Estimate[];
  readonly allocation: readonly number[];
}

export interface ExperimentReport {
  readonly experiment: Experiment;
  readonly at: string;
  readonly alpha: number;
  readonly sampleRatioPValue: number;
  readonly hasSampleRatioMismatch: boolean;
  readonly beforePValue: number;
  readonly differsBefore: boolean;
  readonly isAa: boolean;
  readonly regret: number;
  readonly variants: readonly VariantReport[];
  readonly history: readonly ReportPoint[];
  readonly notes: readonly string[];
}

export const commentLengthMax = 200;
