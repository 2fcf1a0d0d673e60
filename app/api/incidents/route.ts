import { loadIncidents } from "@/lib/server/incidents/incidents";
import { jsonAnswer } from "@/lib/server/json-answer";
import { rawSearchFromUrl } from "@/lib/url/search";

/** Sentences of the JSON tell times in UTC, whoever asks. */
export function GET(request: Request): Promise<Response> {
  return jsonAnswer(() => loadIncidents(rawSearchFromUrl(new URL(request.url)), request.signal, "UTC"));
}
