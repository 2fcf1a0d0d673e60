"use client";

/** What `/api` answered since it was called: told by the server in `Server-Timing`. Gives what ends it. */
export function watchLaterCalls(onCalls: (sent: number, costUsd: number) => void): () => void {
  if (typeof PerformanceObserver === "undefined") return () => {};
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const timing = (name: string) =>
        entry instanceof PerformanceResourceTiming
          ? (entry.serverTiming.find((one) => one.name === name)?.duration ?? 0)
          : 0;
      const [sent, costUsd] = [timing("aws-calls"), timing("aws-usd")];
      if (sent > 0 || costUsd > 0) onCalls(sent, costUsd);
    }
  });
  observer.observe({ type: "resource" });
  return () => observer.disconnect();
}
