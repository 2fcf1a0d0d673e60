/** The ways in which log lines write an instant. All UTC. */

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** `2026-10-08T07:30:41.808Z` */
export function isoMs(ms: number): string {
  return new Date(Math.floor(ms)).toISOString();
}

/** `2026-10-08T07:30:41Z` */
export function isoSeconds(ms: number): string {
  return `${isoMs(ms).slice(0, 19)}Z`;
}

/** `2026-10-08 07:30:41` */
export function spacedSeconds(ms: number): string {
  return isoMs(ms).slice(0, 19).replace("T", " ");
}

/** `2026-10-08 07:30:41,808+0000`, as Python's logging prints it. */
export function pythonComma(ms: number): string {
  const iso = isoMs(ms);
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)},${iso.slice(20, 23)}+0000`;
}

/** `2026/10/08 07:30:41`, Go's standard logger. */
export function goSeconds(ms: number): string {
  return spacedSeconds(ms).replaceAll("-", "/");
}

/** `08/Oct/2026:07:30:41 +0000`, the Common Log Format. */
export function clf(ms: number): string {
  const date = new Date(Math.floor(ms));
  const day = String(date.getUTCDate()).padStart(2, "0");
  return `${day}/${MONTHS[date.getUTCMonth()] ?? "Jan"}/${date.getUTCFullYear()}:${isoMs(ms).slice(11, 19)} +0000`;
}

/** `Thu, 08 Oct 2026 07:30:41 GMT` */
export function httpDate(ms: number): string {
  return new Date(Math.floor(ms)).toUTCString();
}
