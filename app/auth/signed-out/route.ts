import { connection } from "next/server";
import { answerSignedOut } from "@/lib/server/access/sign-out";

export async function GET(): Promise<Response> {
  // Answered when it is asked for: whether the provider ends sessions is not known when the app is built.
  await connection();
  return answerSignedOut();
}
