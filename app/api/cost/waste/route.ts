import { loadWasteAnswer } from "@/lib/server/cost/waste/answer";
import { jsonAnswer } from "@/lib/server/json-answer";
import { rawSearchFromUrl } from "@/lib/url/search";

export function GET(request: Request): Promise<Response> {
  return jsonAnswer(() => loadWasteAnswer(rawSearchFromUrl(new URL(request.url)), request.signal));
}
