/** A log event as FilterLogEvents gives it. */
export interface RawLogEvent {
  readonly eventId: string;
  readonly logStreamName: string;
  readonly timestamp: number;
  readonly ingestionTime: number;
  readonly message: string;
}

interface RawPage {
  readonly events: readonly RawLogEvent[];
  readonly nextToken?: string;
}

export interface RawLogQuery {
  readonly group: string;
  /** Half-open, epoch milliseconds. */
  readonly fromMs: number;
  readonly toMs: number;
}

const authorization =
  "AWS4-HMAC-SHA256 Credential=sandbox/20260115/us-east-1/logs/aws4_request, SignedHeaders=host, Signature=none";

/**
 * All events of a group in the sandbox's first region, by plain HTTP: what tests and benchmarks compare with, past the
 * product and the SDK. The sandbox does not check signatures, so AWS itself would refuse this.
 */
export async function readLogEvents(
  worldUrl: string,
  { group, fromMs, toMs }: RawLogQuery,
): Promise<readonly RawLogEvent[]> {
  const events: RawLogEvent[] = [];
  let nextToken: string | undefined;
  do {
    const response = await fetch(worldUrl, {
      method: "POST",
      headers: {
        authorization,
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "Logs_20140328.FilterLogEvents",
      },
      body: JSON.stringify({ logGroupName: group, startTime: fromMs, endTime: toMs - 1, nextToken }),
    });
    if (!response.ok)
      throw new Error(`FilterLogEvents answered ${response.status}: ${await response.text()}`);
    const page = asPage(await response.json());
    events.push(...page.events);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return events;
}

/** The sandbox's answer of status 200 has this shape. */
function asPage(json: unknown): RawPage {
  return json as RawPage;
}
