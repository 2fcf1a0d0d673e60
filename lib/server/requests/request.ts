import "server-only";
import { AwsFailure } from "@/lib/aws/aws-failure";
import type { Failure } from "@/lib/model/failure";
import type { Panel } from "@/lib/model/panel";
import type { RequestFindings, RequestView } from "@/lib/model/views/request";
import { metaOf } from "@/lib/server/meta";
import { dataOf, panelOf } from "@/lib/server/panel-of";
import { findRequest, idOf } from "@/lib/server/requests/find-request";
import { findingsOf } from "@/lib/server/requests/findings";
import { type Spend, spendAfter } from "@/lib/server/spend";
import { startView, type ViewRequest } from "@/lib/server/view-request";
import { parseRequest } from "@/lib/url/request";
import type { RawSearch } from "@/lib/url/search";

export interface RequestLoads {
  readonly view: ViewRequest;
  /** The id that is looked for. */
  readonly id: string;
  readonly findings: Promise<Panel<RequestFindings>>;
  readonly spend: Promise<Spend>;
}

/**
 * Looks up what a text with an id stands for. A text without any is refused before AWS is asked.
 * @throws BadParameter, AccountTrouble
 */
export async function startRequest(
  text: string,
  search: RawSearch,
  signal: AbortSignal,
): Promise<RequestLoads> {
  const { chosen } = idOf(text);
  const options = parseRequest(search);
  const { view, account } = await startView(search, signal);
  const findings = panelOf(async () => {
    const found = await findRequest(view, text, options);
    const data = findingsOf(view, found);
    const { readings } = found.gathered;
    const unread = readings.flatMap((reading) => reading.failure ?? []);
    const failures = [...found.lists.failures, ...found.gathered.failures, ...unread];
    const nothingRead = readings.every(({ outcome }) => outcome === "failed");
    const failure = unread[0] ?? failures[0];
    // Without a single log group or list that could be read, there is only the reason to show.
    if (!data.found && nothingRead && failure !== undefined) throw new AwsFailure(failure);
    return { data, failures: distinct(failures) };
  });
  const spend = spendAfter(view, [findings]);
  await account;
  return { view, id: chosen.id, findings, spend };
}

/** The JSON twin. */
export async function loadRequest(
  text: string,
  search: RawSearch,
  signal: AbortSignal,
): Promise<RequestView> {
  const { view, findings } = await startRequest(text, search, signal);
  const panel = await findings;
  const data = dataOf(panel);
  if (data === null) {
    if (panel.state !== "empty" && "failure" in panel) throw new AwsFailure(panel.failure);
    throw new Error("A request has findings or a failure.");
  }
  return { meta: metaOf(view, { request: panel }), ...data };
}

function distinct(failures: readonly Failure[]): readonly Failure[] {
  return [
    ...new Map(failures.map((failure) => [`${failure.operation} ${failure.message}`, failure])).values(),
  ];
}
