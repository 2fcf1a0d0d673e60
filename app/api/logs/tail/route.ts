import { answerWithTail } from "@/lib/server/logs/tail/answer-with-tail";
import { rawSearchFromUrl } from "@/lib/url/search";

export function GET(request: Request): Promise<Response> {
  return answerWithTail(request, rawSearchFromUrl(new URL(request.url)));
}
