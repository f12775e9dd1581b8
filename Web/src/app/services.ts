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
import { SearchCalls } from "../api/search";
import { SellerCalls } from "../api/sellers";
import { Shop } from "../api/shop";
import { Session, type TokenStore } from "../api/session";
import { TasteCalls } from "../api/taste";
import { Tracker, type DeliveryOutcome } from "../interactions/tracker";
import { ConnectionLost, HubLink } from "../live/hubLink";
import { serverClock } from "../live/serverClock";
import { connectLiveHub } from "../live/signalrConnection";

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

/** Web locks exist on secure origins only; elsewhere two tabs may rarely both spend the token and one signs in again. */
function exclusively<T>(work: () => Promise<T>): Promise<T> {
  const locks = (navigator as { locks?: LockManager }).locks;
  return locks === undefined ? work() : locks.request(refreshTokenKey, work);
}

const send: typeof fetch = (input, init) => fetch(input, init);

export const session = new Session({ fetch: send, store, now: () => Date.now(), exclusively });

const http = new HttpClient(session, send, (stamp) => serverClock.note(stamp));

export const api = new Endpoints(http);

export const orders = new OrderCalls(http);

export const carts = new CartCalls(http);

export const groups = new GroupCalls(http);

export const hosting = new Hosting(http);

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
  api.track(items, true).catch((error: unknown) => console.debug("The last interactions were not answered.", error));
}

/** Signing out in one tab signs out the others. */
export function onRefreshTokenRemoved(listener: () => void): void {
  addEventListener("storage", (event) => {
    if (event.key === refreshTokenKey && event.newValue === null) {
      listener();
    }
  });
}
