"use client";

import { ScrollText } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import { useZone } from "@/components/ui/zone-context";
import { ViewLink } from "@/components/view/view-link";
import { formatDuration } from "@/lib/base/format-duration";
import { formatFull, formatWindow } from "@/lib/base/format-time";
import { epochMs } from "@/lib/base/time";
import type { AlarmDetail, AlarmEpisode } from "@/lib/model/views/alarms";
import { failingStatuses } from "@/lib/url/logs-path";
import { absoluteRange } from "@/lib/url/time-range";

/** When it was in ALARM, each time with the requests that explain it. */
export function EpisodeList({ alarm }: { readonly alarm: AlarmDetail }) {
  const { episodes, watches, failing } = alarm;
  const sources = [...new Set(watches.flatMap((one) => one.sources))];
  const zone = useZone();
  if (episodes.length === 0) return null;
  return (
    <section aria-label="Times in alarm" className="px-4">
      <h3 className="mb-1 font-semibold text-sm">Times in alarm</h3>
      <ul className="divide-y divide-line border-line border-y">
        {episodes.map((episode) => (
          <li key={episode.fromMs} className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 py-1">
            <span>
              {episode.beganBefore ? "before " : ""}
              {episode.toMs === null
                ? `${formatFull(episode.fromMs, zone)}, not over by the end of this window`
                : formatWindow(episode.fromMs, episode.toMs, zone)}
            </span>
            <span className="text-ink-3">
              {episode.beganBefore || episode.toMs === null ? "at least " : ""}
              {formatDuration(episode.evidenceToMs - episode.fromMs)}
            </span>
            {sources.length === 0 ? null : (
              <ViewLink
                path={requestsPath(sources, failing, episode)}
                className={`${buttonClass("outline", "sm")} ml-auto`}
                title="From the first period that the alarm judged"
              >
                <ScrollText aria-hidden />
                {failing ? "Failed requests of this alarm" : "Requests of this alarm"}
              </ViewLink>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function requestsPath(
  sources: readonly string[],
  failing: boolean,
  { evidenceFromMs, evidenceToMs }: AlarmEpisode,
): string {
  return `/logs?${new URLSearchParams({
    src: sources.join(","),
    ...(failing ? { status: failingStatuses.join(",") } : {}),
    ...absoluteRange(epochMs(evidenceFromMs), epochMs(evidenceToMs)),
  })}`;
}
