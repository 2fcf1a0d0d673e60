import type { ProposedAlarm } from "@/lib/model/views/missing-alarms";

/**
 * Names of resources by alarm, each once: `payments-charge-failures` → `PaymentsChargeFailures` (letters and digits
 * alone, as CloudFormation asks) or `payments_charge_failures`.
 */
export function identifiers(
  alarms: readonly ProposedAlarm[],
  style: "pascal" | "snake",
): readonly (readonly [ProposedAlarm, string])[] {
  const taken = new Set<string>();
  return alarms.map((alarm) => {
    const words = alarm.name.split(/[^A-Za-z0-9]+/).filter(Boolean);
    const joined = style === "pascal" ? words.map(capital).join("") : words.join("_").toLowerCase();
    const base = /^[A-Za-z]/.test(joined)
      ? joined
      : style === "pascal"
        ? `Alarm${joined}`
        : `alarm_${joined}`;
    let id = base.slice(0, 240);
    for (let number = 2; taken.has(id); number++)
      id = `${base.slice(0, 240)}${style === "snake" ? "_" : "N"}${number}`;
    taken.add(id);
    return [alarm, id];
  });
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
