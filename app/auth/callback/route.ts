import { answerCallback } from "@/lib/server/access/callback";

export function GET(request: Request): Promise<Response> {
  return answerCallback(request);
}
