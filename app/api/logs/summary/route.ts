import { jsonAnswer } from "@/lib/server/json-answer";
import { loadLogSummary } from "@/lib/server/logs/summary";
import { rawSearchFromUrl } from "@/lib/url/search";

export function GET(request: Request): Promise<Response> {
  return jsonAnswer(() => loadLogSummary(rawSearchFromUrl(new URL(request.url)), request.signal));
}
