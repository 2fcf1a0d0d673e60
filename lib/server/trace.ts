import "server-only";
import { AwsFailure } from "@/lib/aws/aws-failure";
import { getTraceSegmentDestination, getTraces, retrieveTraces } from "@/lib/aws/xray";
import { DAY_MS, epochMs, HOUR_MS, isoFromEpochMs, MINUTE_MS } from "@/lib/base/time";
import type { Window } from "@/lib/model/metric";
import type { Panel } from "@/lib/model/panel";
import { timeOfTraceId, xrayTraceId } from "@/lib/model/trace-id";
import type { SpanDetail, TraceView } from "@/lib/model/views/spans";
import { metaOf } from "@/lib/server/meta";
import { NotFound } from "@/lib/server/not-found";
import { type Found, optional, panelOf } from "@/lib/server/panel-of";
import { readTraceOnce } from "@/lib/server/read-trace-once";
import { type Spend, spendAfter } from "@/lib/server/spend";
import { startView, type ViewRequest } from "@/lib/server/view-request";
import type { Trace } from "@/lib/traces/read-trace";
import { quoteInput } from "@/lib/url/bad-parameter";
import type { RawSearch } from "@/lib/url/search";
import { parseTraceParams, type TraceParams } from "@/lib/url/trace";

export interface TraceLoads {
  readonly view: ViewRequest;
  /** In X-Ray's spelling, whichever was asked for. */
  readonly traceId: string;
  readonly params: TraceParams;
  readonly trace: Panel<Trace>;
  readonly spend: Promise<Spend>;
}

/** X-Ray keeps traces for this long. [D gr/xray] */
const RETENTION_MS = 30 * DAY_MS;
/** Segments of a trace arrive within this after its end, as a rule. */
const ARRIVAL_MS = MINUTE_MS;

/**
 * Waits for the trace, so that an id that X-Ray does not know is a 404 and not an empty page.
 * @throws BadParameter, AccountTrouble, NotFound
 */
export async function startTrace(id: string, search: RawSearch, signal: AbortSignal): Promise<TraceLoads> {
  const { load, account, ...asked } = await askTrace(id, search, signal);
  const panel = panelOf(() => load);
  const spend = spendAfter(asked.view, [panel]);
  const [trace] = await Promise.all([panel, account]);
  return { ...asked, trace, spend };
}

/** The JSON twin. @throws as `startTrace`, and AwsFailure when X-Ray gives no answer */
export async function loadTrace(id: string, search: RawSearch, signal: AbortSignal): Promise<TraceView> {
  const { load, account, view, params } = await askTrace(id, search, signal);
  const [{ data: trace }] = await Promise.all([load, account]);
  const { detailOf: _detailOf, indexOf: _indexOf, ...told } = trace;
  return { meta: metaOf(view, {}), ...told, details: detailsOf(trace, params) };
}

async function askTrace(id: string, search: RawSearch, signal: AbortSignal) {
  const params = parseTraceParams(search);
  const traceId = xrayTraceId(id) ?? refuse(id);
  const { view, account } = await startView(search, signal);
  return { view, account, traceId, params, load: findTrace(view, traceId) };
}

/** Details of the spans that were asked for; null for none. @throws NotFound for a span that the trace does not have */
export function detailsOf(trace: Trace, { span, details }: TraceParams): SpanDetail[] | null {
  if (details) return trace.spans.id.flatMap((_, index) => trace.detailOf(index) ?? []);
  if (span === null) return null;
  const detail = trace.detailOf(trace.indexOf(span));
  if (detail !== null) return [detail];
  throw new NotFound(`The trace has no span ${quoteInput(span)}.`, "Leave “span” out to see its spans.");
}

/** BatchGetTraces first; what it does not know may still be kept by Transaction Search, unindexed. */
async function findTrace(view: ViewRequest, traceId: string): Promise<Found<Trace>> {
  const { traces } = await getTraces(view.scope, [traceId]);
  const [indexed] = traces;
  if (indexed && indexed.documents.length > 0) return { data: readTraceOnce(indexed) };
  const destination = await optional(getTraceSegmentDestination(view.scope));
  if (destination.value === "CloudWatchLogs") {
    const retrieved = await retrieveTraces(view.scope, [traceId], retrievalWindow(view, traceId));
    const [kept] = retrieved.traces;
    if (kept && kept.documents.length > 0) return { data: readTraceOnce(kept) };
  }
  const [failure] = destination.failures;
  // The right may be left out, and most unknown traces were not sampled: then it is a hint. Otherwise it is not known.
  if (failure && failure.kind !== "denied") throw new AwsFailure(failure);
  throw unknownTrace(view, traceId, failure !== undefined);
}

/** Around the time that the id names where that can be, else the page's own range. */
function retrievalWindow(view: ViewRequest, traceId: string): Window {
  const beganMs = timeOfTraceId(traceId);
  if (beganMs < view.nowMs - RETENTION_MS || beganMs > view.nowMs) return view.window;
  return {
    fromMs: epochMs(beganMs - HOUR_MS),
    toMs: epochMs(Math.min(view.nowMs, beganMs + DAY_MS)),
  };
}

function unknownTrace(view: ViewRequest, traceId: string, isUnsure: boolean): NotFound {
  const ageMs = view.nowMs - timeOfTraceId(traceId);
  const began = isoFromEpochMs(epochMs(timeOfTraceId(traceId)));
  if (ageMs > RETENTION_MS) {
    return new NotFound(
      `X-Ray has no trace ${traceId}: by its id it began at ${began}, and traces are kept for 30 days.`,
      "Its log lines may still exist: look for the id in the logs.",
    );
  }
  if (ageMs < 0) {
    return new NotFound(
      `X-Ray has no trace ${traceId}: by its id it would begin at ${began}, which is still to come.`,
      "Check the id; ids that OpenTelemetry makes name no time, then only region and account are left to check.",
    );
  }
  if (ageMs < ARRIVAL_MS) {
    return new NotFound(
      `X-Ray does not have the trace ${traceId} yet.`,
      "Segments arrive some seconds after the request has ended: load the page again in a moment.",
    );
  }
  const unsure = isUnsure
    ? " Whether Transaction Search keeps it could not be asked: allow xray:GetTraceSegmentDestination."
    : "";
  return new NotFound(
    `X-Ray has no trace ${traceId} in ${view.region}.`,
    `Most requests are not sampled (Lambda: one a second and 5 % of the rest), and it may be in another region or account. The log lines of the request name the id even then.${unsure}`,
  );
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Says what the text is instead, where it can be told. */
function refuse(id: string): never {
  const example = "A trace id looks like 1-58406520-a006649127e371903a2de979 or has 32 hexadecimal digits.";
  if (UUID.test(id.trim())) {
    throw new NotFound(
      `${quoteInput(id)} is a request id, not a trace id.`,
      `Open it under /requests/. ${example}`,
    );
  }
  if (/^[0-9a-f]{16}$/i.test(id.trim())) {
    throw new NotFound(`${quoteInput(id)} is the id of a span, not of a trace.`, example);
  }
  throw new NotFound(`${quoteInput(id)} is not a trace id.`, example);
}
