import "server-only";
import { z } from "zod";
import type { Interval } from "@/lib/model/views/logs";
import { mergeIntervals } from "@/lib/server/logs/intervals";
import { BadParameter } from "@/lib/url/bad-parameter";

/** What of each source is unread, by its key. */
export type Unread = ReadonlyMap<string, readonly Interval[]>;

const schema = z
  .array(z.tuple([z.string(), z.array(z.tuple([z.number().int(), z.number().int()])).max(100)]))
  .max(100);

/** A URL parameter has its bounds (see `single` in lib/url/search.ts). */
const MAX_LENGTH = 1_800;

/**
 * Text for the parameter `cursor`. When it would grow too long, gaps between unread parts of a source count as unread:
 * a little is then read twice, and nothing is left out.
 */
export function writeCursor(unread: Unread): string {
  const exact = encode(unread);
  if (exact.length <= MAX_LENGTH) return exact;
  return encode(new Map([...unread].map(([key, intervals]) => [key, hull(intervals)])));
}

/** @throws BadParameter for text that `writeCursor` did not write. */
export function readCursor(cursor: string): Unread {
  try {
    const entries = schema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    return new Map(
      entries.map(([key, pairs]) => [key, pairs.map(([fromMs, toMs]) => ({ fromMs, toMs }))] as const),
    );
  } catch {
    throw new BadParameter(
      "cursor",
      "The cursor is damaged: take it whole from the end of the load that it continues.",
    );
  }
}

function encode(unread: Unread): string {
  const entries = [...unread].map(([key, intervals]) => [
    key,
    mergeIntervals(intervals).map(({ fromMs, toMs }) => [fromMs, toMs]),
  ]);
  return Buffer.from(JSON.stringify(entries)).toString("base64url");
}

function hull(intervals: readonly Interval[]): Interval[] {
  const merged = mergeIntervals(intervals);
  const first = merged[0];
  const last = merged[merged.length - 1];
  return first === undefined || last === undefined ? [] : [{ fromMs: first.fromMs, toMs: last.toMs }];
}
