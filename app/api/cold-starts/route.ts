import { loadColdStarts } from "@/lib/server/cold-starts/cold-starts";
import { jsonAnswer } from "@/lib/server/json-answer";
import { rawSearchFromUrl } from "@/lib/url/search";

export function GET(request: Request): Promise<Response> {
  return jsonAnswer(() => loadColdStarts(rawSearchFromUrl(new URL(request.url)), request.signal));
}
