const quickestMs = 0.000512;

/** Durations as people say them: microseconds, milliseconds, seconds. */
export function formatMs(ms: number | null, tag: string): string {
  if (ms === null) {
    return "–";
  }
  // The quickest bucket says no more than that.
  if (ms < quickestMs) {
    return "< 0.5 µs";
  }
  const digits = (value: number): string =>
    new Intl.NumberFormat(tag, { maximumSignificantDigits: value >= 100 ? 3 : 2 }).format(value);
  if (ms < 1) {
    return `${digits(ms * 1_000)} µs`;
  }
  return ms < 1_000 ? `${digits(ms)} ms` : `${digits(ms / 1_000)} s`;
}

export function formatBytes(bytes: number | null, tag: string): string {
  if (bytes === null) {
    return "–";
  }
  const units = ["B", "KB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1_000 && unit < units.length - 1) {
    value /= 1_024;
    unit++;
  }
  return `${new Intl.NumberFormat(tag, { maximumFractionDigits: value < 10 && unit > 0 ? 1 : 0 }).format(value)} ${units[unit] ?? ""}`;
}

/** A rate: exact when small, compact when large. */
export function formatRate(rate: number | null, tag: string): string {
  if (rate === null) {
    return "–";
  }
  if (rate >= 10_000) {
    return new Intl.NumberFormat(tag, { notation: "compact", maximumFractionDigits: 1 }).format(rate);
  }
  return new Intl.NumberFormat(tag, { maximumFractionDigits: rate >= 10 ? 0 : 1 }).format(rate);
}

export function formatNumber(value: number | null, tag: string): string {
  return value === null ? "–" : new Intl.NumberFormat(tag).format(value);
}

export function formatShare(share: number | null, tag: string): string {
  return share === null
    ? "–"
    : new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 1 }).format(share);
}

export function formatClock(at: string, tag: string): string {
  return new Date(at).toLocaleTimeString(tag, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}
