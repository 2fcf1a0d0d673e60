"use client";

import { CirclePause, Eraser, Play, Radio, TriangleAlert } from "lucide-react";
import type { LogClient } from "@/components/logs/log-client";
import type { TailStatus } from "@/components/logs/protocol";
import { Button } from "@/components/ui/button";
import { useZone } from "@/components/ui/zone-context";
import { formatCount } from "@/lib/base/format-number";
import { formatClockSeconds } from "@/lib/base/format-time";
import type { TailState } from "@/lib/model/views/logs";

const modes = {
  live: "live",
  polling: "polling, a few seconds behind",
  "catching-up": "catching up",
  waiting: "waiting for AWS",
  stopped: "stopped",
} as const satisfies Record<TailState["mode"], string>;

/** How the tail is doing: mode by source, what may be missing, and the ways to hold it. */
export function TailBar({ client, tail }: { readonly client: LogClient; readonly tail: TailStatus }) {
  const zone = useZone();
  const { states, gaps, paused, waiting, connected, full, watermarkMs } = tail;
  const open = gaps.filter((gap) => !gap.recovered);
  const [last] = open.slice(-1);
  const reason = connected ? (states.find(({ mode }) => mode !== "live")?.reason ?? null) : null;
  const [closed] = gaps.filter((gap) => gap.recovered).slice(-1);
  return (
    <div
      data-testid="tail-bar"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-t px-4 py-1.5 text-xs"
    >
      <Radio className={connected && !paused ? "size-4 text-ok" : "size-4 text-ink-3"} aria-hidden />
      <span role="status">
        {paused
          ? `Paused, ${formatCount(waiting)} events wait`
          : connected
            ? modesText(states)
            : "Connecting…"}
      </span>
      {reason !== null ? (
        <span className="min-w-0 max-w-xl truncate text-ink-3" title={reason}>
          {reason}
        </span>
      ) : null}
      {watermarkMs === null ? null : (
        <span className="text-ink-3">complete up to {formatClockSeconds(watermarkMs, zone)}</span>
      )}
      {full ? (
        <span className="text-warning">
          Paused by itself: this tab holds as many lines as it should. Clear to go on.
        </span>
      ) : null}
      {last ? (
        <span className="flex items-center gap-1 text-warning">
          <TriangleAlert className="size-3.5" aria-hidden />
          {last.cause === "sampled" ? "AWS left lines out" : "Lines may be missing"}{" "}
          {formatClockSeconds(last.fromMs, zone)}–{formatClockSeconds(last.toMs, zone)}
          {open.length > 1 ? `, and ${open.length - 1} times before` : ""}
        </span>
      ) : closed ? (
        <span className="text-ink-3">
          {formatClockSeconds(closed.fromMs, zone)}–{formatClockSeconds(closed.toMs, zone)}{" "}
          {closed.cause === "sampled" ? "left out by AWS" : "lost with a connection"}, read again: nothing is
          missing
        </span>
      ) : null}
      <span className="ml-auto flex gap-1">
        <Button size="sm" onClick={() => client.send({ type: "pause", on: !paused })}>
          {paused ? <Play aria-hidden /> : <CirclePause aria-hidden />}
          {paused ? "Go on" : "Pause"}
        </Button>
        <Button size="sm" variant="ghost" onClick={() => client.send({ type: "clear" })}>
          <Eraser aria-hidden />
          Clear
        </Button>
      </span>
    </div>
  );
}

function modesText(states: readonly TailState[]): string {
  if (states.length === 0) return "Connected";
  const counts = new Map<TailState["mode"], number>();
  for (const { mode } of states) counts.set(mode, (counts.get(mode) ?? 0) + 1);
  return [...counts]
    .map(([mode, count]) => (states.length === 1 ? modes[mode] : `${count} ${modes[mode]}`))
    .join(", ");
}
