import { readGatewayRequest } from "@/lib/logs/gateway/read-request";
import { API_ACCESS, API_EXECUTION } from "@/lib/logs/line-kind";
import type { LineId, LogBook } from "@/lib/logs/log-book";
import { parseAccessLine } from "@/lib/logs/parse/access-line";
import { formatOf } from "@/lib/logs/parse/parse-line";
import type { GatewayRequest, LogSource } from "@/lib/model/log";

interface Gathered {
  readonly stage: string;
  readonly requestId: string;
  readonly lines: LineId[];
  /** null until it is read, and again when a line comes to it. */
  request: GatewayRequest | null;
}

/** The API requests in a book: lines of access and execution logs of one stage that name one request id. */
export class GatewayRequests {
  private readonly gathered = new Map<string, Gathered>();
  private linesRead = 0;

  constructor(private readonly book: LogBook) {}

  /** In order of their start. */
  all(): GatewayRequest[] {
    this.gather();
    return [...this.gathered.values()]
      .map((one) => this.read(one))
      .sort((a, b) => a.startMs - b.startMs || (a.key < b.key ? -1 : 1));
  }

  get count(): number {
    this.gather();
    return this.gathered.size;
  }

  /** By the Lambda request id of the function that each called. */
  byLambdaRequestId(): ReadonlyMap<string, GatewayRequest> {
    return new Map(
      this.all().flatMap((request) =>
        request.lambdaRequestId === null ? [] : [[request.lambdaRequestId, request] as const],
      ),
    );
  }

  /** Line ids are given in order of arrival: what has come since the last call stands behind what was read. */
  private gather(): void {
    const total = this.book.lineCount;
    for (let line = this.linesRead; line < total; line++) {
      const kind = this.book.kindCodeOf(line);
      if (kind !== API_EXECUTION && kind !== API_ACCESS) continue;
      const source = this.book.sourceOf(line);
      const requestId =
        kind === API_EXECUTION ? this.book.requestIdOf(line) : this.requestIdOfAccess(line, source);
      if (requestId === null) continue;
      const stage = stageOf(source);
      const key = `${stage} ${requestId}`;
      const known = this.gathered.get(key);
      if (known === undefined) this.gathered.set(key, { stage, requestId, lines: [line], request: null });
      else {
        known.lines.push(line);
        known.request = null;
      }
    }
    this.linesRead = total;
  }

  /** A line of a format without any id is a request of its own. */
  private requestIdOfAccess(line: LineId, source: LogSource): string {
    const { id, message } = this.book.eventOf(line);
    const fields = parseAccessLine(formatOf(source), message);
    return fields?.requestId ?? fields?.extendedRequestId ?? `event ${id}`;
  }

  private read(one: Gathered): GatewayRequest {
    if (one.request === null) {
      one.lines.sort((a, b) => this.book.compareLines(a, b));
      one.request = readGatewayRequest(this.book, one.stage, one.requestId, one.lines);
    }
    return one.request;
  }
}

/** `exec:a1b2c3/prod` and `access:a1b2c3/prod` → `a1b2c3/prod`; another key stays as it is. */
function stageOf({ key }: LogSource): string {
  return key.replace(/^(?:exec|access):/, "");
}
