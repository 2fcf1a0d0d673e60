import { jsonAnswer } from "@/lib/server/json-answer";
import { loadTraceColdStarts } from "@/lib/server/trace-cold-starts";
import { rawSearchFromUrl } from "@/lib/url/search";

export function GET(request: Request): Promise<Response> {
  return jsonAnswer(() => loadTraceColdStarts(rawSearchFromUrl(new URL(request.url)), request.signal));
}
