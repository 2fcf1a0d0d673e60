"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import { type DateRange, DayPicker } from "react-day-picker";
import { instantOfWallClock, type Zone, zoneLabel, zoneOffsetMs } from "@/lib/base/format-time";
import { DAY_MS } from "@/lib/base/time";

interface RangeCalendarProps {
  readonly zone: Zone;
  readonly shownMs: number;
  readonly nowMs: number;
  /** Whole days of the zone by the two clock times; the end is exclusive. */
  readonly onPick: (fromMs: number, toMs: number) => void;
}

/** 00:00–24:00. */
const CLOCK = /^(?:(?:[01]?\d|2[0-3]):[0-5]\d|24:00)$/;

/** Two days and two clock times, in the reader's zone. */
export function RangeCalendar({ zone, shownMs, nowMs, onPick }: RangeCalendarProps) {
  const [days, setDays] = useState<DateRange | undefined>();
  const [startClock, setStartClock] = useState("00:00");
  const [endClock, setEndClock] = useState("24:00");

  const tell = (range: DateRange | undefined, start: string, end: string) => {
    if (!range?.from || !CLOCK.test(start) || !CLOCK.test(end)) return;
    const fromMs = atClock(range.from, start, zone);
    const toMs = atClock(range.to ?? range.from, end, zone);
    onPick(fromMs, Math.max(toMs, fromMs + 60_000));
  };

  return (
    <div className="space-y-2">
      <DayPicker
        mode="range"
        weekStartsOn={1}
        showOutsideDays
        defaultMonth={calendarDate(shownMs, zone)}
        today={calendarDate(nowMs, zone)}
        disabled={{ after: calendarDate(nowMs, zone) }}
        selected={days}
        onSelect={(range) => {
          setDays(range);
          tell(range, startClock, endClock);
        }}
        components={{ Chevron }}
        classNames={{
          months: "relative",
          month_caption: "flex h-8 items-center justify-center font-medium text-sm",
          nav: "absolute inset-x-0 top-0 flex h-8 items-center justify-between",
          button_previous:
            "inline-flex size-7 items-center justify-center rounded-md text-ink-2 hover:bg-hover",
          button_next:
            "inline-flex size-7 items-center justify-center rounded-md text-ink-2 hover:bg-hover aria-disabled:opacity-40",
          month_grid: "w-full border-collapse",
          weekday: "h-7 font-normal text-2xs text-ink-3",
          day: "p-0 text-center text-xs",
          day_button: "h-7 w-full rounded-sm hover:bg-hover disabled:hover:bg-transparent",
          today: "font-semibold underline",
          outside: "text-ink-3",
          disabled: "opacity-40",
          range_middle: "bg-hover",
          range_start: "rounded-l-sm bg-ink text-ink-inverse [&>button:hover]:bg-ink",
          range_end: "rounded-r-sm bg-ink text-ink-inverse [&>button:hover]:bg-ink",
        }}
      />
      <div className="flex items-center gap-2 text-ink-3 text-xs">
        <ClockInput
          label="Start time, 24 hours"
          value={startClock}
          onChange={(text) => {
            setStartClock(text);
            tell(days, text, endClock);
          }}
        />
        to
        <ClockInput
          label="End time, 24 hours"
          value={endClock}
          onChange={(text) => {
            setEndClock(text);
            tell(days, startClock, text);
          }}
        />
        <span className="ml-auto">{zoneLabel(shownMs, zone)}</span>
      </div>
    </div>
  );
}

interface ClockInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** A native time field shows 12 hours to some readers, and never 24:00. */
function ClockInput({ label, value, onChange }: ClockInputProps) {
  return (
    <input
      aria-label={label}
      aria-invalid={!CLOCK.test(value)}
      value={value}
      inputMode="numeric"
      maxLength={5}
      autoComplete="off"
      onChange={(event) => onChange(event.target.value.trim())}
      className="h-7 w-16 rounded-md border border-control-line bg-surface px-1.5 text-center font-mono text-ink text-xs aria-invalid:border-critical"
    />
  );
}

function Chevron({ orientation }: { readonly orientation?: "up" | "down" | "left" | "right" }) {
  const Icon = orientation === "left" ? ChevronLeft : ChevronRight;
  return <Icon className="size-4" aria-hidden />;
}

/** The calendar works in the browser's zone; this is its noon of the day that `ms` falls on in ours. */
function calendarDate(ms: number, zone: Zone): Date {
  const wall = new Date(ms + zoneOffsetMs(ms, zone));
  return new Date(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate(), 12);
}

function atClock(day: Date, text: string, zone: Zone): number {
  const [hours = 0, minutes = 0] = text.split(":").map(Number);
  const midnight = Date.UTC(day.getFullYear(), day.getMonth(), day.getDate());
  const wall = hours === 24 ? midnight + DAY_MS : midnight + hours * 3_600_000 + minutes * 60_000;
  return instantOfWallClock(wall, zone);
}
