import { HttpTransportType, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";
import type { Connection } from "./hubLink";

/** A SignalR connection to any hub. */
export interface HubConnection {
  start(): Promise<void>;
  stop(): Promise<void>;
  invoke(method: string, request: unknown): Promise<unknown>;
  on(push: string, handler: (message: unknown) => void): void;
  onClose(handler: () => void): void;
}

/** Sockets only and without negotiation: the ticket is good for one request, and negotiation would spend it. */
export function connectHub(path: string, ticket: () => Promise<string>): HubConnection {
  const hub = new HubConnectionBuilder()
    .withUrl(path, {
      skipNegotiation: true,
      transport: HttpTransportType.WebSockets,
      accessTokenFactory: ticket,
    })
    .configureLogging(LogLevel.None)
    .build();

  return {
    start: () => hub.start(),
    stop: () => hub.stop(),
    invoke: (method, request) => hub.invoke(method, request),
    on: (push, handler) => hub.on(push, handler),
    onClose: (handler) => hub.onclose(() => handler()),
  };
}

export function connectLiveHub(ticket: () => Promise<string>): Connection {
  return connectHub("/hubs/live", ticket) as Connection;
}
