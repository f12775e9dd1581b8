import { HttpTransportType, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";
import type { ClusterFrame } from "../api/operations";
import type { WatchConnection } from "./clusterWatch";

/** A SignalR connection to the operators' hub; sockets only, because a ticket is good for one request. */
export function connectOperationsHub(ticket: () => Promise<string>): WatchConnection {
  const hub = new HubConnectionBuilder()
    .withUrl("/hubs/operations", {
      skipNegotiation: true,
      transport: HttpTransportType.WebSockets,
      accessTokenFactory: ticket,
    })
    .configureLogging(LogLevel.None)
    .build();

  return {
    start: () => hub.start(),
    stop: () => hub.stop(),
    subscribe: () => hub.invoke<{ readonly ok: boolean }>("Subscribe", {}),
    onFrame: (handler) => hub.on("ClusterFrame", (frame: ClusterFrame) => handler(frame)),
    onClose: (handler) => hub.onclose(() => handler()),
  };
}
