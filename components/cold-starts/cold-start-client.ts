import type { ColdStarts } from "@/lib/model/views/cold-starts";
import { type ColdStartWay, coldStartSearch } from "@/lib/url/cold-starts";
import type { TargetParams } from "@/lib/url/target-params";

export interface ColdStartWindow {
  readonly fromMs: number;
  readonly toMs: number;
  readonly target: TargetParams;
  /** Empty: all. */
  readonly functions: readonly string[];
}

/** The server refused as a whole; the message is for the reader. */
class Refused extends Error {
  override readonly name = "Refused";
}

interface Asked {
  readonly by: ColdStartWay | null;
  /** Goes into this request alone, never into an address that can be shared. */
  readonly consent?: boolean;
  /** Whose users waited too, for which the logs of the APIs are read. */
  readonly routes?: boolean;
}

/** Asks our own server. @throws Error with a message for the reader when it refuses as a whole */
export async function fetchColdStarts(
  { fromMs, toMs, target, functions }: ColdStartWindow,
  { by, consent = false, routes = false }: Asked,
  signal: AbortSignal,
): Promise<ColdStarts> {
  const params = coldStartSearch({ functions, by, consent, routes });
  const search = new URLSearchParams({ from: String(fromMs), to: String(toMs), ...target });
  for (const [key, value] of Object.entries(params)) if (value !== null) search.set(key, value);
  const response = await fetch(`/api/cold-starts?${search}`, { signal });
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return ownAnswer(body);
  throw new Refused(messageIn(body) ?? `The server answered ${response.status} ${response.statusText}.`);
}

/** Our own server wrote it by `coldStartsSchema`; its tests hold it to that. */
function ownAnswer(body: unknown): ColdStarts {
  return body as ColdStarts;
}

function messageIn(body: unknown): string | null {
  const error = member(body, "error");
  const parts = [member(error, "message"), member(error, "nextStep")];
  const said = parts.filter((part) => typeof part === "string");
  return said.length === 0 ? null : said.join(" ");
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
}
