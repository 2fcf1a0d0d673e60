import { describe, expect, it } from "vitest";
import { SingleFlight } from "@/lib/aws/single-flight";

/** A call that ends when told to, and knows whether it was stopped. */
function controlledCall() {
  const seen: { signal?: AbortSignal; starts: number } = { starts: 0 };
  let finish: (value: string) => void = () => {};
  const start = (signal: AbortSignal) => {
    seen.signal = signal;
    seen.starts += 1;
    return new Promise<string>((resolve, reject) => {
      finish = resolve;
      signal.addEventListener("abort", () => reject(new DOMException("stopped", "AbortError")));
    });
  };
  return { start, seen, finish: (value: string) => finish(value) };
}

describe("SingleFlight", () => {
  it("makes identical calls one call", async () => {
    const flights = new SingleFlight();
    const { start, seen, finish } = controlledCall();
    const answers = [1, 2, 3].map(() => flights.join("k", new AbortController().signal, start));
    finish("answer");
    expect(await Promise.all(answers)).toEqual(["answer", "answer", "answer"]);
    expect(seen.starts).toBe(1);
  });

  it("keeps calls of different keys apart", async () => {
    const flights = new SingleFlight();
    const signal = new AbortController().signal;
    const answers = ["a", "b"].map((key) => flights.join(key, signal, async () => key));
    expect(await Promise.all(answers)).toEqual(["a", "b"]);
  });

  it("starts anew after an answer and after a failure", async () => {
    const flights = new SingleFlight();
    const signal = new AbortController().signal;
    await expect(flights.join("k", signal, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(flights.has("k")).toBe(false);
    expect(await flights.join("k", signal, async () => 1)).toBe(1);
    expect(await flights.join("k", signal, async () => 2)).toBe(2);
  });

  it("goes on for who stays when one leaves", async () => {
    const flights = new SingleFlight();
    const { start, seen, finish } = controlledCall();
    const leaving = new AbortController();
    const left = flights.join("k", leaving.signal, start);
    const stayed = flights.join("k", new AbortController().signal, start);
    leaving.abort();
    await expect(left).rejects.toMatchObject({ name: "AbortError" });
    expect(seen.signal?.aborted).toBe(false);
    finish("answer");
    expect(await stayed).toBe("answer");
  });

  it("stops when all have left", async () => {
    const flights = new SingleFlight();
    const { start, seen } = controlledCall();
    const [one, two] = [new AbortController(), new AbortController()];
    const left = [flights.join("k", one.signal, start), flights.join("k", two.signal, start)];
    one.abort();
    two.abort();
    for (const each of left) await expect(each).rejects.toMatchObject({ name: "AbortError" });
    expect(seen.signal?.aborted).toBe(true);
  });

  it("gives a newcomer a new flight while the abandoned one is being stopped", async () => {
    const flights = new SingleFlight();
    const leaving = new AbortController();
    const slowToStop = () => new Promise<string>((resolve) => setTimeout(() => resolve("old"), 5));
    const left = flights.join("k", leaving.signal, slowToStop);
    leaving.abort();
    const fresh = flights.join("k", new AbortController().signal, async () => "new");
    await expect(left).rejects.toMatchObject({ name: "AbortError" });
    expect(await fresh).toBe("new");
  });

  it("does not start for a caller who has left already", async () => {
    const { start, seen } = controlledCall();
    await expect(new SingleFlight().join("k", AbortSignal.abort(), start)).rejects.toMatchObject({
      name: "AbortError",
    });
    expect(seen.starts).toBe(0);
  });
});
