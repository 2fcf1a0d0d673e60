import "server-only";
import type { DurationMs } from "@/lib/base/time";

/** How long a list may go on with nothing but empty pages before it is taken for one that never ends. */
export interface PagePatience {
  readonly emptyPages: number;
  /** Time spent asking for them; counts from the third one in a row: one slow page is no sign. */
  readonly emptyForMs: DurationMs;
}

/** Lists of things: AWS fills their pages, or gives a few empty ones where it filters. */
export const listPatience: PagePatience = { emptyPages: 100, emptyForMs: 20_000 };

/** Reading logs: where few lines match, minutes of empty pages are in order. */
export const logPatience: PagePatience = { emptyPages: 2_000, emptyForMs: 60_000 };

const A_FEW = 3;

/**
 * Watches the pages of one list for an end that never comes: a token that was given before, or empty pages with a new
 * token each. Either would ask AWS for ever.
 */
export class EndlessPages {
  readonly #tokens = new Set<string>();
  #empty = 0;
  #emptyMs = 0;

  constructor(private readonly patience: PagePatience) {}

  /**
   * Why the list never ends, one sentence; null: it may go on.
   * @param tookMs until the page was there: what its reader does meanwhile is not the endpoint's time
   */
  complaint(isEmpty: boolean, token: string, tookMs: DurationMs): string | null {
    if (this.#tokens.has(token))
      return "The endpoint gave the same page token twice, so its list never ends.";
    this.#tokens.add(token);
    if (!isEmpty) {
      this.#empty = 0;
      this.#emptyMs = 0;
      return null;
    }
    this.#empty += 1;
    this.#emptyMs += tookMs;
    const tooMany = this.#empty >= this.patience.emptyPages;
    const tooLong = this.#empty >= A_FEW && this.#emptyMs >= this.patience.emptyForMs;
    return tooMany || tooLong
      ? `The endpoint gave ${this.#empty} empty pages in a row, each with a token for another one.`
      : null;
  }
}

/** True when no list in the page has an entry; of an answer without any list it cannot be told, which counts as full. */
export function isEmptyPage(wire: unknown): boolean {
  if (typeof wire !== "object" || wire === null) return false;
  const lists = Object.values(wire).filter((value) => Array.isArray(value));
  return lists.length > 0 && lists.every((list) => list.length === 0);
}
