import type { FaultKind, FaultRule } from "@/lib/sandbox/faults/fault-rule";
import type { Service } from "@/lib/sandbox/http/contract";

export interface Fault {
  readonly kind: FaultKind;
  /** To wait before it shows. */
  readonly latencyMs: number;
}

interface ActiveRule {
  readonly rule: FaultRule;
  readonly roll: () => number;
  fired: number;
}

const SLOW_MS = 2_000;

/** Decides which calls go wrong. The same seed, rules and order of calls give the same faults. */
export class FaultEngine {
  private active: readonly ActiveRule[] = [];

  constructor(private readonly seed: number) {}

  /** Puts `rules` in the place of the present ones and starts the dice again. */
  replace(rules: readonly FaultRule[]): void {
    this.active = rules.map((rule, index) => ({ rule, roll: dice(this.seed + index), fired: 0 }));
  }

  /** The present rules and how often each has fired. */
  list(): readonly (FaultRule & { readonly fired: number })[] {
    return this.active.map(({ rule, fired }) => ({ ...rule, fired }));
  }

  /** The first rule that matches and whose die falls right decides. */
  faultOf(service: Service["name"], operation: string, region: string): Fault | null {
    for (const active of this.active) {
      const { rule } = active;
      if (rule.service !== undefined && rule.service !== service) continue;
      if (rule.operation !== undefined && rule.operation !== operation) continue;
      if (rule.region !== undefined && rule.region !== region) continue;
      if (rule.count !== undefined && active.fired >= rule.count) continue;
      if (active.roll() >= rule.rate) continue;
      active.fired += 1;
      return { kind: rule.fault, latencyMs: rule.latencyMs ?? (rule.fault === "slow" ? SLOW_MS : 0) };
    }
    return null;
  }
}

/** Numbers in [0, 1), the same for the same seed (a Weyl sequence through an integer mixer). */
function dice(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}
