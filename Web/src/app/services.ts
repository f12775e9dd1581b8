import { ActivityCalls } from "../api/activity";
import { CartCalls } from "../api/carts";
import { Endpoints } from "../api/endpoints";
import type { InteractionItem } from "../api/contract";
import { GroupCalls } from "../api/groups";
import { Hosting } from "../api/hosting";
import { HttpClient } from "../api/http";
import { OperationsApi } from "../api/operations";
import { OrderCalls } from "../api/orders";
import { ApiProblem } from "../api/problem";
import { RoomReads } from "../api/rooms";
import { SearchCalls } from "../api/search";
import { SellerCalls } from "../api/sellers";
import { Shop } from "../api/shop";
import { Session, type TokenStore } from "../api/session";
import { TasteCalls } from "../api/taste";
import { Tracker, type DeliveryOutcome } from "../interactions/tracker";
import { ConnectionLost, HubLink } from "../live/hubLink";
import { serverClock } from "../live/serverClock";
import { connectLiveHub } from "../live/signalrConnection";
import { exclusively } from "./exclusively";

const refreshTokenKey = "socialcommerce.refresh-token";

const store: TokenStore = {
  read: () => localStorage.getItem(refreshTokenKey),
  write: (refreshToken) => {
    if (refreshToken === null) {
      localStorage.removeItem(refreshTokenKey);
    } else {
      localStorage.setItem(refreshTokenKey, refreshToken);
    }
  },
};

const send: typeof fetch = (input, init) => fetch(input, init);

export const session = new Session({
  fetch: send,
  store,
  now: () => Date.now(),
  // Where there are no locks, two tabs may both spend the token, and one signs in again.
  exclusively: exclusively(refreshTokenKey),
});

const http = new HttpClient(session, send, (stamp) => serverClock.note(stamp));

export const api = new Endpoints(http);

export const orders = new OrderCalls(http);

export const carts = new CartCalls(http);

export const groups = new GroupCalls(http);

export const hosting = new Hosting(http);

export const rooms = new RoomReads(http);

export const shop = new Shop(http);

export const operationsApi = new OperationsApi(http);

export const search = new SearchCalls(http);

export const sellers = new SellerCalls(http);

export const activity = new ActivityCalls(http);

export const taste = new TasteCalls(http);

export const link = new HubLink({
  connect: () => connectLiveHub(async () => (await api.ticket()).ticket),
  now: () => Date.now(),
  random: Math.random,
});

export const tracker = new Tracker({ deliver, deliverLast });

/** The hub is the fast way; without a connection the same items go by HTTP. */
async function deliver(items: readonly InteractionItem[]): Promise<DeliveryOutcome> {
  // Nothing is recorded of whoever has not signed in.
  if (!session.exists) {
    return { kind: "refused" };
  }
  try {
    return link.state.kind === "live" ? await deliverByHub(items) : await deliverByHttp(items);
  } catch (error) {
    return afterFailedDelivery(error);
  }
}

async function deliverByHub(items: readonly InteractionItem[]): Promise<DeliveryOutcome> {
  const answer = await link.invoke("Track", { items });
  if (answer.ok) {
    return { kind: "recorded" };
  }
  console.warn(`Interactions were refused: ${answer.code}.`);
  return typeof answer.retryAfterMs === "number"
    ? { kind: "retry", afterMs: answer.retryAfterMs }
    : { kind: "refused" };
}

async function deliverByHttp(items: readonly InteractionItem[]): Promise<DeliveryOutcome> {
  await api.track(items);
  return { kind: "recorded" };
}

function afterFailedDelivery(error: unknown): DeliveryOutcome {
  if (error instanceof ConnectionLost) {
    return { kind: "retry", afterMs: 500 };
  }
  if (error instanceof ApiProblem && (error.status === 0 || error.status === 429 || error.status >= 500)) {
    return { kind: "retry", afterMs: error.problem.retryAfterMs ?? 2_000 };
  }
  console.warn("Interactions could not be recorded.", error);
  return { kind: "refused" };
}

function deliverLast(items: readonly InteractionItem[]): void {
  if (!session.exists) {
    return;
  }
  api.track(items, true).catch((error: unknown) => console.debug("The last interactions were not answered.", error));
}

/** Tells when somebody signs in or out in another tab. */
export function onOtherTab(listener: (isSignedIn: boolean) => void): void {
  addEventListener("storage", (event) => {
    const isRenewed = event.newValue !== null && event.oldValue !== null;
    if (event.key === refreshTokenKey && !isRenewed) {
      listener(event.newValue !== null);
    }
  });
}
