import { jsonAnswer } from "@/lib/server/json-answer";
import { loadRequest } from "@/lib/server/requests/request";
import { rawSearchFromUrl } from "@/lib/url/search";
import { decodeSegment } from "@/lib/url/segment";

export function GET(request: Request, context: { params: Promise<{ id: string }> }): Promise<Response> {
  return jsonAnswer(async () => {
    const { id } = await context.params;
    return loadRequest(decodeSegment(id), rawSearchFromUrl(new URL(request.url)), request.signal);
  });
}
