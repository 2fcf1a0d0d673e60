"use client";

import { useEffect, useState } from "react";
import { useTarget } from "@/components/view/use-target";
import type { AlarmProposals, CoveredSubject, ProposedAlarm } from "@/lib/model/views/missing-alarms";
import { alarmProposalsSearch } from "@/lib/url/alarm-proposals";

/** As many as one request takes. */
const AT_ONCE = 50;

interface Asked {
  readonly region: string;
  readonly fromMs: number;
  readonly toMs: number;
}

export interface ProposalsHook {
  /** Of all chosen whose thresholds are known. */
  readonly alarms: readonly ProposedAlarm[];
  /** How many of the chosen are still computed. */
  readonly waiting: number;
  /** What could not be computed; null: nothing. */
  readonly trouble: string | null;
}

type Known = ReadonlyMap<string, readonly ProposedAlarm[]>;

/** Proposals of the chosen; those that did not come with the page are asked for, fifty at a time. */
export function useProposals(
  chosen: readonly CoveredSubject[],
  { region, fromMs, toMs }: Asked,
): ProposalsHook {
  const target = useTarget(region);
  const [known, setKnown] = useState<Known>(new Map());
  const [failed, setFailed] = useState<{ readonly asked: string; readonly message: string } | null>(null);
  const missing = chosen.filter(({ key, proposals }) => proposals === null && !known.has(key));
  const next = missing
    .slice(0, AT_ONCE)
    .map(({ key }) => key)
    .join("\n");
  // Another choice is another try.
  const trouble = failed?.asked === next ? failed.message : null;
  const halted = trouble !== null;
  useEffect(() => {
    if (next === "" || halted) return;
    const leaving = new AbortController();
    const keys = next.split("\n");
    askFor(keys, { target, fromMs, toMs }, leaving.signal).then(
      (found) => setKnown((before) => new Map([...before, ...found])),
      (error: unknown) => {
        if (leaving.signal.aborted) return;
        setFailed({ asked: next, message: error instanceof Error ? error.message : String(error) });
      },
    );
    return () => leaving.abort();
  }, [next, halted, target, fromMs, toMs]);
  return {
    alarms: chosen.flatMap(({ key, proposals }) => proposals ?? known.get(key) ?? []),
    waiting: halted ? 0 : missing.length,
    trouble,
  };
}

async function askFor(
  keys: readonly string[],
  asked: Parameters<typeof alarmProposalsSearch>[1],
  signal: AbortSignal,
): Promise<Known> {
  const response = await fetch(`/api/alarms/proposals?${alarmProposalsSearch(keys, asked)}`, { signal });
  const body = (await response.json()) as Body;
  if ("error" in body) throw new Error(body.error.message);
  const found = new Map((body.subjects ?? []).map(({ key, proposals }) => [key, proposals]));
  const [first] = keys.filter((key) => !found.get(key));
  if (first !== undefined) {
    const reason = body.meta.incomplete[0]?.reason ?? "CloudWatch did not answer.";
    throw new Error(`Not computed: ${first}. ${reason}`);
  }
  return new Map(keys.map((key) => [key, found.get(key) ?? []]));
}

/** Our own server's answer, as documented in docs/json.md: what is cast to this has passed its schema's tests. */
type Body = AlarmProposals | { readonly error: { readonly message: string } };
