import { newId } from "../app/ids";
import type {
  AuditLine,
  AuthTokens,
  Deal,
  DealClaim,
  DemoAnswer,
  DrawProof,
  Experiment,
  ExperimentReport,
  Giveaway,
  HeldComment,
  InteractionItem,
  KeywordRule,
  Me,
  ModerationAct,
  NewDeal,
  NewExperiment,
  NewGiveaway,
  NewPoll,
  NewVoucher,
  NewVideo,
  OrderGlance,
  Page,
  PinAdviceItem,
  Poll,
  Product,
  Question,
  Replay,
  ReplayEvents,
  ReplayState,
  Review,
  ReviewSort,
  ReviewWords,
  RoomListItem,
  RoomModeration,
  RoomModes,
  RoomVerb,
  Suggestion,
  Suggestions,
  Ticket,
  UserCard,
  UserProfile,
  Visibility,
  Voucher,
} from "./contract";
import type { HttpClient } from "./http";

const id = encodeURIComponent;

/** The REST endpoints the client uses, one function each. */
export class Endpoints {
  constructor(private readonly http: HttpClient) {}

  login(userName: string, password: string): Promise<AuthTokens> {
    return this.http.request("POST", "/auth/login", { body: { userName, password } });
  }

  register(userName: string, password: string, displayName: string): Promise<AuthTokens> {
    return this.http.request("POST", "/auth/register", {
      body: { userName, password, displayName },
      idempotencyKey: newId(),
    });
  }

  logout(refreshToken: string): Promise<void> {
    return this.http.request("POST", "/auth/logout", { body: { refreshToken } });
  }

  ticket(): Promise<Ticket> {
    return this.http.request("POST", "/auth/ticket");
  }

  demo(): Promise<DemoAnswer> {
    return this.http.request("GET", "/demo");
  }

  me(): Promise<Me> {
    return this.http.request("GET", "/users/me");
  }

  user(userId: string): Promise<UserProfile> {
    return this.http.request("GET", `/users/${id(userId)}`);
  }

  following(userId: string, cursor: string | null): Promise<Page<UserCard>> {
    return this.http.request("GET", `/users/${id(userId)}/following`, { query: { limit: 50, cursor } });
  }

  follow(userId: string): Promise<void> {
    return this.http.request("PUT", `/users/me/following/${id(userId)}`);
  }

  unfollow(userId: string): Promise<void> {
    return this.http.request("DELETE", `/users/me/following/${id(userId)}`);
  }

  visibility(): Promise<Visibility> {
    return this.http.request("GET", "/users/me/visibility");
  }

  setVisibility(visibility: Partial<Visibility>): Promise<Visibility> {
    return this.http.request("PUT", "/users/me/visibility", { body: visibility });
  }

  products(category: string | null, cursor: string | null, limit: number): Promise<Page<Product>> {
    return this.http.request("GET", "/products", { query: { category, limit, cursor } });
  }

  product(productId: string): Promise<Product> {
    return this.http.request("GET", `/products/${id(productId)}`);
  }

  similar(productId: string, limit: number): Promise<{ readonly items: readonly Suggestion[] }> {
    return this.http.request("GET", `/products/${id(productId)}/similar`, { query: { limit } });
  }

  reviews(productId: string, sort: ReviewSort, cursor: string | null): Promise<Page<Review>> {
    return this.http.request("GET", `/products/${id(productId)}/reviews`, { query: { sort, limit: 10, cursor } });
  }

  /** The caller's newest. */
  orders(limit: number): Promise<Page<OrderGlance>> {
    return this.http.request("GET", "/orders", { query: { limit } });
  }

  ownReview(productId: string): Promise<Review> {
    return this.http.request("GET", `/products/${id(productId)}/reviews/mine`);
  }

  addReview(productId: string, orderId: string, words: ReviewWords, idempotencyKey: string): Promise<Review> {
    return this.http.request("POST", `/products/${id(productId)}/reviews`, {
      body: { orderId, ...words },
      idempotencyKey,
    });
  }

  editReview(productId: string, reviewId: string, words: ReviewWords): Promise<Review> {
    return this.http.request("PATCH", `/products/${id(productId)}/reviews/${id(reviewId)}`, { body: words });
  }

  /** Null takes the vote back. */
  voteReview(productId: string, reviewId: string, isHelpful: boolean | null): Promise<Review> {
    const path = `/products/${id(productId)}/reviews/${id(reviewId)}/votes/me`;
    return isHelpful === null
      ? this.http.request("DELETE", path)
      : this.http.request("PUT", path, { body: { isHelpful } });
  }

  replyToReview(productId: string, reviewId: string, text: string): Promise<Review> {
    return this.http.request("PUT", `/products/${id(productId)}/reviews/${id(reviewId)}/reply`, { body: { text } });
  }

  suggestions(limit: number, roomId?: string): Promise<Suggestions> {
    return this.http.request("GET", "/users/me/suggestions", { query: { limit, roomId } });
  }

  rooms(cursor: string | null): Promise<Page<RoomListItem>> {
    return this.http.request("GET", "/rooms", { query: { limit: 50, cursor } });
  }

  changeRoom(roomId: string, verb: RoomVerb): Promise<void> {
    return this.http.request("POST", `/rooms/${id(roomId)}/${verb}`);
  }

  replay(roomId: string): Promise<Replay> {
    return this.http.request("GET", `/rooms/${id(roomId)}/replay`);
  }

  replayState(roomId: string, at: number): Promise<ReplayState> {
    return this.http.request("GET", `/rooms/${id(roomId)}/replay/state`, { query: { at } });
  }

  replayEvents(roomId: string, afterSeq: number): Promise<ReplayEvents> {
    return this.http.request("GET", `/rooms/${id(roomId)}/replay/events`, { query: { afterSeq, limit: 200 } });
  }

  setVideo(roomId: string, video: NewVideo): Promise<void> {
    return this.http.request("PUT", `/rooms/${id(roomId)}/video`, { body: video });
  }

  makeVideoSecret(roomId: string): Promise<{ readonly secret: string }> {
    return this.http.request("POST", `/rooms/${id(roomId)}/video/secret`);
  }

  pin(roomId: string, productId: string): Promise<void> {
    return this.http.request("POST", `/rooms/${id(roomId)}/pins`, { body: { productId }, idempotencyKey: newId() });
  }

  pinAdvice(roomId: string, limit: number): Promise<{ readonly items: readonly PinAdviceItem[] }> {
    return this.http.request("GET", `/rooms/${id(roomId)}/pin-advice`, { query: { limit } });
  }

  createDeal(roomId: string, deal: NewDeal): Promise<Deal> {
    return this.http.request("POST", `/rooms/${id(roomId)}/deals`, { body: deal, idempotencyKey: newId() });
  }

  cancelDeal(roomId: string, dealId: string): Promise<void> {
    return this.http.request("DELETE", `/rooms/${id(roomId)}/deals/${id(dealId)}`);
  }

  /** The same key is the same claim, so that an attempt whose answer was lost can be repeated. */
  claimDeal(roomId: string, dealId: string, quantity: number, idempotencyKey: string): Promise<DealClaim> {
    const path = `/rooms/${id(roomId)}/deals/${id(dealId)}/claims`;
    return this.http.request("POST", path, { body: { quantity }, idempotencyKey });
  }

  claim(roomId: string, dealId: string, claimId: string): Promise<DealClaim> {
    return this.http.request("GET", `/rooms/${id(roomId)}/deals/${id(dealId)}/claims/${id(claimId)}`);
  }

  releaseClaim(roomId: string, dealId: string, claimId: string): Promise<DealClaim> {
    return this.http.request("DELETE", `/rooms/${id(roomId)}/deals/${id(dealId)}/claims/${id(claimId)}`);
  }

  offerVoucher(roomId: string, voucher: NewVoucher): Promise<Voucher> {
    return this.http.request("POST", `/rooms/${id(roomId)}/vouchers`, { body: voucher, idempotencyKey: newId() });
  }

  withdrawVoucher(roomId: string, voucherId: string): Promise<void> {
    return this.http.request("DELETE", `/rooms/${id(roomId)}/vouchers/${id(voucherId)}`);
  }

  claimVoucher(roomId: string, voucherId: string): Promise<void> {
    return this.http.request("POST", `/rooms/${id(roomId)}/vouchers/${id(voucherId)}/claims`);
  }

  ownVouchers(): Promise<Page<Voucher>> {
    return this.http.request("GET", "/users/me/vouchers", { query: { limit: 100 } });
  }

  unpin(roomId: string, productId: string): Promise<void> {
    return this.http.request("DELETE", `/rooms/${id(roomId)}/pins/${id(productId)}`);
  }

  poll(roomId: string, pollId: string): Promise<Poll> {
    return this.http.request("GET", `/rooms/${id(roomId)}/polls/${id(pollId)}`);
  }

  openPoll(roomId: string, poll: NewPoll): Promise<Poll> {
    return this.http.request("POST", `/rooms/${id(roomId)}/polls`, { body: poll, idempotencyKey: newId() });
  }

  closePoll(roomId: string, pollId: string): Promise<Poll> {
    return this.http.request("POST", `/rooms/${id(roomId)}/polls/${id(pollId)}/close`);
  }

  vote(roomId: string, pollId: string, option: number): Promise<Poll> {
    return this.http.request("PUT", `/rooms/${id(roomId)}/polls/${id(pollId)}/vote`, { body: { option } });
  }

  questions(roomId: string): Promise<Page<Question>> {
    return this.http.request("GET", `/rooms/${id(roomId)}/questions`, { query: { limit: 100 } });
  }

  ask(roomId: string, text: string): Promise<Question> {
    return this.http.request("POST", `/rooms/${id(roomId)}/questions`, { body: { text }, idempotencyKey: newId() });
  }

  voteQuestion(roomId: string, questionId: string, up: boolean): Promise<Question> {
    return this.http.request(up ? "PUT" : "DELETE", `/rooms/${id(roomId)}/questions/${id(questionId)}/vote`);
  }

  /** Without a text: answered live. */
  answerQuestion(roomId: string, questionId: string, text: string | null): Promise<Question> {
    return this.http.request("PUT", `/rooms/${id(roomId)}/questions/${id(questionId)}/answer`, { body: { text } });
  }

  showQuestion(roomId: string, questionId: string, shown: boolean): Promise<Question> {
    return this.http.request(shown ? "PUT" : "DELETE", `/rooms/${id(roomId)}/questions/${id(questionId)}/shown`);
  }

  hideQuestion(roomId: string, questionId: string): Promise<Question> {
    return this.http.request("DELETE", `/rooms/${id(roomId)}/questions/${id(questionId)}`);
  }

  giveaway(roomId: string, giveawayId: string): Promise<Giveaway> {
    return this.http.request("GET", `/rooms/${id(roomId)}/giveaways/${id(giveawayId)}`);
  }

  openGiveaway(roomId: string, giveaway: NewGiveaway): Promise<Giveaway> {
    return this.http.request("POST", `/rooms/${id(roomId)}/giveaways`, { body: giveaway, idempotencyKey: newId() });
  }

  changeGiveaway(roomId: string, giveawayId: string, verb: "entries" | "draw" | "claim"): Promise<Giveaway> {
    return this.http.request("POST", `/rooms/${id(roomId)}/giveaways/${id(giveawayId)}/${verb}`);
  }

  drawProof(roomId: string, giveawayId: string): Promise<DrawProof> {
    return this.http.request("GET", `/rooms/${id(roomId)}/giveaways/${id(giveawayId)}/proof`);
  }

  moderate(roomId: string, act: ModerationAct): Promise<void> {
    return this.http.request("POST", `/rooms/${id(roomId)}/moderation`, { body: act });
  }

  moderation(roomId: string): Promise<RoomModeration> {
    return this.http.request("GET", `/rooms/${id(roomId)}/moderation`);
  }

  setModes(roomId: string, modes: RoomModes): Promise<RoomModes> {
    return this.http.request("PUT", `/rooms/${id(roomId)}/modes`, { body: modes });
  }

  heldComments(roomId: string): Promise<{ readonly items: readonly HeldComment[] }> {
    return this.http.request("GET", `/rooms/${id(roomId)}/moderation/queue`);
  }

  keywordRules(roomId: string): Promise<{ readonly rules: readonly KeywordRule[] }> {
    return this.http.request("GET", `/rooms/${id(roomId)}/moderation/rules`);
  }

  setKeywordRules(roomId: string, rules: readonly KeywordRule[]): Promise<{ readonly rules: readonly KeywordRule[] }> {
    return this.http.request("PUT", `/rooms/${id(roomId)}/moderation/rules`, { body: { rules } });
  }

  moderationLog(roomId: string, cursor: string | null): Promise<Page<AuditLine>> {
    return this.http.request("GET", `/rooms/${id(roomId)}/moderation/log`, { query: { limit: 20, cursor } });
  }

  experiments(cursor: string | null): Promise<Page<Experiment>> {
    return this.http.request("GET", "/experiments", { query: { limit: 50, cursor } });
  }

  experiment(experimentId: string): Promise<ExperimentReport> {
    return this.http.request("GET", `/experiments/${id(experimentId)}`);
  }

  createExperiment(experiment: NewExperiment): Promise<Experiment> {
    return this.http.request("POST", "/experiments", { body: experiment, idempotencyKey: newId() });
  }

  changeExperiment(experimentId: string, verb: "start" | "stop"): Promise<Experiment> {
    return this.http.request("POST", `/experiments/${id(experimentId)}/${verb}`, { idempotencyKey: newId() });
  }

  track(items: readonly InteractionItem[], keepalive = false): Promise<void> {
    return this.http.request("POST", "/interactions", { body: { items }, keepalive });
  }
}
