/** Says that the process answers. It asks nothing of AWS, so that a probe costs nothing and an outage is not restarted. */
export function GET(): Response {
  return Response.json({ status: "ok" }, { headers: { "cache-control": "no-store" } });
}
