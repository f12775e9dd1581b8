import { HttpTransportType, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";
import type { Connection } from "./hubLink";

/**
 * A SignalR connection to the live hub. Sockets only and without negotiation: the ticket is good for one request,
 * and negotiation would spend it.
 */
export function connectLiveHub(ticket: () => Promise<string>): Connection {
  const hub = new HubConnectionBuilder()
    .withUrl("/hubs/live", {
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
    onClose: (handler) => hub.onclose(handler),
  };
}
