import { loadAlarm } from "@/lib/server/alarms/alarms";
import { jsonAnswer } from "@/lib/server/json-answer";
import { rawSearchFromUrl } from "@/lib/url/search";

export function GET(request: Request): Promise<Response> {
  return jsonAnswer(() => loadAlarm(rawSearchFromUrl(new URL(request.url)), request.signal));
}
