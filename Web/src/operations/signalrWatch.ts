import type { ClusterFrame } from "../api/operations";
import { connectHub } from "../live/signalrConnection";
import type { WatchConnection } from "./clusterWatch";

/** A connection to the operators' hub. */
export function connectOperationsHub(ticket: () => Promise<string>): WatchConnection {
  const hub = connectHub("/hubs/operations", ticket);
  return {
    start: () => hub.start(),
    stop: () => hub.stop(),
    subscribe: async () => (await hub.invoke("Subscribe", {})) as { readonly ok: boolean },
    onFrame: (handler) => hub.on("ClusterFrame", (frame) => handler(frame as ClusterFrame)),
    onClose: (handler) => hub.onClose(handler),
  };
}
