import { breakEvenUtilisation } from "@/lib/cost/break-even";
import type { Change } from "@/lib/cost/change";
import { MONTH_MS } from "@/lib/cost/estimate";
import type { PriceList } from "@/lib/cost/prices/price-list";
import { firstTierUsd } from "@/lib/cost/prices/tiers";
import type { Observed } from "@/lib/cost/proposal/facts";
import { armFactorSeen, evenLoad, type SeenFunction, sizesSeen } from "@/lib/cost/proposal/seen-usage";
import { servedBy, showsWholeDay } from "@/lib/cost/proposal/served-share";
import { timeoutEffect } from "@/lib/cost/proposal/timeout-effect";
import type { Span } from "@/lib/cost/span";
import type { ProposedChange } from "@/lib/model/cost-proposal";

/** A function's changes, in a month, and what to say of them. */
export interface Told {
  readonly changes: readonly Change[];
  readonly notes: readonly string[];
  readonly assumptions: readonly string[];
}

/** The change must not be refused for the function. */
export function changesOfFunction(proposal: ProposedChange, seen: SeenFunction, observed: Observed): Told {
  const scope = { functionNames: [seen.name], apis: [] };
  switch (proposal.kind) {
    case "arm64": {
      const measured = armFactorSeen(seen);
      return {
        changes: [{ scope, kind: "architecture", architecture: "arm64", durationFactor: measured ?? 1 }],
        notes: armNotes(seen.name, measured, observed.list),
        assumptions: measured === null ? [ARM_UNMEASURED] : [],
      };
    }
    case "memory": {
      const { memoryMb } = proposal;
      const sizes = sizesSeen(seen);
      const bracketed = !sizes.some((one) => one.memoryMb === memoryMb);
      return {
        changes: [{ scope, kind: "memory", memoryMb, seen: sizes }],
        notes: sizes.length < 2 ? [] : [memoryNote(seen.name, sizes)],
        assumptions: bracketed ? [MEMORY_BRACKET] : [],
      };
    }
    case "timeout":
      return ofTimeout(proposal.timeoutMs, seen, observed);
    case "provisioned":
      return ofProvisioned(proposal.concurrency, proposal.hoursPerDay, seen, observed);
    case "snap-start":
      return ofSnapStart(seen, observed);
    case "log-volume":
      return {
        changes: [{ scope, kind: "log-volume", factor: proposal.factor }],
        notes: [],
        assumptions: [
          "All that a function logs shrinks or grows alike, the lines that Lambda writes included.",
        ],
      };
    case "retention": {
      const storedDays = observed.facts.measured.get(seen.name)?.storedDays ?? null;
      return {
        changes: [{ scope, kind: "retention", days: proposal.days, storedDays }],
        notes: [],
        assumptions: [
          storedDays === null
            ? "How old the stored log events are is not known: the saving lies between nothing and all of their storage."
            : "What is stored of a log is spread evenly over its age.",
        ],
      };
    }
    case "traffic":
    case "http-api":
    case "savings-plan":
      return { changes: [], notes: [], assumptions: [] };
  }
}

const ARM_UNMEASURED =
  "Executions take as long on arm64 as now: no version ran on both architectures. Measure before you rely on it.";
const MEMORY_BRACKET =
  "Durations at a memory size that was not measured lie between as long as now (waiting) and as much longer or shorter as the CPU changes (computing on one thread; 1,769 MB are one vCPU).";

/** arm64 pays while executions take less than so much longer: the ratio of the prices. */
function armNotes(name: string, measured: number | null, { prices }: PriceList): readonly string[] {
  const [x86, arm] = [prices["lambda-duration-x86"], prices["lambda-duration-arm"]];
  if (measured !== null) {
    return [`${name}: executions took ${percent(measured)} of their x86_64 duration on arm64, as measured.`];
  }
  if (!x86 || !arm) return [];
  const margin = firstTierUsd(x86.tiers) / firstTierUsd(arm.tiers) - 1;
  return [`arm64 is cheaper as long as executions take less than ${percent(margin)} longer there.`];
}

function memoryNote(name: string, sizes: readonly { memoryMb: number; meanMs: number }[]): string {
  const list = [...sizes].sort((a, b) => a.memoryMb - b.memoryMb);
  const each = list.map(({ memoryMb, meanMs }) => `${whole(meanMs)} ms at ${whole(memoryMb)} MB`);
  return `${name}: measured at ${list.length} sizes: ${each.join(", ")} on average.`;
}

function ofTimeout(timeoutMs: number, seen: SeenFunction, { facts }: Observed): Told {
  const spread = facts.measured.get(seen.name)?.durations ?? null;
  const now = facts.functions?.get(seen.name)?.timeoutMs ?? null;
  const meanMs = seen.busyMs / seen.requests;
  const durationFactor = timeoutEffect(timeoutMs, { meanMs, timeoutMs: now, spread });
  const seconds = whole(timeoutMs / 1000);
  const shorter = now === null || timeoutMs < now;
  return {
    changes: [{ scope: { functionNames: [seen.name], apis: [] }, kind: "timeout", durationFactor }],
    notes: [],
    assumptions: shorter
      ? [
          `Executions that last longer than ${seconds} s would fail at ${seconds} s: the saving is paid with their answers. Retries that this causes are not counted.`,
          spread === null
            ? "How durations are spread is not known: the effect follows from their mean alone."
            : "How durations are spread is known from a few quantiles: between two of them a duration lies between them.",
        ]
      : ["Executions that were cut by the timeout end between the old one and the new one."],
  };
}

function ofProvisioned(
  concurrency: number,
  hoursPerDay: number,
  seen: SeenFunction,
  { facts, windowMs, list }: Observed,
): Told {
  const load = facts.measured.get(seen.name)?.load;
  const measured = load && (hoursPerDay === 24 || showsWholeDay(load)) ? load : undefined;
  const served = servedBy(concurrency, hoursPerDay, measured ?? evenLoad(seen, windowMs));
  const architecture = seen.records[0]?.architecture ?? "x86_64";
  const even = breakEvenUtilisation(architecture, list);
  const threshold =
    even === null ? "never cheaper than on demand" : `no dearer than on demand from ${percent(even)} on`;
  const [first, last] = [served.fromHour, served.fromHour + hoursPerDay].map(hourText);
  const schedule = measured ? ` from ${first} to ${last} UTC` : ` for ${hoursPerDay} hours a day`;
  const hours = hoursPerDay === 24 ? "" : schedule;
  return {
    changes: [
      {
        scope: { functionNames: [seen.name], apis: [] },
        kind: "provisioned",
        concurrency,
        lengthMs: (MONTH_MS * hoursPerDay) / 24,
        servedShare: served.share,
      },
    ],
    notes:
      concurrency === 0
        ? []
        : [
            `${seen.name}: ${whole(concurrency)} provisioned${hours} would take ${range(served.share)} of the execution time and be busy ${range(served.utilisation)} of their own; ${threshold}.`,
          ],
    assumptions:
      concurrency === 0
        ? ["What provisioned environments execute now is executed on demand, with inits that are not known."]
        : [
            measured === undefined
              ? "Executions are spread evenly over the day: the window does not show every hour of it."
              : "Executions come over the hours of the day as in the window.",
            "Provisioned environments take between all executions up to their number and what random arrivals leave them (Erlang's loss formula); these need no init of their own. Traffic goes to the version or alias that has them.",
          ],
  };
}

function ofSnapStart(seen: SeenFunction, { facts, windowMs }: Observed): Told {
  const coldStarts = facts.measured.get(seen.name)?.coldStarts;
  const months = MONTH_MS / windowMs;
  const free = facts.functions?.get(seen.name)?.runtime?.startsWith("java") ?? false;
  const restores: Span =
    coldStarts === undefined
      ? {
          least: (seen.initMs.least / LONGEST_INIT_MS) * months,
          most: Math.min(seen.requests, seen.initMs.most / SHORTEST_INIT_MS) * months,
        }
      : { least: coldStarts * months, most: coldStarts * months };
  return {
    changes: [
      {
        scope: { functionNames: [seen.name], apis: [] },
        kind: "snap-start",
        restores,
        keptMs: MONTH_MS,
        free,
      },
    ],
    notes: free ? [] : [`${seen.name}: ${range(restores, whole)} restores a month.`],
    assumptions: [
      "A restore is billed between nothing and as long as the init now. One published version is kept all month, and traffic goes to it.",
      ...(coldStarts === undefined && !free
        ? ["How many cold starts there were is not known: an init takes between 100 ms and 10 s."]
        : []),
    ],
  };
}

/** Init phase on demand. [D lambda-runtime-environment] */
const LONGEST_INIT_MS = 10_000;
/** What no managed runtime with SnapStart stays below, as a rule. */
const SHORTEST_INIT_MS = 100;

function range({ least, most }: Span, text: (value: number) => string = percent): string {
  const [from, to] = [text(least), text(most)];
  return from === to ? from : `${from} to ${to}`;
}

function percent(share: number): string {
  const value = share * 100;
  return `${value.toLocaleString("en", { maximumFractionDigits: value < 10 ? 1 : 0 })} %`;
}

function whole(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: 0 });
}

function hourText(hour: number): string {
  return `${String(hour % 24).padStart(2, "0")}:00`;
}
