"use client";

import { Download, TriangleAlert } from "lucide-react";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { type ReactNode, useMemo, useState } from "react";
import { useProposals } from "@/components/alarms/missing/use-proposals";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { saveFile } from "@/components/ui/save-file";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Segmented } from "@/components/ui/segmented";
import { alarmText, formNames } from "@/lib/alarms/proposal/text/alarm-text";
import { formatUsd } from "@/lib/base/format-money";
import { formatCount } from "@/lib/base/format-number";
import { type AlarmTextForm, alarmTextForms, type Concern, concerns } from "@/lib/model/alarm-concern";
import type { CoveredSubject, MissingAlarms } from "@/lib/model/views/missing-alarms";

interface ChosenAlarmsProps {
  readonly missing: MissingAlarms;
  readonly chosen: readonly CoveredSubject[];
  readonly fromMs: number;
  readonly toMs: number;
}

const words = {
  failures: "Failures",
  throttles: "Throttles",
  duration: "Slow requests",
} as const satisfies Record<Concern, string>;

/** [D cloudformation-limits] */
const MOST_OF_STACK = 500;
const ofStacks: ReadonlySet<AlarmTextForm> = new Set(["cloudformation", "cdk", "sam"]);

/** The alarms of what is chosen as text, with their price. */
export function ChosenAlarms({ missing, chosen, fromMs, toMs }: ChosenAlarmsProps) {
  const { region, price } = missing;
  const [form, setForm] = useQueryState(
    "form",
    parseAsStringLiteral(alarmTextForms)
      .withDefault("cloudformation")
      .withOptions({ history: "replace", shallow: true }),
  );
  const [left, setLeft] = useState<ReadonlySet<Concern>>(new Set());
  const { alarms: all, waiting, trouble } = useProposals(chosen, { region, fromMs, toMs });
  const alarms = useMemo(() => all.filter(({ concern }) => !left.has(concern)), [all, left]);
  const text = useMemo(() => alarmText(form, alarms, region), [form, alarms, region]);
  const metrics = alarms.reduce((sum, alarm) => sum + alarm.metrics, 0);
  const toggle = (concern: Concern) =>
    setLeft((before) => {
      const next = new Set(before);
      if (!next.delete(concern)) next.add(concern);
      return next;
    });
  return (
    <section aria-label="Proposed alarms" className="border-line border-t" data-testid="proposed-alarms">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 pt-3">
        <h3 className="font-semibold text-sm">
          {formatCount(alarms.length)} alarm{alarms.length === 1 ? "" : "s"} for{" "}
          {chosen.length === 1 ? chosen[0]?.name : `${formatCount(chosen.length)} functions and stages`}
        </h3>
        <span className="text-ink-2" data-testid="alarms-price">
          {priceText(metrics, alarms.length, price)}
        </span>
        <fieldset className="flex flex-wrap items-center gap-3 sm:ml-auto">
          <legend className="sr-only">What to watch</legend>
          {concerns.map((concern) => (
            <label key={concern} className="inline-flex items-center gap-1.5">
              <input
                type="checkbox"
                checked={!left.has(concern)}
                onChange={() => toggle(concern)}
                className="size-4 accent-ink"
              />
              {words[concern]}
            </label>
          ))}
        </fieldset>
      </div>
      {waiting > 0 ? (
        <p role="status" className="px-4 pt-2 text-ink-2 text-xs">
          Computing the thresholds of {formatCount(waiting)} more…
        </p>
      ) : null}
      {trouble === null ? null : <Warning>{trouble}</Warning>}
      {chosen.some(({ coverage }) => concerns.some((concern) => coverage[concern].state === "unknown")) ? (
        <Warning>
          The alarms of the region could not be read: make sure that none has one of these names, for it would
          be replaced, and that none watches the same.
        </Warning>
      ) : null}
      {alarms.length > MOST_OF_STACK && ofStacks.has(form) ? (
        <Warning>
          CloudFormation takes at most {MOST_OF_STACK} resources a stack: choose fewer, or take them in parts.
        </Warning>
      ) : null}
      <div className="flex flex-wrap items-center gap-2 px-4 py-3">
        <div className="max-w-full overflow-x-auto">
          <Segmented
            label="Form"
            value={form}
            options={alarmTextForms.map((value) => ({ value, label: formNames[value].label }))}
            onChange={(value) => void setForm(value)}
          />
        </div>
        <span className="ml-auto flex items-center gap-1">
          <CopyButton text={text} label="Copy" showLabel disabled={alarms.length === 0} />
          <Button
            variant="ghost"
            size="sm"
            disabled={alarms.length === 0}
            onClick={() =>
              saveFile(new Blob([text], { type: "text/plain;charset=utf-8" }), formNames[form].file)
            }
          >
            <Download aria-hidden />
            {formNames[form].file}
          </Button>
        </span>
      </div>
      {alarms.length === 0 ? (
        <p className="border-line border-t px-4 py-4 text-ink-2">
          {waiting > 0 ? "Nothing yet." : "Nothing is left to propose for what is chosen."}
        </p>
      ) : (
        <ScrollRegion
          label={`${formNames[form].label} text`}
          className="max-h-[32rem] border-line border-t bg-sunken"
        >
          <pre className="w-max min-w-full px-4 py-3 font-mono text-xs" data-testid="alarm-text">
            {text}
          </pre>
        </ScrollRegion>
      )}
    </section>
  );
}

function Warning({ children }: { readonly children: ReactNode }) {
  return (
    <p role="alert" className="mt-2 flex gap-2 bg-warning-soft px-4 py-2 text-warning text-xs">
      <TriangleAlert className="size-4 shrink-0" aria-hidden />
      {children}
    </p>
  );
}

/** CloudWatch charges alarms by the metrics that they read: two for a share of requests. */
function priceText(metrics: number, alarms: number, price: MissingAlarms["price"]): string {
  const read = metrics === alarms ? "" : ` (${formatCount(metrics)} alarm metrics)`;
  if (price === null) return `price not known${read}`;
  return `${formatUsd(metrics * price.usd)} a month${read}, at ${formatUsd(price.usd)} an alarm metric, price of ${price.asOf}`;
}
