import "server-only";
import { PriceFileError, readPriceFile } from "@/lib/config/price-overrides";
import { type PriceOverrides, readOverrides, withOverrides } from "@/lib/cost/prices/override";
import type { PriceList } from "@/lib/cost/prices/price-list";
import { type PriceListName, priceListOf } from "@/lib/cost/prices/price-lists";

/**
 * Prices of a region, the user's own before AWS's. Lists of the past stay as they were.
 * A file that cannot be used is left out and named in `notices`: figures at list prices are better than none.
 */
export function loadPriceList(region: string, name: PriceListName = "current"): PriceList {
  const list = priceListOf(region, name);
  if (name !== "current") return list;
  try {
    return withOverrides(list, ownPrices());
  } catch (error) {
    if (!(error instanceof PriceFileError)) throw error;
    return { ...list, notices: [`${error.message} AWS's list prices are used.`, ...list.notices] };
  }
}

function ownPrices(): PriceOverrides | null {
  const file = readPriceFile();
  if (file === null) return null;
  const read = readOverrides(file);
  if (read.ok) return read.overrides;
  const problems = read.problems.map(({ field, message }) => `${field || "the file"} ${message}`).join("; ");
  throw new PriceFileError(`The file of LAMBDASCOPE_PRICES is not used: ${problems}.`);
}
