import { loadCombined } from "@/lib/server/combined/combined";
import { jsonAnswer } from "@/lib/server/json-answer";
import { loadOverview } from "@/lib/server/overview";
import { rawSearchFromUrl } from "@/lib/url/search";
import { asksForSeveral } from "@/lib/url/target";

export function GET(request: Request): Promise<Response> {
  return jsonAnswer(() => {
    const search = rawSearchFromUrl(new URL(request.url));
    const load = asksForSeveral(search) ? loadCombined : loadOverview;
    return load(search, request.signal, "UTC");
  });
}
