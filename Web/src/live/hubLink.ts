import type { HubAnswer, HubMethod, HubMethods, HubPushes } from "../api/contract";

export type ConnectionState =
  { readonly kind: "connecting" } | { readonly kind: "live" } | { readonly kind: "stale"; readonly since: number };

/** The part of a SignalR connection the link needs. */
export interface Connection {
  start(): Promise<void>;
  stop(): Promise<void>;
  invoke(method: string, request: unknown): Promise<unknown>;
  on<K extends keyof HubPushes>(push: K, handler: (message: HubPushes[K]) => void): void;
  onClose(handler: () => void): void;
}

export interface HubLinkOptions {
  readonly connect: () => Connection;
  readonly now: () => number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

const spreadMs = 2_000;
const delayFirstMs = 500;
const delayMaxMs = 10_000;

/** The upper bound doubles with each failure; the jitter keeps a crowd from coming back in step. */
export function reconnectDelayMs(attempt: number, random: number): number {
  const bound = Math.min(delayMaxMs, delayFirstMs * 2 ** Math.min(attempt, 10));
  return Math.round(bound * (0.5 + random / 2));
}

/** The first attempt after a loss comes at any moment of the spread, so that all whom a server dropped do not come at once. */
export function connectDelayMs(attempt: number, random: number): number {
  return attempt === 0 ? Math.round(spreadMs * random) : reconnectDelayMs(attempt - 1, random);
}

/** Thrown when there is no connection to call over, or it broke before the answer: the outcome is unknown. */
export class ConnectionLost extends Error {
  override name = "ConnectionLost";
}

type PushHandlers = { [K in keyof HubPushes]: Set<(message: HubPushes[K]) => void> };

/** One hub connection that comes back for ever until it is stopped. */
export class HubLink {
  private connection: Connection | null = null;
  private running = false;
  /** Counts the starts, so that a connection of an earlier one (another user's) is never adopted. */
  private generation = 0;
  private attempt = 0;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private current: ConnectionState = { kind: "connecting" };
  private readonly handlers: PushHandlers = {
    Events: new Set(),
    Pulse: new Set(),
    SuggestionsChanged: new Set(),
    Notice: new Set(),
    FriendsHere: new Set(),
    Questions: new Set(),
  };
  private readonly stateListeners = new Set<(state: ConnectionState) => void>();

  constructor(private readonly options: HubLinkOptions) {}

  get state(): ConnectionState {
    return this.current;
  }

  start(): void {
    if (!this.running) {
      this.running = true;
      this.generation++;
      this.attempt = 0;
      this.moveTo({ kind: "connecting" });
      void this.open();
    }
  }

  async stop(): Promise<void> {
    this.running = false;
    this.clearTimer();
    const connection = this.connection;
    this.connection = null;
    await connection?.stop();
  }

  /** Tries at once instead of waiting for the timer: the network came back or the page was opened again. */
  nudge(): void {
    if (this.running && this.timer !== null) {
      this.clearTimer();
      void this.open();
    }
  }

  onState(listener: (state: ConnectionState) => void): () => void {
    this.stateListeners.add(listener);
    return () => this.stateListeners.delete(listener);
  }

  on<K extends keyof HubPushes>(push: K, handler: (message: HubPushes[K]) => void): () => void {
    this.handlers[push].add(handler);
    return () => this.handlers[push].delete(handler);
  }

  async invoke<M extends HubMethod>(
    method: M,
    request: HubMethods[M]["request"],
  ): Promise<HubAnswer<HubMethods[M]["answer"]>> {
    const connection = this.connection;
    if (connection === null || this.current.kind !== "live") {
      throw new ConnectionLost(`${method}: not connected`);
    }
    try {
      return (await connection.invoke(method, request)) as HubAnswer<HubMethods[M]["answer"]>;
    } catch (error) {
      if (this.connection !== connection) {
        throw new ConnectionLost(`${method}: the connection closed before the answer`, { cause: error });
      }
      throw error;
    }
  }

  private async open(): Promise<void> {
    const { generation } = this;
    const connection = this.options.connect();
    this.subscribe(connection);
    try {
      await connection.start();
    } catch (error) {
      if (this.isCurrent(generation)) {
        console.warn("The live connection could not be opened; trying again.", error);
        this.scheduleOpen();
      }
      return;
    }
    if (!this.isCurrent(generation)) {
      await connection.stop();
      return;
    }
    this.connection = connection;
    this.attempt = 0;
    this.moveTo({ kind: "live" });
  }

  private isCurrent(generation: number): boolean {
    return this.running && this.generation === generation;
  }

  private subscribe(connection: Connection): void {
    for (const push of Object.keys(this.handlers) as (keyof HubPushes)[]) {
      this.forward(connection, push);
    }
    connection.onClose(() => {
      if (this.connection === connection) {
        this.connection = null;
        this.scheduleOpen();
      }
    });
  }

  private forward<K extends keyof HubPushes>(connection: Connection, push: K): void {
    connection.on(push, (message) => {
      if (this.connection === connection) {
        for (const handler of this.handlers[push]) {
          handler(message);
        }
      }
    });
  }

  private scheduleOpen(): void {
    if (!this.running) {
      return;
    }
    if (this.current.kind === "live") {
      this.moveTo({ kind: "stale", since: this.options.now() });
    }
    this.timer = setTimeout(
      () => {
        this.timer = null;
        void this.open();
      },
      connectDelayMs(this.attempt++, this.options.random()),
    );
  }

  private clearTimer(): void {
    if (this.timer !== null) {
      clearTimeout(this.timer);
      this.timer = null;
    }
  }

  private moveTo(state: ConnectionState): void {
    this.current = state;
    for (const listener of this.stateListeners) {
      listener(state);
    }
  }
}
