import type { Call } from "@/lib/incidents/incident-input";
import { type Subject, subjectKey } from "@/lib/model/subject";

/** Who calls whom, by subject key. */
export class CallLinks {
  readonly #callees = new Map<string, Set<string>>();

  constructor(calls: readonly Call[]) {
    for (const { from, to } of calls) {
      const [caller, callee] = [subjectKey(from), subjectKey(to)];
      if (caller === callee) continue;
      const known = this.#callees.get(caller) ?? new Set<string>();
      this.#callees.set(caller, known.add(callee));
    }
  }

  calls(from: Subject, to: Subject): boolean {
    return this.#callees.get(subjectKey(from))?.has(subjectKey(to)) ?? false;
  }

  areCoupled(a: Subject, b: Subject): boolean {
    return this.calls(a, b) || this.calls(b, a);
  }
}
