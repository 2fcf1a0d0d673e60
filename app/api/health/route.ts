import { readHealth } from "@/lib/server/health";

/**
 * Says that the process answers. It asks nothing of AWS, so that a probe costs nothing and an outage is not restarted; nor
 * is the shared cache a reason to restart, for the instance goes on without it.
 */
export function GET(): Response {
  return Response.json(readHealth(), { headers: { "cache-control": "no-store" } });
}
