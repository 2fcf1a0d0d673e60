/** Facts about a request that follow from its number alone; the simulation and the renderers both need them. */
import { integer, mix, popular, unit } from "@/lib/sandbox/world/simulation/random";

const CUSTOMERS = 900;
const ARTICLES = 400;
const TOKENLESS_SHARE = 0.002;

export function requestKey(seed: number, request: number): number {
  return mix(seed ^ 0x3ad8025f, request);
}

/** Number of the customer who calls. */
export function customerOf(key: number): number {
  return popular(key, 1, CUSTOMERS);
}

/** Number of the article asked for. */
export function articleOf(key: number): number {
  return popular(key, 2, ARTICLES);
}

export function hasToken(key: number): boolean {
  return unit(key, 3) >= TOKENLESS_SHARE;
}

/** Number in the path, e.g. of an order. */
export function resourceNumberOf(key: number): number {
  return integer(key, 4, 100_000, 999_999);
}
