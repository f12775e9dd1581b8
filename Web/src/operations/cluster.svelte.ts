import { operationsApi } from "../app/services";
import type { ClusterFrame } from "../api/operations";
import { ClusterWatch, type WatchState } from "./clusterWatch";
import { fold, noHistory, type History } from "./frames";
import { connectOperationsHub } from "./signalrWatch";

/** The cluster as this page sees it: the newest frame, the last two minutes, and whether they still move. */
export class Cluster {
  frame = $state.raw<ClusterFrame | null>(null);
  history = $state.raw<History>(noHistory);
  state = $state<WatchState>("connecting");

  /** Watches until the answer is called. */
  watch(): () => void {
    const watch = new ClusterWatch({
      connect: () => connectOperationsHub(async () => (await operationsApi.ticket()).ticket),
      random: Math.random,
      onFrame: (frame) => {
        this.frame = frame;
        this.history = fold(this.history, frame);
      },
      onState: (state) => {
        this.state = state;
      },
    });
    watch.start();
    return () => watch.stop();
  }
}
