import "server-only";
import {
  CancelTraceRetrievalCommand,
  ListRetrievedTracesCommand,
  type ListRetrievedTracesResult,
  StartTraceRetrievalCommand,
} from "@aws-sdk/client-xray";
import { AwsFailure } from "@/lib/aws/aws-failure";
import type { CallScope } from "@/lib/aws/call-scope";
import { xrayClient } from "@/lib/aws/clients";
import { call, callMerged } from "@/lib/aws/gateway";
import { pause } from "@/lib/aws/pause";
import { retrievedOf } from "@/lib/aws/xray-shapes";
import type { DurationMs } from "@/lib/base/time";
import type { Window } from "@/lib/model/metric";
import type { TraceDocuments } from "@/lib/model/trace";

const POLL_MS: readonly DurationMs[] = [200, 300, 500, 1_000];
const PATIENCE_MS: DurationMs = 60_000;

/** [M StartTraceRetrieval] */
const MOST_IDS = 100;

/**
 * Spans of traces that Transaction Search keeps, indexed or not; the window must hold the traces. Cancelled when the
 * scope is abandoned. Throws `invalid` where Transaction Search is off, `partial` when AWS gave up.
 * [D CloudWatch-Transaction-Search]
 */
export async function retrieveTraces(
  scope: CallScope,
  ids: readonly string[],
  window: Window,
): Promise<{ readonly traces: readonly TraceDocuments[]; readonly missing: readonly string[] }> {
  const distinct = [...new Set(ids)];
  const traces: TraceDocuments[] = [];
  for (let from = 0; from < distinct.length; from += MOST_IDS) {
    traces.push(...(await retrieve(scope, distinct.slice(from, from + MOST_IDS), window)));
  }
  const found = new Set(traces.map(({ traceId }) => traceId));
  return { traces, missing: distinct.filter((id) => !found.has(id)) };
}

async function retrieve(
  scope: CallScope,
  ids: readonly string[],
  window: Window,
): Promise<readonly TraceDocuments[]> {
  const token = await start(scope, ids, window);
  const since = performance.now();
  let ended = false;
  try {
    for (let poll = 0; performance.now() - since < PATIENCE_MS; poll++) {
      const answer = await list(scope, token);
      if (answer.status === "COMPLETE" || hopeless.has(answer.status)) ended = true;
      if (answer.status === "COMPLETE") return answer.traces;
      if (ended) throw gaveUp(`X-Ray ended the retrieval as ${answer.status}.`);
      await pause(POLL_MS[poll] ?? 1_000, scope.signal);
    }
    throw gaveUp("X-Ray did not find the traces within a minute.");
  } finally {
    if (!ended) await cancel(scope, token);
  }
}

const hopeless: ReadonlySet<string> = new Set(["FAILED", "CANCELLED", "TIMEOUT"]);

async function start(scope: CallScope, ids: readonly string[], { fromMs, toMs }: Window): Promise<string> {
  const { token } = await call(scope, {
    service: "xray",
    operation: "StartTraceRetrieval",
    key: { ids, fromMs, toMs, once: performance.now() },
    cacheForMs: 0,
    send: (signal) =>
      xrayClient(scope).send(
        new StartTraceRetrievalCommand({
          TraceIds: [...ids],
          StartTime: new Date(fromMs),
          EndTime: new Date(toMs),
        }),
        { abortSignal: signal },
      ),
    read: (wire) => ({ token: wire.RetrievalToken ?? "" }),
  });
  return token;
}

function list(scope: CallScope, retrieval: string) {
  return callMerged(scope, {
    service: "xray",
    operation: "ListRetrievedTraces",
    key: { retrieval },
    cacheForMs: 0,
    sendPage: (token, signal) =>
      xrayClient(scope).send(
        new ListRetrievedTracesCommand({ RetrievalToken: retrieval, TraceFormat: "OTEL", NextToken: token }),
        { abortSignal: signal },
      ),
    nextToken: (wire) => wire.NextToken,
    read: answerOf,
  });
}

function answerOf(pages: readonly ListRetrievedTracesResult[]) {
  const format = pages.some(({ TraceFormat }) => TraceFormat === "XRAY") ? "xray" : "otel";
  return {
    status: pages.at(-1)?.RetrievalStatus ?? "",
    traces: retrievedOf(
      pages.flatMap(({ Traces }) => Traces ?? []),
      format,
    ),
  };
}

/** The reader may be gone already, so the call has a signal of its own; that it failed is of no interest to anyone. */
async function cancel(scope: CallScope, token: string): Promise<void> {
  const signal = AbortSignal.timeout(5_000);
  await call(
    { ...scope, signal },
    {
      service: "xray",
      operation: "CancelTraceRetrieval",
      key: { token },
      cacheForMs: 0,
      send: (each) =>
        xrayClient(scope).send(new CancelTraceRetrievalCommand({ RetrievalToken: token }), {
          abortSignal: each,
        }),
      read: () => true,
    },
  ).catch(() => {});
}

function gaveUp(message: string): AwsFailure {
  return new AwsFailure({
    kind: "partial",
    operation: "xray:ListRetrievedTraces",
    message,
    nextStep: "Load again in a moment, or ask for fewer traces.",
    action: null,
    resource: null,
  });
}
