"use client";

import { ChevronLeft, ChevronRight, Clock, Pin } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { describeRange, shiftedWindow } from "@/components/shell/presets";
import { Button } from "@/components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Tooltip } from "@/components/ui/tooltip";
import { useZone } from "@/components/ui/zone-context";
import { useSlot } from "@/components/view/publish";
import { useNavigation } from "@/components/view/view-navigation";
import { resolvedView } from "@/components/view/view-store";
import { zoneLabel } from "@/lib/base/format-time";
import { epochMs } from "@/lib/base/time";
import { absoluteRange, timeRangeParams } from "@/lib/url/time-range";

// A calendar is a lot of script for a control that most visits never open.
const TimeRangeForm = lazy(() =>
  import("@/components/shell/time-range-form").then((module) => ({ default: module.TimeRangeForm })),
);

/** The page's window: earlier, choose, later, pin. */
export function TimeRangeControl() {
  const { from, to, change } = useNavigation();
  const view = useSlot(resolvedView);
  const zone = useZone();
  const [open, setOpen] = useState(false);

  const apply = (range: { readonly from: string; readonly to: string }) => {
    change({ from: null, to: null, ...timeRangeParams(range) });
    setOpen(false);
  };
  const applyWindow = (fromMs: number, toMs: number) => apply(absoluteRange(epochMs(fromMs), epochMs(toMs)));
  const move = (direction: -1 | 1) => {
    if (!view) return;
    const window = shiftedWindow(view, direction);
    applyWindow(window.fromMs, window.toMs);
  };
  const relative = from.startsWith("now") || to.startsWith("now");
  const atNow = !view || view.toMs >= view.nowMs;

  return (
    <div className="flex">
      <Tooltip content="Earlier" side="bottom">
        <Button
          size="icon"
          aria-label="Earlier by one window"
          disabled={!view}
          onClick={() => move(-1)}
          className="rounded-r-none border-r-0"
        >
          <ChevronLeft aria-hidden />
        </Button>
      </Tooltip>
      <Popover open={open} onOpenChange={setOpen}>
        <PopoverTrigger asChild>
          <Button
            className="min-w-0 shrink grow justify-start rounded-none"
            aria-label={`Time range: ${describeRange(from, to, zone)}`}
          >
            <Clock className="text-ink-3" aria-hidden />
            <span className="truncate">{describeRange(from, to, zone)}</span>
            {relative ? (
              <span className="font-normal text-ink-3 text-xs">{zoneLabel(view?.nowMs ?? 0, zone)}</span>
            ) : null}
          </Button>
        </PopoverTrigger>
        <PopoverContent align="end" className="min-h-40 min-w-64">
          <Suspense fallback={<p className="p-4 text-ink-3">Loading…</p>}>
            <TimeRangeForm from={from} to={to} view={view} zone={zone} onApply={apply} />
          </Suspense>
        </PopoverContent>
      </Popover>
      <Tooltip content="Later" side="bottom">
        <Button
          size="icon"
          aria-label="Later by one window"
          disabled={atNow}
          onClick={() => move(1)}
          className="rounded-none border-l-0"
        >
          <ChevronRight aria-hidden />
        </Button>
      </Tooltip>
      <Tooltip
        content={relative ? "Pin: keep exactly this window" : "Pinned: this window is fixed"}
        side="bottom"
      >
        <Button
          size="icon"
          aria-label="Pin the window"
          aria-pressed={!relative}
          disabled={!view || !relative}
          onClick={() => view && applyWindow(view.fromMs, view.toMs)}
          className="rounded-l-none border-l-0"
        >
          <Pin className={relative ? "" : "fill-current"} aria-hidden />
        </Button>
      </Tooltip>
    </div>
  );
}
