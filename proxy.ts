import { type NextRequest, NextResponse } from "next/server";
import { proxyRequest } from "@/lib/server/access/proxy-request";

/**
 * Everything but files of the app itself, which are the same for everyone and public: what is not among them is a short
 * text there. Anywhere else it is a page with the names of accounts in its frame.
 */
export const config = { matcher: "/((?!_next/static/).*)" };

// biome-ignore lint/style/noProcessEnv: Next replaces it by a constant when it builds
const development = process.env.NODE_ENV === "development";

/** Stands in front of every page and every route: who asks, from where, how often; and what the browser may do with it. */
export async function proxy(request: NextRequest) {
  const outcome = await proxyRequest(request, development);
  if ("answer" in outcome) return outcome.answer;
  const answer = NextResponse.next({ request: { headers: outcome.requestHeaders } });
  for (const [name, value] of outcome.answerHeaders) answer.headers.append(name, value);
  return answer;
}
