import type { EnvironmentStore } from "@/lib/sandbox/world/records/environment-store";

/**
 * The living environments of one function. Lambda gives a request the environment used last; those that lie idle
 * past their time are gone when the next request looks.
 */
export class Fleet {
  readonly #environments: EnvironmentStore;
  #alive: number[] = [];
  /** Environments that were busy when `findIdle` last looked, all versions. */
  busy = 0;

  constructor(environments: EnvironmentStore) {
    this.#environments = environments;
  }

  add(environment: number): void {
    this.#alive.push(environment);
  }

  /** Most recently used idle environment of the version, provisioned ones first; -1 when none. */
  findIdle(version: number, atMs: number): number {
    const environments = this.#environments;
    let best = -1;
    let bestRank = Number.NEGATIVE_INFINITY;
    let kept = 0;
    let busy = 0;
    for (let i = 0; i < this.#alive.length; i++) {
      const environment = this.#alive[i] ?? 0;
      const until = environments.busyUntilMs(environment);
      if (until > atMs) busy++;
      else if (environments.expiryMs(environment) <= atMs) continue;
      else if (environments.version(environment) === version) {
        const rank =
          until + (environments.start(environment) === "provisioned" ? Number.MAX_SAFE_INTEGER : 0);
        if (rank > bestRank) {
          best = environment;
          bestRank = rank;
        }
      }
      this.#alive[kept++] = environment;
    }
    this.#alive.length = kept;
    this.busy = busy;
    return best;
  }
}
