"use client";

import { Search } from "lucide-react";
import { parseAsString, useQueryState } from "nuqs";
import { lazy, Suspense, useMemo, useState } from "react";
import { MissingTable } from "@/components/alarms/missing/missing-table";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { useZone } from "@/components/ui/zone-context";
import {
  type Choice,
  choiceOf,
  choiceText,
  chosenSubjects,
  isKnownGap,
  withSubject,
} from "@/lib/alarms/proposal/show/choice";
import { missingAnswer } from "@/lib/alarms/proposal/show/missing-answer";
import { formatCount } from "@/lib/base/format-number";
import { formatWindow } from "@/lib/base/format-time";
import type { MissingAlarms } from "@/lib/model/views/missing-alarms";

// The texts come when something is chosen: nobody needs them to see what is missing.
const ChosenAlarms = lazy(() =>
  import("@/components/alarms/missing/chosen-alarms").then((module) => ({ default: module.ChosenAlarms })),
);

interface MissingAlarmsListProps {
  readonly missing: MissingAlarms;
  readonly fromMs: number;
  readonly toMs: number;
}

const FIRST = 100;
const inAddress = { history: "replace", shallow: true } as const;

/** Functions and stages with what watches them; those chosen get alarms. Search and choice are in the address. */
export function MissingAlarmsList({ missing, fromMs, toMs }: MissingAlarmsListProps) {
  const zone = useZone();
  const { subjects, baseline } = missing;
  const [text, setText] = useQueryState("unwatched", parseAsString.withDefault("").withOptions(inAddress));
  const [address, setAddress] = useQueryState(
    "propose",
    parseAsString.withDefault("").withOptions(inAddress),
  );
  // A choice that is too long for the address lives here.
  const [long, setLong] = useState<Choice | null>(null);
  const [all, setAll] = useState(false);
  const choice = useMemo(() => long ?? choiceOf(address), [long, address]);
  const choose = (next: Choice) => {
    const short = choiceText(next);
    setLong(short === null && next.length > 0 ? next : null);
    void setAddress(short);
  };
  const chosen = useMemo(() => chosenSubjects(choice, subjects), [choice, subjects]);
  const keys = useMemo(() => new Set(chosen.map(({ key }) => key)), [chosen]);
  const found = useMemo(() => {
    const words = text.toLowerCase().split(/\s+/);
    return subjects.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
  }, [subjects, text]);
  const shown = all ? found : found.slice(0, FIRST);
  const gaps = subjects.filter(isKnownGap).length;
  return (
    <Panel
      id="missing"
      title="Not watched"
      className="scroll-mt-24"
      hint={
        text === ""
          ? formatCount(subjects.length)
          : `${formatCount(found.length)} of ${formatCount(subjects.length)}`
      }
      actions={
        <div className="flex flex-wrap items-center gap-2">
          {gaps > 0 && choice !== "gaps" ? (
            <Button size="sm" onClick={() => choose("gaps")}>
              Choose all {formatCount(gaps)} with a gap
            </Button>
          ) : null}
          {chosen.length > 0 ? (
            <Button size="sm" variant="ghost" onClick={() => choose([])}>
              Choose none
            </Button>
          ) : null}
          <label className="relative flex items-center">
            <Search className="pointer-events-none absolute left-2 size-3.5 text-ink-3" aria-hidden />
            <span className="sr-only">Filter functions and stages</span>
            <input
              type="search"
              value={text}
              onChange={(event) => void setText(event.target.value)}
              placeholder="Filter"
              className="h-7 w-36 rounded-md border border-control-line bg-surface pr-2 pl-7 text-xs placeholder:text-ink-3"
            />
          </label>
        </div>
      }
    >
      <div className="border-line border-t px-4 py-3">
        <p className="font-medium" data-testid="missing-answer">
          {missingAnswer(missing)}
        </p>
        <p className="max-w-[140ch] text-ink-3 text-xs">
          Choose what to watch and take the alarms as text: Lambdascope creates nothing. Thresholds come from{" "}
          {formatWindow(baseline.fromMs, baseline.toMs, zone)}, as far as there is data.
          {missing.notes.map((note) => ` ${note}`)}
        </p>
      </div>
      <MissingTable
        subjects={shown}
        chosen={keys}
        onChoose={(key, on) => choose(withSubject(choice, key, on, subjects))}
      />
      {shown.length < found.length ? (
        <div className="border-line border-t px-4 py-2">
          <Button size="sm" onClick={() => setAll(true)}>
            Show all {formatCount(found.length)}
          </Button>
        </div>
      ) : null}
      {chosen.length > 0 ? (
        <Suspense fallback={<Skeleton className="m-4 h-64" />}>
          <ChosenAlarms
            key={`${missing.region} ${fromMs} ${toMs}`}
            missing={missing}
            chosen={chosen}
            fromMs={fromMs}
            toMs={toMs}
          />
        </Suspense>
      ) : null}
    </Panel>
  );
}
