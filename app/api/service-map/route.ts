import { jsonAnswer } from "@/lib/server/json-answer";
import { loadServiceMap } from "@/lib/server/service-map";
import { rawSearchFromUrl } from "@/lib/url/search";

export function GET(request: Request): Promise<Response> {
  return jsonAnswer(() => loadServiceMap(rawSearchFromUrl(new URL(request.url)), request.signal));
}
