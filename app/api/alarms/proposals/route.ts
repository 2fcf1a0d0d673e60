import { loadAlarmProposals } from "@/lib/server/alarms/load-missing-alarms";
import { jsonAnswer } from "@/lib/server/json-answer";
import { rawSearchFromUrl } from "@/lib/url/search";

export function GET(request: Request): Promise<Response> {
  return jsonAnswer(() => loadAlarmProposals(rawSearchFromUrl(new URL(request.url)), request.signal));
}
