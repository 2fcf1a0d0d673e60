import "server-only";
import { Worker } from "node:worker_threads";
import { answerRows, type RowsJob, type ViewRows } from "@/lib/logs/answer/answer-rows";

/** Below it the work is shorter than the start of a thread: some 50 ms. */
const FEW_EVENTS = 5_000;

/** Runs a job beside the requests of others. When the caller leaves, its work ends. */
export function runRowsJob(job: RowsJob, signal: AbortSignal): Promise<ViewRows> {
  const events = [...job.pages, ...(job.previous ?? [])].reduce((sum, page) => sum + page.events.length, 0);
  if (events <= FEW_EVENTS) return Promise.resolve(answerRows(job));
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const thread = new Worker(new URL("./rows-thread.ts", import.meta.url), { workerData: job });
    const leave = () => {
      void thread.terminate();
      reject(signal.reason);
    };
    signal.addEventListener("abort", leave, { once: true });
    thread.once("message", (rows: unknown) => resolve(asRows(rows)));
    thread.once("error", (error) => {
      // Tests run the sources as they are, which a thread of Node.js cannot load.
      if ("code" in error && error.code === "ERR_UNKNOWN_FILE_EXTENSION") resolve(answerRows(job));
      else reject(error);
    });
    thread.once("exit", (code) => {
      signal.removeEventListener("abort", leave);
      reject(new Error(`The thread that reads log lines ended with code ${code} and no answer.`));
    });
  });
}

/** The thread posts what `answerRows` returns. */
function asRows(rows: unknown): ViewRows {
  return rows as ViewRows;
}
