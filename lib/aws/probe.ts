import "server-only";
import { AwsFailure } from "@/lib/aws/aws-failure";
import type { AwsService } from "@/lib/aws/aws-service";
import type { CallScope } from "@/lib/aws/call-scope";
import { call } from "@/lib/aws/gateway";
import { apiGatewayProbes } from "@/lib/aws/probe-api-gateway";
import { apiGatewayV2Probes } from "@/lib/aws/probe-api-gateway-v2";
import type { Known, Probe, Trial } from "@/lib/aws/probe-kinds";
import { lambdaProbes } from "@/lib/aws/probe-lambda";
import { logsProbes } from "@/lib/aws/probe-logs";
import { metricsProbes } from "@/lib/aws/probe-metrics";
import { xrayProbes } from "@/lib/aws/probe-xray";
import { getCallerIdentity } from "@/lib/aws/sts";
import { type DurationMs, SECOND_MS } from "@/lib/base/time";
import type { OperationId } from "@/lib/model/aws-operations";

/**
 * Each read operation tried once, with the smallest question: one item a page, a window of nothing, names that do not
 * exist. AWS looks at rights before it looks for the thing, so that "not found" is an answer of who may ask; where that is
 * not certain, the outcome stays open. Nothing is changed: a query and a retrieval that are begun are ended.
 */
const probes = {
  ...metricsProbes,
  ...logsProbes,
  ...xrayProbes,
  ...lambdaProbes,
  ...apiGatewayProbes,
  ...apiGatewayV2Probes,
} as const satisfies Partial<Record<OperationId, Probe>>;

export type ProbedOperation = keyof typeof probes;

/** In the order of their services; all but the one that everybody may call. */
export const probedOperations: readonly ProbedOperation[] = probeIds();

/** A second that has not come yet has no bytes to scan, and a group that is not there no session. */
const unbilled: ReadonlySet<OperationId> = new Set(["logs.StartQuery", "logs.StartLiveTail"]);

/** Tabs that load together share the answers; whoever asks again a moment later asks AWS. */
const KEPT_MS: DurationMs = 5 * SECOND_MS;

/** Tries all operations of `scope`'s region. Never rejects for a fault of AWS; rejects with AbortError. */
export async function tryOperations(scope: CallScope): Promise<ReadonlyMap<ProbedOperation, Trial>> {
  const accountId = await accountIdOf(scope);
  const runs = new Map<ProbedOperation, Promise<{ readonly trial: Trial; readonly known: Known }>>();
  const run = (id: ProbedOperation) => {
    const under = runs.get(id);
    if (under) return under;
    const started = tryOne(id);
    runs.set(id, started);
    return started;
  };
  const tryOne = async (id: ProbedOperation) => {
    const probe: Probe = probes[id];
    const earlier = await Promise.all((probe.after ?? []).map((name) => run(probed(name))));
    const known: Known = Object.assign({ accountId }, ...earlier.map((one) => one.known));
    return trialOf(scope, id, probe, known);
  };
  const outcomes = await Promise.all(
    probedOperations.map(async (id) => [id, (await run(id)).trial] as const),
  );
  return new Map(outcomes);
}

async function trialOf(scope: CallScope, id: ProbedOperation, probe: Probe, known: Known) {
  const question = probe.ask(scope, known);
  if ("skipped" in question) {
    return { trial: { result: "skipped", why: question.skipped, on: null } as const, known };
  }
  const { on, send } = question;
  const [service, operation] = partsOf(id);
  try {
    const learned = await call(scope, {
      service,
      operation,
      ...(id === "cloudwatch.GetMetricData" ? { billed: { metrics: 1, datapoints: 1 } } : {}),
      unbilled: unbilled.has(id),
      key: { probe: true, on },
      cacheForMs: KEPT_MS,
      send,
      read: (wire) => wire,
    });
    return { trial: { result: "allowed", on } as const, known: { ...known, ...learned } };
  } catch (error) {
    if (!(error instanceof AwsFailure)) throw error;
    const { failure } = error;
    const proof = (probe.proves ?? []).some((kind) => kind === failure.kind);
    const trial: Trial = proof ? { result: "allowed", on } : { result: "failed", on, failure };
    return { trial, known };
  }
}

/** Parts of ARNs only: null where STS does not answer. */
async function accountIdOf(scope: CallScope): Promise<string | null> {
  try {
    return (await getCallerIdentity(scope)).accountId;
  } catch (error) {
    if (error instanceof AwsFailure) return null;
    throw error;
  }
}

/** Operation ids are `service.Operation`. */
function partsOf(id: ProbedOperation): readonly [AwsService, string] {
  const [service = "", operation = ""] = id.split(".");
  return [service as AwsService, operation];
}

/** `after` names operations that have probes: a test tries them all. */
function probed(id: OperationId): ProbedOperation {
  return id as ProbedOperation;
}

/** Object.keys forgets the type of the keys, which are those of the literal above. */
function probeIds(): readonly ProbedOperation[] {
  return Object.keys(probes) as ProbedOperation[];
}
