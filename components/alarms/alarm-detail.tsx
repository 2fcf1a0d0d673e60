import { AlarmChart } from "@/components/alarms/alarm-chart";
import { AlarmStateBadge } from "@/components/alarms/alarm-state-badge";
import { EpisodeList } from "@/components/alarms/episode-list";
import { HistoryTable } from "@/components/alarms/history-table";
import { RuleView } from "@/components/alarms/rule-view";
import { StateStrip } from "@/components/alarms/state-strip";
import { WatchedLinks } from "@/components/alarms/watched-links";
import { FactList } from "@/components/ui/fact-list";
import { InstantText } from "@/components/ui/instant";
import type { AlarmDetail as Detail } from "@/lib/model/views/alarms";

interface AlarmDetailProps {
  readonly alarm: Detail;
  readonly fromMs: number;
  readonly toMs: number;
}

/** One alarm: what it says now and why, what it watches, and what it did in the window. */
export function AlarmDetail({ alarm, fromMs, toMs }: AlarmDetailProps) {
  const gone = alarm.watches.filter(({ exists }) => exists === false);
  return (
    <div data-testid="alarm-detail" className="space-y-4">
      <div className="space-y-1 px-4">
        <p className="flex flex-wrap items-center gap-2">
          <AlarmStateBadge state={alarm.state} />
          {alarm.sinceMs === null ? null : (
            <span className="text-ink-2">
              since <InstantText ms={alarm.sinceMs} />
            </span>
          )}
        </p>
        {alarm.reason === "" ? null : <p className="break-words text-ink-2">{alarm.reason}</p>}
        {gone.map(({ name }) => (
          <p key={name}>
            It watches <span className="font-medium">{name}</span>, which is not in this region's list:
            deleted, renamed, or somewhere else. As long as nothing of that name runs here, its metric has no
            new data.
          </p>
        ))}
      </div>
      <FactList
        facts={[
          { name: "In alarm when", value: alarm.condition, wide: true },
          { name: "Watches", value: <WatchedLinks watches={alarm.watches} all />, wide: true },
          ...(alarm.description === null
            ? []
            : [{ name: "Description", value: alarm.description, wide: true }]),
          ...(alarm.missingData === null
            ? []
            : [{ name: "Missing data", value: alarm.missingData, wide: true }]),
          { name: "Who is told", value: alarm.actions, wide: true },
          ...alarm.queries.map(({ id, text }) => ({
            name: id,
            value: <code className="break-all font-mono text-xs">{text}</code>,
            wide: true,
          })),
        ]}
      />
      <div className="px-4">
        {alarm.chart === null ? (
          <div className="space-y-1">
            <StateStrip states={alarm.states} fromMs={fromMs} toMs={toMs} />
            <p className="text-ink-3 text-xs">
              {alarm.kind === "composite"
                ? "States over the time range. It watches other alarms, so there is no figure to draw."
                : "States over the time range. What it watches could not be drawn."}
            </p>
          </div>
        ) : (
          <AlarmChart chart={alarm.chart} states={alarm.states} fromMs={fromMs} toMs={toMs} />
        )}
      </div>
      {alarm.rule === null ? null : <RuleView rule={alarm.rule} terms={alarm.children} />}
      <EpisodeList alarm={alarm} />
      <HistoryTable history={alarm.history} />
    </div>
  );
}
