import "server-only";
import { readFileSync } from "node:fs";
import { environment } from "@/lib/config/environment";

/** A file of the user's own that cannot be used; the message says which and why. */
export class PriceFileError extends Error {
  override readonly name = "PriceFileError";
}

/**
 * The JSON of `LAMBDASCOPE_PRICES`, not checked yet; null without one. Read at every call: a file is small, and a
 * correction counts at once.
 * @throws PriceFileError
 */
export function readPriceFile(path: string | null = environment().pricesFile): unknown {
  if (path === null) return null;
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new PriceFileError(`LAMBDASCOPE_PRICES=${path} cannot be read: ${why}`);
  }
}
