import { groupNameOf, logGroups } from "@/lib/sandbox/logs/log-groups";
import { meanRecordBytes } from "@/lib/sandbox/logs/record-bytes";
import type { Restriction } from "@/lib/sandbox/logs/source/log-source";
import type { ApiDef, FunctionDef, IndexList, World } from "@/lib/sandbox/world/types";
import type { MetricList } from "./metric-list";
import { packedInvocations } from "./packed-invocations";
import type { PackedCache, PackedRecords } from "./packed-records";
import { CANARY, MARKS, packedRequests } from "./packed-requests";
import { packedSource } from "./world-scan";

/** [D CloudWatch-Logs-Monitoring-CloudWatch-Metrics] */
const NAMESPACE = "AWS/Logs";

/** What writes to a group: the records of a function or of a stage. */
interface Writer {
  readonly group: string;
  readonly key: string;
  readonly records: PackedRecords;
  /** Those that write to it, until now. */
  readonly list: () => IndexList;
  readonly writes: (rows: Uint32Array, at: number) => boolean;
  readonly only: (index: number) => Restriction;
}

/**
 * IncomingBytes of each log group. An estimate, as `storedBytes` is: every record counts as much as the mean of some
 * that are rendered, for rendering all of them would take minutes. The truth with its logs renders all.
 */
export function addLogMetrics(world: World, packed: PackedCache, list: MetricList): void {
  const writers = [
    ...world.functions.map((def) => functionWriter(world, def, packed)),
    ...world.apis.flatMap((api) => stageWriters(world, api, packed)),
  ];
  for (const { group, key, records, list: indexes, writes, only } of writers) {
    let mean: number | undefined;
    const bytes = () => {
      mean ??= meanRecordBytes(logGroups(world).get(group)?.source, indexes(), only);
      return mean;
    };
    list.add(
      NAMESPACE,
      "IncomingBytes",
      [{ Name: "LogGroupName", Value: group }],
      "Bytes",
      packedSource(records, `logs bytes ${group} ${key}`, "values", (rows, at) =>
        writes(rows, at) ? bytes() : undefined,
      ),
      packedSource(records, `logs any ${group} ${key}`, "ones", (rows, at) =>
        writes(rows, at) ? 1 : undefined,
      ),
    );
  }
}

function functionWriter(world: World, def: FunctionDef, packed: PackedCache): Writer {
  return {
    group: def.logGroup,
    key: `f${def.index}`,
    records: packedInvocations(world, def, packed),
    list: () => world.invocationsOf(def.index, world.startMs, world.nowMs()),
    writes: () => true,
    only: (index) => ({ invocations: new Set([index]), requests: new Set() }),
  };
}

/** A canary's requests are in both execution logs, but in one access log. */
function stageWriters(world: World, api: ApiDef, packed: PackedCache): readonly Writer[] {
  const writer = (group: string, which: "all" | "canary" | "base"): Writer => {
    const belongs = (canary: boolean) => which === "all" || canary === (which === "canary");
    return {
      group,
      key: `a${api.index}`,
      records: packedRequests(world, api, packed),
      list: () =>
        thinned(world.requestsOf(api.index, world.startMs, world.nowMs())).filter((index) =>
          belongs(world.request(index).canary),
        ),
      writes: (rows, at) => belongs(((rows[at + MARKS] ?? 0) & CANARY) !== 0),
      only: (index) => ({ invocations: new Set(), requests: new Set([index]) }),
    };
  };
  const writers: Writer[] = [];
  if (api.kind === "REST" && api.executionLog !== "OFF") {
    const name = `API-Gateway-Execution-Logs_${api.id}/${api.stage}`;
    writers.push(writer(name, "all"));
    if (api.canary !== null) writers.push(writer(`${name}/Canary`, "canary"));
  }
  if (api.accessLog !== null) {
    const name = groupNameOf(api.accessLog.logGroup);
    writers.push(writer(name, api.canary === null ? "all" : "base"));
    if (api.canary !== null) writers.push(writer(`${name}/Canary`, "canary"));
  }
  return writers;
}

/** Reading every request of some days would take longer than rendering the few that are wanted. */
const ENOUGH = 4_000;

function thinned(records: IndexList): readonly number[] {
  const step = Math.max(1, Math.floor(records.length / ENOUGH));
  return Array.from({ length: Math.ceil(records.length / step) }, (_, i) => records[i * step] ?? 0);
}
