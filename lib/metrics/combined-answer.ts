import { overviewAnswer, type TellTime } from "@/lib/metrics/answer";
import type { Answer, ApiRow, FunctionRow } from "@/lib/model/views/overview";

/** One account and region, as far as it was read. */
export interface Place {
  /** `shop-prod in eu-west-1`. */
  readonly name: string;
  readonly functions: readonly FunctionRow[] | null;
  readonly apis: readonly ApiRow[] | null;
  /** Why a part of it, or all of it, was not read: `sign-in expired`. null: all of it was. */
  readonly trouble: string | null;
}

const MOST_NAMED = 3;

/** The overview's sentence over several places. What was not read is said, and is never counted as healthy. */
export function combinedAnswer(places: readonly Place[], tellTime: TellTime): Answer {
  const rowsOf = <T extends { readonly name: string }>(pick: (place: Place) => readonly T[] | null) => {
    const read = places.filter((place) => pick(place) !== null);
    if (read.length === 0) return null;
    return read.flatMap(
      (place) => pick(place)?.map((row) => ({ ...row, name: `${row.name} (${place.name})` })) ?? [],
    );
  };
  const told = overviewAnswer(
    rowsOf((place) => place.functions),
    rowsOf((place) => place.apis),
    tellTime,
  );
  const unread = places.filter((place) => place.trouble !== null);
  if (unread.length === 0) return told;
  const named = unread.slice(0, MOST_NAMED).map((place) => `${place.name}: ${place.trouble}`);
  const more = unread.length - named.length;
  const rest = more > 0 ? ` and ${more} more` : "";
  const nothing = places.every((place) => place.functions === null && place.apis === null);
  const missing = `${unread.length} of ${places.length} could not be read in full: ${named.join("; ")}${rest}.`;
  if (nothing) return { health: "unknown", sentence: `Cannot tell: ${missing}` };
  return { health: told.health === "ok" ? "unknown" : told.health, sentence: `${told.sentence} ${missing}` };
}
