import { link } from "../app/services";
import type { ConnectionState } from "./hubLink";

/** What the header says about the connection: an open room's own state is stricter than the socket's. */
class ShownConnection {
  private linkState = $state.raw<ConnectionState>(link.state);
  private roomState = $state.raw<ConnectionState | null>(null);

  constructor() {
    link.onState((state) => {
      this.linkState = state;
    });
  }

  get state(): ConnectionState {
    return this.roomState ?? this.linkState;
  }

  /** An open room says what it is; otherwise the socket does. */
  get isRoom(): boolean {
    return this.roomState !== null;
  }

  showRoom(state: ConnectionState | null): void {
    this.roomState = state;
  }
}

export const shownConnection = new ShownConnection();
