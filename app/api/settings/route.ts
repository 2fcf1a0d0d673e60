import { jsonAnswer } from "@/lib/server/json-answer";
import { loadSettingsView } from "@/lib/server/settings/settings";
import { rawSearchFromUrl } from "@/lib/url/search";

export function GET(request: Request): Promise<Response> {
  return jsonAnswer(() => loadSettingsView(rawSearchFromUrl(new URL(request.url)), request.signal));
}
