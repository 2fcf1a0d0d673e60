import { jsonAnswer } from "@/lib/server/json-answer";
import { answerWithSummaryStream, loadLogSummary } from "@/lib/server/logs/summary";
import { rawSearchFromUrl } from "@/lib/url/search";

/** The summary as JSON; with `accept: application/x-ndjson` also how its queries are doing. */
export function GET(request: Request): Promise<Response> {
  const search = rawSearchFromUrl(new URL(request.url));
  return request.headers.get("accept")?.includes("application/x-ndjson")
    ? answerWithSummaryStream(request, search)
    : jsonAnswer(() => loadLogSummary(search, request.signal));
}
