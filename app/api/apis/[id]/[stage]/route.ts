import { loadApi } from "@/lib/server/api";
import { jsonAnswer } from "@/lib/server/json-answer";
import { rawSearchFromUrl } from "@/lib/url/search";

export function GET(
  request: Request,
  context: { params: Promise<{ id: string; stage: string }> },
): Promise<Response> {
  return jsonAnswer(async () => {
    const { id, stage } = await context.params;
    return loadApi(id, stage, rawSearchFromUrl(new URL(request.url)), request.signal, "UTC");
  });
}
