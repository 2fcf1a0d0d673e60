import "server-only";
import { abortError } from "@/lib/aws/aws-failure";

interface Flight {
  readonly promise: Promise<unknown>;
  readonly controller: AbortController;
  waiting: number;
}

/**
 * Identical calls under way at the same time are one call. A flight goes on while anyone waits for it: a caller who
 * leaves gets AbortError at once, and only the last one to leave stops the flight.
 */
export class SingleFlight {
  readonly #flights = new Map<string, Flight>();

  /** True when a call with this key would join one that is under way. */
  has(key: string): boolean {
    return this.#flights.has(key);
  }

  /** Callers of one key must agree on the type of its answer: the key names the call and its input. */
  async join<T>(key: string, signal: AbortSignal, start: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (signal.aborted) throw abortError();
    const flight = this.#flights.get(key) ?? this.#launch(key, start);
    flight.waiting += 1;
    return answerOf<T>(await this.#await(key, flight, signal));
  }

  #launch(key: string, start: (signal: AbortSignal) => Promise<unknown>): Flight {
    const controller = new AbortController();
    const promise = start(controller.signal).finally(() => this.#land(key, flight));
    const flight: Flight = { promise, controller, waiting: 0 };
    this.#flights.set(key, flight);
    return flight;
  }

  #await(key: string, flight: Flight, signal: AbortSignal): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        flight.waiting -= 1;
        if (flight.waiting === 0) {
          // Off the list first: who comes now must not join a flight that is being stopped.
          this.#land(key, flight);
          flight.controller.abort();
        }
        reject(abortError());
      };
      signal.addEventListener("abort", leave, { once: true });
      flight.promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
    });
  }

  #land(key: string, flight: Flight): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }
}

/** The flight was started under the same key, which fixes the type (see `join`). */
function answerOf<T>(value: unknown): T {
  return value as T;
}
