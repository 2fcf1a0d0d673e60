import { formatCount } from "@/lib/base/format-number";
import type { Health } from "@/lib/model/views/common";
import type { Incident } from "@/lib/model/views/incidents";
import type { Answer } from "@/lib/model/views/overview";

/** How much was looked at, and whether some could not be. */
export interface Looked {
  /** `17 functions and 3 stages`; null: nothing could be looked at. */
  readonly what: string | null;
  readonly partly: boolean;
}

/** The panel in one sentence. What could not be read is never taken for quiet. */
export function incidentsAnswer(incidents: readonly Incident[], { what, partly }: Looked): Answer {
  const failing = incidents.filter((one) => one.failing);
  const [worst] = failing;
  if (worst) {
    const more = failing.length - 1;
    return {
      health: healthOf(failing),
      sentence:
        more === 0
          ? `${worst.sentence}.`
          : `${formatCount(failing.length)} incidents; worst: ${worst.sentence}.`,
    };
  }
  if (what === null) return { health: "unknown", sentence: "Cannot tell: no figures could be compared." };
  const left = partly ? " Not everything could be read." : "";
  const unusual = incidents[0];
  if (unusual) {
    const sentence = `Nothing fails beyond the usual in ${what}, but the traffic is unusual: ${unusual.sentence}.${left}`;
    return { health: partly ? "unknown" : "ok", sentence };
  }
  return {
    health: partly ? "unknown" : "ok",
    sentence: `Nothing unusual happened in ${what}.${left}`,
  };
}

function healthOf(failing: readonly Incident[]): Health {
  const goesOn = failing.filter(({ endMs }) => endMs === null);
  return goesOn.some(({ severity }) => severity === "high") ? "critical" : "warning";
}
