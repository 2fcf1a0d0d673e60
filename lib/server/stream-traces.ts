import "server-only";
import type { TracesMessage } from "@/lib/model/views/traces";
import { Channel } from "@/lib/server/logs/channel";
import { leavable } from "@/lib/server/logs/leaving";
import { messageStream, ndjson } from "@/lib/server/logs/message-stream";
import { failureIn } from "@/lib/server/panel-of";
import { notesOn, readTraces, readTracesParams } from "@/lib/server/traces";
import { openView, type ViewRequest } from "@/lib/server/view-request";
import type { RawSearch } from "@/lib/url/search";
import type { TracesParams } from "@/lib/url/traces";

/** Pages that may wait for a slow reader; what comes on top is bounded by the limit of traces. */
const BUFFERED = 20;

/** `/api/traces` as NDJSON: `meta`, rows page by page, `done` last, or `failure` where AWS refuses to go on. */
export function answerWithTraceStream(request: Request, search: RawSearch): Promise<Response> {
  return messageStream<TracesMessage>(request, ndjson, async (signal) => {
    const params = readTracesParams(search);
    return streamTraces(await openView(search, signal), params);
  });
}

/** Stopping to read stops the AWS calls. */
export async function* streamTraces(
  view: ViewRequest,
  params: TracesParams,
): AsyncGenerator<TracesMessage, void> {
  const { scope, leave } = leavable(view.scope);
  const channel = new Channel<TracesMessage>(BUFFERED);
  try {
    const here = { ...view, scope };
    const reading = tellTraces(here, params, channel);
    reading.then(
      () => channel.close(),
      (error: unknown) => channel.close(error),
    );
    yield {
      type: "meta",
      fromMs: view.window.fromMs,
      toMs: view.window.toMs,
      nowMs: view.nowMs,
      region: view.region,
      filter: params.filter,
      notes: [...(await notesOn(here))],
    };
    yield* channel.read();
  } finally {
    leave();
  }
}

async function tellTraces(
  view: ViewRequest,
  params: TracesParams,
  channel: Channel<TracesMessage>,
): Promise<void> {
  try {
    const { processed, truncatedAtMs, coldOnly } = await readTraces(view, params, (part) => {
      void channel.push({ type: "rows", ...part, rows: [...part.rows] });
    });
    const spent = view.scope.meter.snapshot();
    await channel.push({
      type: "done",
      processed,
      truncatedAtMs,
      coldOnly,
      awsCalls: spent.sent,
      costUsd: Number(spent.costUsd.toFixed(9)),
    });
  } catch (error) {
    const failure = view.scope.signal.aborted ? null : failureIn(error);
    if (failure === null) throw error;
    await channel.push({ type: "failure", failure });
  }
}
