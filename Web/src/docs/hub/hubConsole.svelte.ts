import { api, operationsApi } from "../../app/services";
import { connectHub, type HubConnection } from "../../live/signalrConnection";
import { hubContracts, type HubName } from "./contract";
import { FrameLog, type LoggedFrame } from "./frameLog";

/** A connection of its own, beside the one that the page lives by, so that what is tried disturbs nothing. */
export class HubConsole {
  connected = $state(false);
  busy = $state(false);
  frames = $state.raw<readonly LoggedFrame[]>([]);
  problem = $state.raw<unknown>(null);
  private connection: HubConnection | null = null;
  private readonly log = new FrameLog(() => new Date());

  async connect(name: HubName): Promise<void> {
    this.busy = true;
    this.problem = null;
    const hub = hubContracts[name];
    const tickets = name === "operations" ? operationsApi : api;
    const connection = connectHub(hub.path, async () => (await tickets.ticket()).ticket);
    for (const push of hub.pushes) {
      connection.on(push.name, (message) => this.write("pushed", push.name, message));
    }
    connection.onClose(() => this.closed(connection, hub.path));
    try {
      await connection.start();
      this.connection = connection;
      this.connected = true;
      this.write("state", hub.path, { connected: true });
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

  private closed(connection: HubConnection, path: string): void {
    if (this.connection === connection) {
      this.connection = null;
      this.connected = false;
      this.write("state", path, { connected: false });
    }
  }

  private write(direction: LoggedFrame["direction"], name: string, body: unknown, tookMs: number | null = null): void {
    this.log.add(direction, name, body, tookMs);
    this.frames = this.log.frames;
  }
}
