import "server-only";
import type { LambdaFunction } from "@/lib/model/lambda";
import type { ApiRow, FunctionRow } from "@/lib/model/views/overview";
import type { StageIntegrations } from "@/lib/server/load-integrations";
import type { FunctionFacts, StageFacts } from "@/lib/service-map/account-facts";
import { type Configuration, configuredLinks } from "@/lib/service-map/configured-links";
import type { Account } from "@/lib/service-map/reconcile";

interface Loaded {
  readonly rows: readonly FunctionRow[] | null;
  readonly functions: readonly LambdaFunction[] | null;
  readonly stages: readonly ApiRow[] | null;
  readonly integrations: readonly StageIntegrations[];
  readonly eventSources: Configuration["eventSources"];
}

/** The overview's rows and the configuration, as the map wants them. */
export function accountOf(loaded: Loaded, ownAccount: string | null): Account {
  const { rows, functions, stages, integrations, eventSources } = loaded;
  const configured = new Map(functions?.map((fn) => [fn.name, fn]));
  const byStage = new Map(integrations.map((one) => [`${one.id}/${one.stage}`, one]));
  return {
    functions: rows?.map((row) => functionFacts(row, configured.get(row.name)?.tracing ?? null)) ?? null,
    stages:
      stages?.map((row) => stageFacts(row, byStage.get(`${row.id}/${row.stage}`)?.tracing ?? null)) ?? null,
    links: configuredLinks(
      {
        stages: (stages ?? []).map(({ id, name, stage, kind }) => ({
          id,
          name,
          stage,
          kind,
          routes: byStage.get(`${id}/${stage}`)?.routes ?? [],
        })),
        functions: functions ?? [],
        eventSources,
      },
      ownAccount,
    ),
  };
}

function functionFacts(row: FunctionRow, tracing: string | null): FunctionFacts {
  const { name, health, reason, invocations, errors, throttles, durationP95Ms } = row;
  const metrics = { requests: invocations, faults: errors, errors: null, throttles, p95Ms: durationP95Ms };
  return { name, metrics, health, reason, tracing };
}

function stageFacts(row: ApiRow, tracing: boolean | null): StageFacts {
  const { id, name, stage, kind, health, reason, count, status4xx, status5xx, latencyP95Ms } = row;
  const metrics = {
    requests: count,
    faults: status5xx,
    errors: status4xx,
    throttles: null,
    p95Ms: latencyP95Ms,
  };
  return { id, name, stage, kind, metrics, health, reason, tracing };
}
