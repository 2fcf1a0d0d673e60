import { jsonAnswer } from "@/lib/server/json-answer";
import { loadTrace } from "@/lib/server/trace";
import { rawSearchFromUrl } from "@/lib/url/search";

export function GET(request: Request, context: { params: Promise<{ id: string }> }): Promise<Response> {
  return jsonAnswer(async () => {
    const { id } = await context.params;
    return loadTrace(id, rawSearchFromUrl(new URL(request.url)), request.signal);
  });
}
