import type { ClusterFrame } from "../api/operations";
import { reconnectDelayMs } from "../live/hubLink";

export type WatchState = "connecting" | "live" | "stale" | "refused";

/** The part of a SignalR connection that is needed. */
export interface WatchConnection {
  start(): Promise<void>;
  stop(): Promise<void>;
  subscribe(): Promise<{ readonly ok: boolean }>;
  onFrame(handler: (frame: ClusterFrame) => void): void;
  onClose(handler: () => void): void;
}

export interface ClusterWatchOptions {
  readonly connect: () => WatchConnection;
  readonly random: () => number;
  readonly onFrame: (frame: ClusterFrame) => void;
  readonly onState: (state: WatchState) => void;
}

/** Frames come once a second: after three without one, what is shown is no longer how things are. */
export const staleAfterMs = 3_000;

/** Watches the cluster until it is stopped; comes back by itself. */
export class ClusterWatch {
  private connection: WatchConnection | null = null;
  private isRunning = false;
  private attempt = 0;
  private retry: ReturnType<typeof setTimeout> | null = null;
  private silence: ReturnType<typeof setTimeout> | null = null;
  private state: WatchState = "connecting";

  constructor(private readonly options: ClusterWatchOptions) {}

  start(): void {
    this.isRunning = true;
    void this.open();
  }

  stop(): void {
    this.isRunning = false;
    clearTimeout(this.retry ?? undefined);
    clearTimeout(this.silence ?? undefined);
    const connection = this.connection;
    this.connection = null;
    void connection?.stop();
  }

  private async open(): Promise<void> {
    const connection = this.options.connect();
    connection.onFrame((frame) => this.take(connection, frame));
    connection.onClose(() => this.lose(connection));
    this.connection = connection;
    try {
      await connection.start();
      const { ok } = await connection.subscribe();
      if (!ok) {
        this.moveTo("refused");
      }
    } catch (error) {
      console.warn("The cluster could not be watched; trying again.", error);
      this.lose(connection);
    }
  }

  private take(connection: WatchConnection, frame: ClusterFrame): void {
    if (this.connection !== connection) {
      return;
    }
    this.attempt = 0;
    clearTimeout(this.silence ?? undefined);
    this.silence = setTimeout(() => this.moveTo("stale"), staleAfterMs);
    this.moveTo("live");
    this.options.onFrame(frame);
  }

  private lose(connection: WatchConnection): void {
    if (!this.isRunning || this.connection !== connection) {
      return;
    }
    this.connection = null;
    clearTimeout(this.silence ?? undefined);
    this.moveTo(this.state === "connecting" ? "connecting" : "stale");
    this.retry = setTimeout(() => void this.open(), reconnectDelayMs(this.attempt++, this.options.random()));
  }

  private moveTo(state: WatchState): void {
    if (this.state !== state) {
      this.state = state;
      this.options.onState(state);
    }
  }
}
