import "server-only";
import { z } from "zod";
import { onRequest } from "@/lib/server/on-request";

const HEADER = "next-router-state-tree";
/** Next.js refuses longer ones. */
const MOST_CHARACTERS = 40_000;

/**
 * Next.js fails with a bare 500 on a router state that it cannot read, and takes the header away before `proxy.ts` could
 * look at it. What cannot be read is dropped before anybody handles the request, and the page is answered as to a browser
 * that shows none yet.
 */
export function dropUnreadableRouterStates(): void {
  onRequest(({ request }) => {
    const state = request.headers[HEADER];
    if (state !== undefined && !isReadableRouterState(state)) delete request.headers[HEADER];
  });
}

export function isReadableRouterState(header: string | readonly string[]): boolean {
  if (typeof header !== "string" || header.length > MOST_CHARACTERS) return false;
  try {
    return stateSchema.safeParse(JSON.parse(decodeURIComponent(header))).success;
  } catch {
    return false;
  }
}

/** As `next/dist/server/app-render/types` of Next 16 has it: `["", { children: [["id", "a", "d", null], {}] }]`. */
const segmentSchema = z.union([
  z.string(),
  z.tuple([
    z.string(),
    z.string(),
    z.string().regex(/^(?:oc|[cd](?:i\(\.{1,3}\)|i\(\.\.\)\(\.\.\))?)$/),
    z.array(z.string()).nullable(),
  ]),
]);
const stateSchema: z.ZodType = z.tuple([
  segmentSchema,
  z.lazy(() => z.record(z.string(), stateSchema)),
  z.tuple([z.string(), z.string()]).nullable().optional(),
  z.enum(["refetch", "inside-shared-layout", "metadata-only"]).nullable().optional(),
  z.number().nullable().optional(),
  z.string().optional(),
]);
