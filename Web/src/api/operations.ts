import type { Money, Ticket } from "./contract";
import type { HttpClient } from "./http";

/** The cluster at one moment. What nobody can tell is null; units are said in docs/operations.md. */
export interface ClusterFrame {
  readonly at: string;
  readonly ageMs: number | null;
  readonly engine: string | null;
  readonly processes: readonly ProcessLoad[];
  readonly calls: {
    readonly perSecond: number;
    readonly failuresPerSecond: number;
    readonly p50Ms: number | null;
    readonly p99Ms: number | null;
    readonly methods: readonly MethodLoad[];
  };
  readonly latency: LatencyCounts;
  readonly hottest: readonly { readonly grain: string; readonly key: string; readonly perSecond: number }[];
  readonly activations: readonly { readonly grain: string; readonly count: number }[] | null;
  readonly mailboxes: { readonly waiting: number; readonly longest: readonly Mailbox[] } | null;
  readonly slowCalls: readonly GrainCall[];
  readonly failures: readonly GrainCall[];
  readonly log: readonly PartitionLag[];
  readonly rooms: readonly RoomLoad[];
  readonly connections: { readonly sockets: number; readonly users: number; readonly watchers: number };
  readonly store: StoreLoad | null;
  readonly reminders: Reminders | null;
  readonly suggestions: SuggestionLoad | null;
  readonly shop: ShopTotals | null;
}

export interface ProcessLoad {
  readonly process: string;
  readonly roles: readonly string[];
  readonly ageMs: number;
  readonly startedAt: string;
  readonly cpuCores: number | null;
  readonly cores: number | null;
  readonly workingSetBytes: number | null;
  readonly heapBytes: number | null;
  readonly gcPauseShare: number | null;
  readonly collections: number | null;
  readonly poolThreads: number | null;
  readonly pendingWork: number | null;
  readonly callsPerSecond: number | null;
  readonly activations: number | null;
  readonly waiting: number | null;
  readonly connections: number | null;
}

export interface MethodLoad {
  readonly grain: string;
  readonly method: string;
  readonly calls: number;
  readonly failures: number;
  readonly perSecond: number;
  readonly failuresPerSecond: number;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
}

/** How many calls took from one bound to the next; the last count has all that took longer. */
export interface LatencyCounts {
  readonly boundsMs: readonly number[];
  readonly counts: readonly number[];
}

export interface Mailbox {
  readonly grain: string;
  readonly key: string;
  readonly waiting: number;
  readonly running: number;
}

export interface GrainCall {
  readonly at: string;
  readonly grain: string;
  readonly key: string;
  readonly method: string;
  readonly durationMs: number;
  readonly failure: string | null;
  readonly traceId: string | null;
}

export interface PartitionLag {
  readonly partition: number;
  readonly head: number;
  readonly applied: number;
  readonly checkpoint: number;
  readonly lag: number;
}

export interface RoomLoad {
  readonly roomId: string;
  readonly title: string | null;
  readonly viewers: number;
  readonly comments: number;
  readonly commentsPerSecond: number;
}

export interface StoreLoad {
  readonly commits: number;
  readonly writes: number;
  readonly reads: number;
  readonly commitsPerSecond: number;
  readonly writesPerSecond: number;
  readonly readsPerSecond: number;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  readonly writesPerCommit: number | null;
}

export interface Reminders {
  readonly count: number;
  readonly dueSoon: number;
  readonly nextAt: string | null;
  readonly groups: readonly {
    readonly grain: string;
    readonly name: string;
    readonly count: number;
    readonly nextAt: string;
  }[];
}

export interface SuggestionLoad {
  readonly hours: number;
  readonly lists: number;
  readonly sources: readonly SourceLoad[];
  readonly model: { readonly version: string; readonly createdAt: string; readonly rows: number } | null;
  readonly training: {
    readonly version: string;
    readonly stage: string;
    readonly stepsDone: number;
    readonly stepsTotal: number;
  } | null;
}

export interface SourceLoad {
  readonly source: string;
  readonly shown: number;
  readonly acted: number;
  readonly share: number;
  readonly actedRate: number;
  readonly lastShownAt: string | null;
}

export interface ShopTotals {
  readonly since: string;
  readonly ordersPlaced: number;
  readonly ordersPaid: number;
  readonly revenue: readonly Money[];
  readonly refunded: readonly Money[];
  readonly comments: number;
  readonly interactions: number;
}

export interface GrainInspection {
  readonly grain: string;
  readonly key: string;
  readonly isHidden: boolean;
  readonly states: readonly {
    readonly name: string;
    readonly version: string;
    readonly bytes: number;
    readonly json: string;
  }[];
  readonly places: readonly {
    readonly silo: string;
    readonly isActive: boolean | null;
    readonly waiting: number | null;
    readonly running: number | null;
  }[];
  readonly calls: readonly GrainCall[];
}

export interface Neighbourhood {
  readonly nodes: readonly NeighbourhoodNode[];
  readonly edges: readonly NeighbourhoodEdge[];
}

export interface NeighbourhoodNode {
  readonly id: string;
  readonly kind: "user" | "followee" | "product";
  readonly label: string | null;
}

export interface NeighbourhoodEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  readonly weight: number;
}

/** What operators ask beside the hub. */
export class OperationsApi {
  constructor(private readonly http: HttpClient) {}

  ticket(): Promise<Ticket> {
    return this.http.request("POST", "/auth/ticket", { query: { hub: "operations" } });
  }

  inspect(grain: string, key: string): Promise<GrainInspection> {
    return this.http.request("GET", `/operations/grains/${encodeURIComponent(grain)}/${encodeURIComponent(key)}`);
  }

  neighbourhood(userId: string): Promise<Neighbourhood> {
    return this.http.request("GET", `/operations/users/${encodeURIComponent(userId)}/neighbourhood`);
  }

  /** Gives this browser the cookie that the silos' own dashboard asks for. */
  openSiloDashboard(): Promise<void> {
    return this.http.request("POST", "/operations/dashboard");
  }
}
