/**
 * The duration that this share of the calls did not exceed, from counts by duration; null when there was none. Within a bucket
 * calls are taken to be spread evenly on the logarithmic scale that the bounds have.
 */
export function quantileMs(counts: readonly number[], boundsMs: readonly number[], share: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) {
    return null;
  }
  let rank = share * total;
  for (const [index, count] of counts.entries()) {
    if (count > 0 && rank <= count) {
      return within(boundsMs, index, rank / count);
    }
    rank -= count;
  }
  return boundsMs.at(-1) ?? null;
}

function within(boundsMs: readonly number[], index: number, part: number): number {
  const low = boundsMs[index] ?? 0;
  const high = boundsMs[index + 1];
  if (high === undefined) {
    return low;
  }
  return low === 0 ? high * part : low * (high / low) ** part;
}
