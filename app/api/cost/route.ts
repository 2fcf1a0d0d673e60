import { loadCost } from "@/lib/server/cost/cost";
import { jsonAnswer } from "@/lib/server/json-answer";
import { rawSearchFromUrl } from "@/lib/url/search";

export function GET(request: Request): Promise<Response> {
  return jsonAnswer(() => loadCost(rawSearchFromUrl(new URL(request.url)), request.signal));
}
