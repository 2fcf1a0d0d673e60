import "server-only";
import { getTraces } from "@/lib/aws/xray";
import { xrayTraceId } from "@/lib/model/trace-id";
import type { ColdStartsView } from "@/lib/model/views/traces";
import { openView } from "@/lib/server/view-request";
import { coldStartIn } from "@/lib/traces/summaries/cold-start-in";
import { BadParameter, quoteInput } from "@/lib/url/bad-parameter";
import { type RawSearch, single } from "@/lib/url/search";

/** A screenful of rows. */
const MOST_IDS = 50;

/**
 * Which of these traces had a cold start, by their documents: summaries do not say it. Each trace read costs as much as
 * one scanned. @throws BadParameter, AwsFailure
 */
export async function loadTraceColdStarts(search: RawSearch, signal: AbortSignal): Promise<ColdStartsView> {
  const ids = idsOf(search);
  const view = await openView(search, signal);
  const { traces } = await getTraces(view.scope, ids);
  const found = new Map(traces.map((trace) => [trace.traceId, coldStartIn(trace)]));
  const spent = view.scope.meter.snapshot();
  return {
    region: view.region,
    coldStarts: Object.fromEntries(ids.map((id) => [id, found.get(id) ?? null])),
    awsCalls: spent.sent,
    costUsd: Number(spent.costUsd.toFixed(9)),
  };
}

function idsOf(search: RawSearch): readonly string[] {
  const ids = [...new Set((single(search, "ids") ?? "").split(",").map((id) => id.trim()))].filter(
    (id) => id !== "",
  );
  if (ids.length === 0 || ids.length > MOST_IDS) {
    throw new BadParameter(
      "ids",
      `ids names 1 to ${MOST_IDS} traces, separated by commas; ${ids.length} are given.`,
    );
  }
  const odd = ids.find((id) => xrayTraceId(id) !== id);
  if (odd !== undefined) {
    throw new BadParameter(
      "ids",
      `${quoteInput(odd)} is not a trace id, such as 1-58406520-a006649127e371903a2de979.`,
    );
  }
  return ids;
}
