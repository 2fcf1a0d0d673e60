import { jsonAnswer } from "@/lib/server/json-answer";
import { countRefused } from "@/lib/server/usage-plans/count-refused";
import { rawSearchFromUrl } from "@/lib/url/search";

export function GET(
  request: Request,
  context: { params: Promise<{ id: string; stage: string }> },
): Promise<Response> {
  return jsonAnswer(async () => {
    const { id, stage } = await context.params;
    return countRefused(id, stage, rawSearchFromUrl(new URL(request.url)), request.signal);
  });
}
