import type { RoomComment } from "../api/contract";

/** The page draws only those in sight, so that these cost nothing but their memory. */
export const commentsShownMax = 1_000;

export type Delivery =
  { readonly kind: "sending" } | { readonly kind: "sent" } | { readonly kind: "failed"; readonly code: string };

export interface CommentLine {
  /** Stays the same when an optimistic line is confirmed, so that the page does not redraw it. */
  readonly key: string;
  readonly id: string | null;
  readonly userId: string;
  readonly displayName: string;
  readonly text: string;
  readonly at: string;
  readonly delivery: Delivery;
}

export interface Author {
  readonly userId: string;
  readonly displayName: string;
}

interface Outgoing {
  readonly clientId: string;
  readonly id: string | null;
  readonly seq: number | null;
  readonly line: CommentLine;
}

/** The shown comments: those the room has numbered, then this user's own that are still under way. */
export class CommentLog {
  private committed: CommentLine[] = [];
  private outgoing: Outgoing[] = [];

  lines(): readonly CommentLine[] {
    return [...this.committed, ...this.outgoing.map((entry) => entry.line)];
  }

  /** Comments whose outcome is unknown; sending them again under the same client id is safe. */
  unanswered(): readonly { readonly clientId: string; readonly text: string }[] {
    return this.outgoing
      .filter((entry) => entry.id === null && entry.line.delivery.kind === "sending")
      .map((entry) => ({ clientId: entry.clientId, text: entry.line.text }));
  }

  /** Takes the comments of a snapshot; `seq` is its number if the room still counts as before, else null. */
  replace(comments: readonly RoomComment[], seq: number | null): void {
    const before = new Map(this.committed.map((line) => [line.id, line.key]));
    this.committed = [];
    for (const comment of comments.slice(-commentsShownMax)) {
      this.commit(comment, before.get(comment.id), null, null);
    }
    // What was numbered at or before the snapshot and is not in it has been removed or has scrolled out.
    this.outgoing = this.outgoing.filter((entry) => entry.seq === null || (seq !== null && entry.seq > seq));
  }

  add(comment: Omit<RoomComment, "seq">, clientId: string | null, ownId: string | null): void {
    this.commit(comment, undefined, clientId, ownId);
    if (this.committed.length > commentsShownMax) {
      this.committed.splice(0, this.committed.length - commentsShownMax);
    }
  }

  remove(id: string): void {
    this.committed = this.committed.filter((line) => line.id !== id);
    this.outgoing = this.outgoing.filter((entry) => entry.id !== id);
  }

  send(clientId: string, text: string, author: Author, at: string): void {
    this.outgoing = this.outgoing.filter((entry) => entry.clientId !== clientId);
    const line: CommentLine = { key: clientId, id: null, text, at, ...author, delivery: { kind: "sending" } };
    this.outgoing.push({ clientId, id: null, seq: null, line });
  }

  /** The server has numbered the comment; its event may have come before this answer or may still come. */
  confirm(clientId: string, id: string, seq: number, appliedSeq: number): void {
    if (seq <= appliedSeq || this.committed.some((line) => line.id === id)) {
      this.outgoing = this.outgoing.filter((entry) => entry.clientId !== clientId);
      return;
    }
    this.update(clientId, (entry) => ({
      ...entry,
      id,
      seq,
      line: { ...entry.line, id, delivery: { kind: "sent" } },
    }));
  }

  fail(clientId: string, code: string): void {
    this.update(clientId, (entry) => ({ ...entry, line: { ...entry.line, delivery: { kind: "failed", code } } }));
  }

  discard(clientId: string): void {
    this.outgoing = this.outgoing.filter((entry) => entry.clientId !== clientId);
  }

  private commit(
    comment: Omit<RoomComment, "seq">,
    knownKey: string | undefined,
    clientId: string | null,
    ownId: string | null,
  ): void {
    const mine = this.outgoing.find(
      (entry) => entry.id === comment.id || (clientId === entry.clientId && comment.userId === ownId),
    );
    if (mine !== undefined) {
      this.discard(mine.clientId);
    }
    this.committed.push({
      key: mine?.clientId ?? knownKey ?? comment.id,
      id: comment.id,
      userId: comment.userId,
      displayName: comment.displayName,
      text: comment.text,
      at: comment.at,
      delivery: { kind: "sent" },
    });
  }

  private update(clientId: string, change: (entry: Outgoing) => Outgoing): void {
    this.outgoing = this.outgoing.map((entry) => (entry.clientId === clientId ? change(entry) : entry));
  }
}
