import { loadCostEstimate } from "@/lib/server/cost-estimate";
import { jsonAnswer } from "@/lib/server/json-answer";
import { rawSearchFromUrl } from "@/lib/url/search";

export function GET(request: Request): Promise<Response> {
  return jsonAnswer(() => loadCostEstimate(rawSearchFromUrl(new URL(request.url))));
}
