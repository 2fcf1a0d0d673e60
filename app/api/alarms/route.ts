import { loadAlarmsView } from "@/lib/server/alarms/alarms";
import { jsonAnswer } from "@/lib/server/json-answer";
import { rawSearchFromUrl } from "@/lib/url/search";

/** Sentences of the JSON tell times in UTC, whoever asks. */
export function GET(request: Request): Promise<Response> {
  return jsonAnswer(() => loadAlarmsView(rawSearchFromUrl(new URL(request.url)), request.signal, "UTC"));
}
