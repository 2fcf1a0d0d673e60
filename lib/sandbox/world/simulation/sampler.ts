import { unit } from "@/lib/sandbox/world/simulation/random";

/** Share sampled beyond the first request of each second [D services-xray]. */
const RATE = 0.05;

/** X-Ray's rule at one trace root: the first of each second, and 5 % of the others. */
export class Sampler {
  #second = -1;

  decide(atMs: number, key: number): boolean {
    const second = Math.floor(atMs / 1000);
    if (second !== this.#second) {
      this.#second = second;
      return true;
    }
    return unit(key, 41) < RATE;
  }
}
