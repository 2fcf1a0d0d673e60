import { answerSignOut } from "@/lib/server/access/sign-out";

export function POST(request: Request): Response {
  return answerSignOut(request);
}
