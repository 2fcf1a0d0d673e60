import type { Change, Scope } from "@/lib/cost/change";
import { grouped } from "@/lib/cost/grouped";
import type { FunctionUsage, Owner, UsageRecord } from "@/lib/cost/usage";
import { changed, type End } from "@/lib/cost/what-if-record";

/** The same traffic with the changes made. Where the effect is not known, both ends of what it may be. */
export interface Changed {
  /** Each record at its cheapest. */
  readonly low: readonly UsageRecord[];
  /** Each record at its dearest. */
  readonly high: readonly UsageRecord[];
}

/** Applies the changes one after the other; each sees what those before it made. */
export function withChanges(usage: readonly UsageRecord[], changes: readonly Change[]): Changed {
  return { low: atEnd(usage, changes, "cheap"), high: atEnd(usage, changes, "dear") };
}

/** Most changes are for one function among many: only its own records are gone through. */
function atEnd(usage: readonly UsageRecord[], changes: readonly Change[], end: End): readonly UsageRecord[] {
  const byFunction = new Map(grouped(usage, ({ functionName }) => functionName));
  for (const change of changes) {
    const concerned = concerns(change.scope);
    for (const name of namesIn(change.scope, byFunction)) {
      const records = byFunction.get(name) ?? [];
      byFunction.set(name, [
        ...records.flatMap((record) => (concerned(record) ? changed(record, change, end) : [record])),
        ...addedBy(change, records.filter(concerned), end),
      ]);
    }
  }
  return [...byFunction.values()].flat();
}

/** Functions of which a record may be concerned; null: of none. */
function namesIn(
  { functionNames, apis }: Scope,
  byFunction: ReadonlyMap<string | null, unknown>,
): readonly (string | null)[] {
  const named = functionNames !== null && (apis === null || apis.length === 0);
  return named ? functionNames.filter((name) => byFunction.has(name)) : [...byFunction.keys()];
}

/** A scope of many names is asked of many records. */
function concerns({ functionNames, apis }: Scope): (owner: Owner) => boolean {
  if (functionNames === null && apis === null) return () => true;
  const functions = new Set(functionNames);
  const stages = new Set(apis);
  return ({ functionName, api }) =>
    (functionName !== null && functions.has(functionName)) || (api !== null && stages.has(api));
}

/** What is charged anew: once per function, at its own memory size and architecture. */
function addedBy(change: Change, concerned: readonly UsageRecord[], end: End): readonly UsageRecord[] {
  if (change.kind === "provisioned") {
    const { concurrency, lengthMs } = change;
    return oneOfEach(concerned).map(({ functionName, version, architecture, memoryMb }) => ({
      ...{ functionName, version, api: null, route: null },
      ...{ kind: "provisioned", architecture, memoryMb, concurrency, lengthMs },
    }));
  }
  if (change.kind === "snap-start" && !change.free) {
    const { keptMs, restores } = change;
    return oneOfEach(concerned).map(({ functionName, version, memoryMb }) => ({
      ...{ functionName, version, api: null, route: null },
      ...{ kind: "snap-start", memoryMb, keptMs, restores: end === "cheap" ? restores.least : restores.most },
    }));
  }
  return [];
}

function oneOfEach(records: readonly UsageRecord[]): readonly FunctionUsage[] {
  const functions = new Map<string, FunctionUsage>();
  for (const record of records) {
    if (record.kind !== "function" || record.functionName === null) continue;
    functions.set(record.functionName, record);
  }
  return [...functions.values()];
}
