"use client";

import { RotateCw } from "lucide-react";
import { usePathname } from "next/navigation";
import { useAutoRefresh } from "@/components/shell/use-auto-refresh";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Select } from "@/components/ui/select";
import { useNavigation } from "@/components/view/view-navigation";
import { MINUTE_MS, SECOND_MS } from "@/lib/base/time";

const intervals = {
  off: { label: "Off", hint: "Refresh by hand", ms: null },
  "30s": { label: "30 s", hint: "", ms: 30 * SECOND_MS },
  "1m": { label: "1 min", hint: "", ms: MINUTE_MS },
  "5m": { label: "5 min", hint: "", ms: 5 * MINUTE_MS },
} as const;

/** Reload now, and how often by itself. A fixed window does not change, so it is not reloaded by itself. */
export function RefreshControl() {
  const { from, to, account, region, refresh, change, reload, pending, paid } = useNavigation();
  const pathname = usePathname();
  const moving = from.startsWith("now") || to.startsWith("now");
  const interval = Object.entries(intervals).find(([key]) => key === refresh)?.[1] ?? intervals.off;
  // A refresh would ask again before it pays, and lose what was read.
  useAutoRefresh(
    moving && !paid ? interval.ms : null,
    [pathname, from, to, account, region].join(" "),
    reload,
  );
  const paused = moving ? (paid ? "what is shown was paid for" : null) : "the time range is fixed";
  return (
    <div className="flex">
      <Button
        size="icon"
        aria-label="Refresh now"
        aria-busy={pending}
        onClick={reload}
        className="rounded-r-none border-r-0"
      >
        <RotateCw className={cn(pending && "motion-safe:animate-spin")} aria-hidden />
      </Button>
      <Select
        label={`Refresh automatically${paused === null ? "" : ` (paused: ${paused})`}`}
        value={interval === intervals.off ? "off" : refresh}
        options={Object.entries(intervals).map(([value, { label, hint }]) => ({ value, label, hint }))}
        onChange={(value) => change({ refresh: value === "off" ? null : value })}
        className={cn("rounded-l-none", paused !== null && "text-ink-3")}
      />
    </div>
  );
}
