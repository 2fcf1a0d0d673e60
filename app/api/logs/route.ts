import { jsonAnswer } from "@/lib/server/json-answer";
import { loadLogs } from "@/lib/server/logs/load-logs";
import { answerWithLogStream } from "@/lib/server/logs/logs";
import { rawSearchFromUrl } from "@/lib/url/search";

/** Rows as JSON; with `accept: application/x-ndjson` everything that is read, as it comes. */
export function GET(request: Request): Promise<Response> {
  const search = rawSearchFromUrl(new URL(request.url));
  return request.headers.get("accept")?.includes("application/x-ndjson")
    ? answerWithLogStream(request, search)
    : jsonAnswer(() => loadLogs(search, request.signal));
}
