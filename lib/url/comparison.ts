import { type RawSearch, single } from "@/lib/url/search";

/** Name of the parameter: log lines are read for the comparison, however many. */
const READ_LOGS_PARAM = "coldStarts";

/** Whether cold starts are to be read of the logs. Anything but `read` is no. */
export function parseReadLogs(search: RawSearch): boolean {
  return single(search, READ_LOGS_PARAM) === "read";
}

/** The inverse, together with the chosen deployment: what a link adds to a page. */
export function readLogsSearch(deployment: string): Readonly<Record<string, string>> {
  return { deployment, [READ_LOGS_PARAM]: "read" };
}
