import { formatWindow, type Zone } from "@/lib/base/format-time";
import { epochMs } from "@/lib/base/time";
import { parseInstant } from "@/lib/url/instant";

export const presets = [
  { from: "now-15m", label: "Last 15 minutes", short: "15m" },
  { from: "now-1h", label: "Last hour", short: "1h" },
  { from: "now-3h", label: "Last 3 hours", short: "3h" },
  { from: "now-6h", label: "Last 6 hours", short: "6h" },
  { from: "now-12h", label: "Last 12 hours", short: "12h" },
  { from: "now-24h", label: "Last 24 hours", short: "24h" },
  { from: "now-3d", label: "Last 3 days", short: "3d" },
  { from: "now-7d", label: "Last 7 days", short: "7d" },
] as const;

const UNITS: Readonly<Record<string, string>> = {
  s: "second",
  m: "minute",
  h: "hour",
  d: "day",
  w: "week",
};

/** A range in words: a preset's name, two dates with their zone, or the expressions themselves. */
export function describeRange(from: string, to: string, zone: Zone): string {
  const preset = to === "now" ? presets.find((one) => one.from === from) : undefined;
  if (preset) return preset.label;
  const last = to === "now" ? /^now-(\d{1,6})([smhdw])$/.exec(from) : null;
  const unit = UNITS[last?.[2] ?? ""];
  if (last && unit) return `Last ${Number(last[1])} ${unit}${Number(last[1]) === 1 ? "" : "s"}`;
  const start = parseInstant(from, epochMs(0));
  const end = parseInstant(to, epochMs(0));
  if (start && end && !start.relative && !end.relative) return formatWindow(start.ms, end.ms, zone);
  // A hand-written address can hold anything, of any length.
  return `${from} → ${to}`.slice(0, 48);
}

/** The window moved by its own length: -1 back, 1 forward, never beyond now. */
export function shiftedWindow(
  window: { readonly fromMs: number; readonly toMs: number; readonly nowMs: number },
  direction: -1 | 1,
): { readonly fromMs: number; readonly toMs: number } {
  const length = window.toMs - window.fromMs;
  const nowMinute = Math.ceil(window.nowMs / 60_000) * 60_000;
  const toMs = Math.min(window.toMs + direction * length, Math.max(nowMinute, window.toMs));
  return { fromMs: toMs - length, toMs };
}
