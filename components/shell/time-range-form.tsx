"use client";

import { type FormEvent, useId, useState } from "react";
import { presets } from "@/components/shell/presets";
import { RangeCalendar } from "@/components/shell/range-calendar";
import { isoInZone } from "@/components/shell/wall-clock";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import type { ResolvedView } from "@/components/view/view-store";
import type { Zone } from "@/lib/base/format-time";
import { epochMs } from "@/lib/base/time";
import { BadParameter } from "@/lib/url/bad-parameter";
import { parseTimeRange } from "@/lib/url/time-range";

interface TimeRangeFormProps {
  readonly from: string;
  readonly to: string;
  readonly view: ResolvedView | null;
  readonly zone: Zone;
  readonly onApply: (range: { readonly from: string; readonly to: string }) => void;
}

const input = "h-8 w-full rounded-md border border-control-line bg-surface px-2 font-mono text-ink text-xs";

/** Presets at once; typed expressions or days from the calendar on Apply. */
export function TimeRangeForm({ from, to, view, zone, onApply }: TimeRangeFormProps) {
  const [start, setStart] = useState(from);
  const [end, setEnd] = useState(to);
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  const nowMs = epochMs(view?.nowMs ?? Date.now());

  const submit = (event: FormEvent) => {
    event.preventDefault();
    try {
      parseTimeRange({ from: start, to: end }, nowMs);
      onApply({ from: start.trim(), to: end.trim() });
    } catch (error) {
      if (!(error instanceof BadParameter)) throw error;
      setProblem(error.message);
    }
  };

  return (
    <div className="flex flex-col sm:flex-row">
      <ul
        aria-label="Presets"
        className="grid shrink-0 grid-cols-2 content-start gap-0.5 border-line p-2 max-sm:border-b sm:w-40 sm:grid-cols-1 sm:border-r"
      >
        {presets.map((preset) => (
          <li key={preset.from}>
            <button
              type="button"
              aria-pressed={from === preset.from && to === "now"}
              onClick={() => onApply({ from: preset.from, to: "now" })}
              className={cn(
                "h-8 w-full rounded-md px-2.5 text-left hover:bg-hover",
                from === preset.from && to === "now" && "bg-hover font-medium",
              )}
            >
              {preset.label}
            </button>
          </li>
        ))}
      </ul>
      <form onSubmit={submit} className="w-[348px] max-w-full space-y-3 p-4">
        <div className="grid grid-cols-2 gap-2">
          {(
            [
              ["From", start, setStart],
              ["To", end, setEnd],
            ] as const
          ).map(([label, value, set]) => (
            <div key={label}>
              <label htmlFor={`${id}${label}`} className="mb-1 block text-ink-3 text-xs">
                {label}
              </label>
              <input
                id={`${id}${label}`}
                value={value}
                onChange={(event) => {
                  set(event.target.value);
                  setProblem(null);
                }}
                spellCheck={false}
                autoComplete="off"
                aria-invalid={problem !== null}
                aria-describedby={`${id}help`}
                className={input}
              />
            </div>
          ))}
        </div>
        <p id={`${id}help`} role="status" className={cn("text-xs", problem ? "text-critical" : "text-ink-3")}>
          {problem ?? "now-2h, now-7d, 2026-01-15T12:00Z or epoch milliseconds. Without a zone: UTC."}
        </p>
        <RangeCalendar
          zone={zone}
          shownMs={view?.toMs ?? nowMs}
          nowMs={nowMs}
          onPick={(fromMs, toMs) => {
            setStart(isoInZone(fromMs, zone));
            setEnd(isoInZone(toMs, zone));
            setProblem(null);
          }}
        />
        <Button type="submit" variant="solid" className="w-full justify-center">
          Apply
        </Button>
      </form>
    </div>
  );
}
