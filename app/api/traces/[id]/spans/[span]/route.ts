import { jsonAnswer } from "@/lib/server/json-answer";
import { loadSpan } from "@/lib/server/span";
import { rawSearchFromUrl } from "@/lib/url/search";

export function GET(
  request: Request,
  context: { params: Promise<{ id: string; span: string }> },
): Promise<Response> {
  return jsonAnswer(async () => {
    const { id, span } = await context.params;
    return loadSpan(id, span, rawSearchFromUrl(new URL(request.url)), request.signal);
  });
}
