import { jsonAnswer } from "@/lib/server/json-answer";
import { answerWithTraceStream } from "@/lib/server/stream-traces";
import { loadTraces } from "@/lib/server/traces";
import { rawSearchFromUrl } from "@/lib/url/search";

/** All of it as JSON; with `accept: application/x-ndjson` page by page, as AWS answers. */
export function GET(request: Request): Promise<Response> {
  const search = rawSearchFromUrl(new URL(request.url));
  return request.headers.get("accept")?.includes("application/x-ndjson")
    ? answerWithTraceStream(request, search)
    : jsonAnswer(() => loadTraces(search, request.signal));
}
