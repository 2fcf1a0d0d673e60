import "server-only";
import { type AwsService, operationName } from "@/lib/aws/aws-service";
import type { CallScope } from "@/lib/aws/call-scope";
import type { Meter } from "@/lib/aws/meter";
import { type DurationMs, SECOND_MS } from "@/lib/base/time";

/** How long lists may go on with nothing but empty pages before they are taken for ones that never end. */
export interface PagePatience {
  readonly emptyPages: number;
  /** As long as a reader waits for nothing, whatever it was spent on: the queue for AWS's pace is part of it. */
  readonly emptyForMs: DurationMs;
}

/** Lists of things: AWS fills their pages, or gives a few empty ones where it filters. */
export const listPatience: PagePatience = { emptyPages: 100, emptyForMs: 20_000 };

/** Reading logs, or searching traces: where few match, minutes of empty pages are in order. */
export const logPatience: PagePatience = { emptyPages: 2_000, emptyForMs: 60_000 };

/** Of each list: one slow page is no sign. */
const A_FEW = 3;

/**
 * The empty pages of one operation that one page load has got in a row, and the time that they took. All its lists have
 * them together: an endpoint that ends none of them is not waited for once a list.
 */
export class EmptyRun {
  #pages = 0;
  #ms: DurationMs = 0;
  #countedUntil = 0;

  /** Several lists may wait at the same time, which passes once. Instants of `performance.now()`. */
  add(fromMs: number, toMs: number): void {
    this.#pages += 1;
    this.#ms += Math.max(0, toMs - Math.max(fromMs, this.#countedUntil));
    this.#countedUntil = Math.max(this.#countedUntil, toMs);
  }

  /** A list had content or an end. */
  clear(): void {
    this.#pages = 0;
    this.#ms = 0;
  }

  get pages(): number {
    return this.#pages;
  }

  get ms(): DurationMs {
    return this.#ms;
  }
}

/** Of one page load: a meter is one's own. */
const emptyRuns = new WeakMap<Meter, Map<string, EmptyRun>>();

export function emptyRunOf(
  { meter }: CallScope,
  { service, operation }: { readonly service: AwsService; readonly operation: string },
): EmptyRun {
  const name = operationName(service, operation);
  const byOperation = emptyRuns.get(meter) ?? new Map<string, EmptyRun>();
  emptyRuns.set(meter, byOperation);
  const known = byOperation.get(name) ?? new EmptyRun();
  byOperation.set(name, known);
  return known;
}

/**
 * Watches the pages of one list for an end that never comes: a token that was given before, or empty pages with a new
 * token each. Either would ask AWS for ever.
 */
export class EndlessPages {
  readonly #tokens = new Set<string>();
  /** Of this list alone: others may go well. */
  readonly #own = new EmptyRun();

  constructor(
    private readonly patience: PagePatience,
    private readonly run: EmptyRun = new EmptyRun(),
  ) {}

  /**
   * Takes note of a page, which was wanted at `fromMs` and there at `toMs`: what its reader did before is no waiting.
   * Tells why the list never ends, one sentence; null: it may go on.
   * @param token of the next page; undefined: this was the last one
   */
  complaint(
    isEmpty: boolean,
    token: string | undefined,
    fromMs: number,
    toMs: number,
  ): { readonly repeated: boolean; readonly message: string } | null {
    if (token === undefined) {
      this.run.clear();
      return null;
    }
    if (this.#tokens.has(token)) {
      return {
        repeated: true,
        message: "The endpoint gave the same page token twice, so its list never ends.",
      };
    }
    this.#tokens.add(token);
    if (!isEmpty) {
      this.#own.clear();
      this.run.clear();
      return null;
    }
    this.#own.add(fromMs, toMs);
    this.run.add(fromMs, toMs);
    if (this.#own.pages < A_FEW || !(this.#isTooMuch(this.#own) || this.#isTooMuch(this.run))) return null;
    const { pages, ms } = this.#own.pages > this.run.pages ? this.#own : this.run;
    const seconds = Math.ceil(ms / SECOND_MS);
    return {
      repeated: false,
      message: `The endpoint gave ${pages} empty pages in a row, each with a token for another one, in ${seconds} s.`,
    };
  }

  #isTooMuch({ pages, ms }: EmptyRun): boolean {
    return pages >= this.patience.emptyPages || ms >= this.patience.emptyForMs;
  }
}

/** True when no list in the page has an entry; of an answer without any list it cannot be told, which counts as full. */
export function isEmptyPage(wire: unknown): boolean {
  if (typeof wire !== "object" || wire === null) return false;
  const lists = Object.values(wire).filter((value) => Array.isArray(value));
  return lists.length > 0 && lists.every((list) => list.length === 0);
}
