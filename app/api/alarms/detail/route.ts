import { loadAlarm } from "@/lib/server/alarms/alarms";
import { jsonAnswer } from "@/lib/server/json-answer";
import { rawSearchFromUrl } from "@/lib/url/search";

/** One alarm alone: it tells no times in sentences. */
export function GET(request: Request): Promise<Response> {
  return jsonAnswer(() => loadAlarm(rawSearchFromUrl(new URL(request.url)), request.signal));
}
