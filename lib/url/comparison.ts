import { parseDeployment } from "@/lib/url/deployment";
import { type RawSearch, single } from "@/lib/url/search";

/** Name of the parameter: log lines are read for the comparison, however many. */
const READ_LOGS_PARAM = "coldStarts";

/** Whether cold starts are to be read of the logs. Anything but `read` is no. */
function parseReadLogs(search: RawSearch): boolean {
  return single(search, READ_LOGS_PARAM) === "read";
}

/** What a page is asked to compare. */
export interface ComparisonParams {
  /** Id of the chosen deployment; null: none is. */
  readonly deployment: string | null;
  readonly readLogs: boolean;
}

/** @throws BadParameter */
export function parseComparison(search: RawSearch): ComparisonParams {
  return { deployment: parseDeployment(search), readLogs: parseReadLogs(search) };
}

/** The inverse, together with the chosen deployment: what a link adds to a page. */
export function readLogsSearch(deployment: string): Readonly<Record<string, string>> {
  return { deployment, [READ_LOGS_PARAM]: "read" };
}
