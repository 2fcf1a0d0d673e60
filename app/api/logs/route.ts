import { answerWithLogStream } from "@/lib/server/logs/logs";
import { rawSearchFromUrl } from "@/lib/url/search";

export function GET(request: Request): Promise<Response> {
  const search = rawSearchFromUrl(new URL(request.url));
  return answerWithLogStream(request, search);
}
