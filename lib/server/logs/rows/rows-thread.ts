import { parentPort, workerData } from "node:worker_threads";
import { answerRows, type RowsJob } from "@/lib/logs/answer/answer-rows";

/** Does one job and ends. */
parentPort?.postMessage(answerRows(asJob(workerData)));

/** `run-rows-job.ts` alone starts this thread, with a `RowsJob`. */
function asJob(data: unknown): RowsJob {
  return data as RowsJob;
}
