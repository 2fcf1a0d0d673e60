import { loadCallers } from "@/lib/server/callers";
import { jsonAnswer } from "@/lib/server/json-answer";
import { rawSearchFromUrl } from "@/lib/url/search";

export function GET(request: Request, context: { params: Promise<{ name: string }> }): Promise<Response> {
  return jsonAnswer(async () => {
    const { name } = await context.params;
    return loadCallers(name, rawSearchFromUrl(new URL(request.url)), request.signal);
  });
}
