import "server-only";
import type { LogsMessage } from "@/lib/model/views/logs";
import { messageStream, ndjson } from "@/lib/server/logs/message-stream";
import { streamLogs } from "@/lib/server/logs/stream-logs";
import { openView } from "@/lib/server/view-request";
import { BadParameter } from "@/lib/url/bad-parameter";
import { type LogsParams, parseLogs } from "@/lib/url/logs";
import type { RawSearch } from "@/lib/url/search";

/** `/api/logs` as NDJSON: the messages of `lib/model/views/logs.ts` as they come. */
export function answerWithLogStream(request: Request, search: RawSearch): Promise<Response> {
  return messageStream<LogsMessage>(request, ndjson, async (signal) => {
    const params = parseLogs(search);
    requireSources(params);
    return streamLogs(await openView(search, signal), params);
  });
}

/** @throws BadParameter when no source is named. */
export function requireSources({ sources }: LogsParams): void {
  if (sources.length > 0) return;
  throw new BadParameter(
    "src",
    "Name what to read: src=fn:orders-api, exec:API-ID/STAGE, access:API-ID/STAGE or group:/NAME, separated by commas.",
  );
}
