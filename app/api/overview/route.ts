import { jsonAnswer } from "@/lib/server/json-answer";
import { loadOverview } from "@/lib/server/overview";
import { rawSearchFromUrl } from "@/lib/url/search";

export function GET(request: Request): Promise<Response> {
  return jsonAnswer(() => loadOverview(rawSearchFromUrl(new URL(request.url)), request.signal, "UTC"));
}
