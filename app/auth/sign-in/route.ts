import { answerSignIn } from "@/lib/server/access/sign-in";

export function GET(request: Request): Promise<Response> {
  return answerSignIn(request);
}
