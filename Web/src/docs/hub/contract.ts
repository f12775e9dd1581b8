import live from "./live.json";
import operations from "./operations.json";

/** The fields of a request, an answer or a push, by name; a question mark ends the type of what may be absent. */
export type Fields = Readonly<Record<string, string>>;

export interface HubMethodEntry {
  readonly name: string;
  readonly request: Fields;
  /** Beside `ok: true`. */
  readonly answer: Fields;
  /** A request to begin with; $room and $id stand for a room and a new id. */
  readonly example: unknown;
}

export interface HubContract {
  readonly path: string;
  readonly methods: readonly HubMethodEntry[];
  readonly pushes: readonly { readonly name: string; readonly data: Fields }[];
  /** What the `data` of an event is, by its type; a hub without a sequence has none. */
  readonly events: Fields;
  readonly types: Readonly<Record<string, Fields>>;
}

export type HubName = "live" | "operations";

/** The hubs, as data: a test of the server holds them against the hubs themselves. */
export const hubContracts: Readonly<Record<HubName, HubContract>> = { live, operations };

/** A request to begin with, for one room. */
export function exampleRequest(method: HubMethodEntry, roomId: string, newId: () => string): string {
  const text = JSON.stringify(method.example, null, 2);
  return text.replaceAll('"$room"', () => JSON.stringify(roomId)).replaceAll('"$id"', () => JSON.stringify(newId()));
}
