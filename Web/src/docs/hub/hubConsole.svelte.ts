import type { HubPushes } from "../../api/contract";
import { api } from "../../app/services";
import type { Connection } from "../../live/hubLink";
import { connectLiveHub } from "../../live/signalrConnection";
import { liveHub } from "./contract";
import { FrameLog, type LoggedFrame } from "./frameLog";

/** A connection of its own, beside the one that the page lives by, so that what is tried disturbs nothing. */
export class HubConsole {
  connected = $state(false);
  busy = $state(false);
  frames = $state.raw<readonly LoggedFrame[]>([]);
  problem = $state.raw<unknown>(null);
  private connection: Connection | null = null;
  private readonly log = new FrameLog(() => new Date());

  async connect(): Promise<void> {
    this.busy = true;
    this.problem = null;
    const connection = connectLiveHub(async () => (await api.ticket()).ticket);
    for (const { name } of liveHub.pushes) {
      connection.on(name as keyof HubPushes, (message) => this.write("pushed", name, message));
    }
    connection.onClose(() => this.closed(connection));
    try {
      await connection.start();
      this.connection = connection;
      this.connected = true;
      this.write("state", liveHub.path, { connected: true });
    } catch (error) {
      this.problem = error;
    } finally {
      this.busy = false;
    }
  }

  async disconnect(): Promise<void> {
    await this.connection?.stop();
  }

  async send(method: string, request: unknown): Promise<void> {
    const { connection } = this;
    if (connection === null) {
      return;
    }
    this.write("sent", method, request);
    const begun = performance.now();
    try {
      const answer = await connection.invoke(method, request);
      this.write("answered", method, answer, performance.now() - begun);
    } catch (error) {
      this.write("answered", method, { error: String(error) }, performance.now() - begun);
    }
  }

  clear(): void {
    this.log.clear();
    this.frames = [];
  }

  private closed(connection: Connection): void {
    if (this.connection === connection) {
      this.connection = null;
      this.connected = false;
      this.write("state", liveHub.path, { connected: false });
    }
  }

  private write(direction: LoggedFrame["direction"], name: string, body: unknown, tookMs: number | null = null): void {
    this.log.add(direction, name, body, tookMs);
    this.frames = this.log.frames;
  }
}
