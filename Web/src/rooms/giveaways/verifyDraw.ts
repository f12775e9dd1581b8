import type { DrawProof } from "../../api/contract";

/** What holds when a draw is made again from its published parts; see docs/decisions/0020-draws-anyone-can-make-again.md. */
export interface DrawCheck {
  readonly seed: boolean;
  readonly entrants: boolean;
  readonly winners: boolean;
}

const algorithm = "hmac-sha256-lowest-v1";

/** Makes the draw again in this browser; the commitment is the one that was shown before the draw. */
export async function verifyDraw(proof: DrawProof, commitment: string, subtle: SubtleCrypto): Promise<DrawCheck> {
  if (proof.algorithm !== algorithm || !/^[0-9a-f]{64}$/.test(proof.seed)) {
    return { seed: false, entrants: false, winners: false };
  }
  const seed = bytesOf(proof.seed);
  const text = new TextEncoder();
  const key = await subtle.importKey("raw", seed, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const tickets = await Promise.all(
    proof.entrants.map(async (entrant) => ({
      entrant,
      ticket: hex(await subtle.sign("HMAC", key, text.encode(entrant))),
    })),
  );
  tickets.sort((left, right) => compare(left.ticket, right.ticket) || compare(left.entrant, right.entrant));
  return {
    seed: hex(await subtle.digest("SHA-256", seed)) === commitment && proof.commitment === commitment,
    entrants:
      proof.entrants.every((entrant, index) => index === 0 || compare(proof.entrants[index - 1] ?? "", entrant) < 0) &&
      hex(await subtle.digest("SHA-256", text.encode(proof.entrants.join("\n")))) === proof.entrantsHash,
    winners:
      proof.winners.length <= tickets.length &&
      proof.winners.every((winner, index) => tickets[index]?.entrant === winner),
  };
}

function bytesOf(digits: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: digits.length / 2 }, (_, index) =>
    Number.parseInt(digits.slice(2 * index, 2 * index + 2), 16),
  );
}

function hex(bytes: ArrayBuffer): string {
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** By code units, as the server orders. */
function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
