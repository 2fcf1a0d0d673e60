import {
  gatewayError,
  integrationRequestId,
  type RequestFacts,
} from "@/lib/sandbox/logs/render/context-variables";
import type { Line } from "@/lib/sandbox/logs/render/line";
import { httpDate } from "@/lib/sandbox/logs/render/times";

/** Longer lines are cut and marked. [D set-up-logging] */
const MAX_BYTES = 1_024;
const CUT_MARK = " [TRUNCATED]";

/**
 * The REST execution log of one request, one event per line, each prefixed with the request id. At ERROR only what
 * went wrong; headers and bodies only with data trace. The vocabulary is that of real logs of 2019–2026; the lines
 * about authorizers are unverified.
 */
export function executionLines(facts: RequestFacts): Line[] {
  const failures = failureTexts(facts);
  if (facts.api.executionLog === "ERROR" && failures.length === 0) return [];
  const out = new Writer(facts.detail.requestId);
  const clock = clockOf(facts);
  if (facts.api.executionLog === "ERROR") {
    for (const text of failures) out.write(clock.endMs, text);
    return out.lines;
  }
  opening(facts, out, clock);
  authorization(facts, out, clock);
  if (facts.lambda !== null || facts.request.outcome === "function-throttled") integration(facts, out, clock);
  for (const text of failures) out.write(clock.endMs, text);
  closing(facts, out, clock);
  return out.lines;
}

interface Clock {
  readonly startMs: number;
  readonly sentMs: number;
  readonly receivedMs: number;
  readonly endMs: number;
}

function clockOf({ request }: RequestFacts): Clock {
  const endMs = request.startMs + request.latencyMs;
  const receivedMs = Math.max(request.startMs, endMs - 1);
  const sentMs = Math.max(request.startMs, receivedMs - (request.integrationLatencyMs ?? 0));
  return { startMs: request.startMs, sentMs, receivedMs, endMs };
}

class Writer {
  readonly lines: Line[] = [];
  constructor(private readonly requestId: string) {}

  write(atMs: number, text: string): void {
    this.lines.push({ atMs: Math.floor(atMs), text: truncate(`(${this.requestId}) ${text}`) });
  }
}

function truncate(text: string): string {
  if (text.length * 3 <= MAX_BYTES || Buffer.byteLength(text) <= MAX_BYTES) return text;
  const head = Buffer.from(text).subarray(0, MAX_BYTES - CUT_MARK.length);
  return `${new TextDecoder().decode(head).replace(/\ufffd+$/, "")}${CUT_MARK}`;
}

function opening(facts: RequestFacts, out: Writer, { startMs }: Clock): void {
  const { api, detail, route } = facts;
  const method = route?.method ?? "GET";
  const resource = route?.path ?? "/";
  const stage = `${api.id}/${api.stage}`;
  out.write(startMs, `Extended Request Id: ${detail.extendedRequestId}`);
  out.write(startMs, `Verifying Usage Plan for request: ${detail.requestId}. API Key:  API Stage: ${stage}`);
  out.write(
    startMs,
    `API Key  authorized because method '${method} ${resource}' does not require API Key. Request will not contribute to throttle or quota limits`,
  );
  out.write(startMs, `Usage Plan check succeeded for API Key  and API Stage ${stage}`);
  out.write(startMs, `Starting execution for request: ${detail.requestId}`);
  out.write(startMs, `HTTP Method: ${method}, Resource Path: ${detail.path}`);
  if (!api.dataTrace) return;
  out.write(startMs, "Method request path: {}");
  out.write(startMs, "Method request query string: {}");
  out.write(
    startMs,
    `Method request headers: {Accept=application/json, Authorization=****7c8ada, User-Agent=${detail.userAgent}, X-Forwarded-For=${detail.sourceIp}, X-Forwarded-Proto=https, X-Amzn-Trace-Id=Root=${detail.traceId}}`,
  );
  out.write(startMs, "Method request body before transformations: ");
}

function authorization(facts: RequestFacts, out: Writer, { startMs }: Clock): void {
  if (facts.authorizer === null) return;
  const doneMs = startMs + facts.authorizer.latencyMs;
  out.write(startMs, `Starting authorizer: ${facts.api.id} for request: ${facts.detail.requestId}`);
  if (facts.request.outcome === "authorizer-denied") {
    out.write(doneMs, "The client is not authorized to perform this operation.");
    return;
  }
  out.write(doneMs, `Using valid authorizer policy for principal: ****${facts.detail.user.slice(-6)}`);
  out.write(doneMs, "Successfully completed authorizer execution");
}

function integration(facts: RequestFacts, out: Writer, { sentMs, receivedMs }: Clock): void {
  const { api, region, request, detail, lambda } = facts;
  const uri = `https://lambda.${region}.amazonaws.com/2015-03-31/functions/${facts.functionArn ?? ""}/invocations`;
  out.write(sentMs, `Endpoint request URI: ${uri}`);
  if (api.dataTrace) {
    out.write(
      sentMs,
      `Endpoint request headers: {x-amzn-lambda-integration-tag=${detail.requestId}, X-Amzn-Apigateway-Api-Id=${api.id}, Accept=application/json, User-Agent=AmazonAPIGateway_${api.id}, X-Amz-Source-Arn=arn:aws:execute-api:${region}:${facts.accountId}:${api.id}/${api.stage}/${facts.route?.method ?? "GET"}${facts.route?.path ?? "/"}}`,
    );
  }
  out.write(sentMs, `Sending request to ${uri}`);
  if (request.outcome === "integration-timeout" || lambda === null) return;
  const status = lambda.failed ? 200 : request.status;
  out.write(
    receivedMs,
    `Received response. Status: 200, Integration latency: ${Math.round(request.integrationLatencyMs ?? 0)} ms`,
  );
  if (!api.dataTrace) return;
  out.write(
    receivedMs,
    `Endpoint response headers: {Date=${httpDate(receivedMs)}, Content-Type=application/json, Content-Length=${request.responseBytes}, Connection=keep-alive, x-amzn-RequestId=${lambda.requestId}, x-amzn-Remapped-Content-Length=0, X-Amz-Executed-Version=${lambda.version}, X-Amzn-Trace-Id=root=${detail.traceId};sampled=${request.sampled ? 1 : 0}}`,
  );
  out.write(receivedMs, `Endpoint response body before transformations: {"statusCode":${status}}`);
}

/** The line or lines that name the cause; empty when the gateway answered as it should. */
function failureTexts(facts: RequestFacts): string[] {
  const { api, route, request, lambda } = facts;
  switch (request.outcome) {
    case "integration-error":
      return lambda?.failed
        ? [
            `Lambda execution failed with status 200 due to customer function error: ${lambda.errorMessage}. Lambda request id: ${lambda.requestId}`,
          ]
        : ["Execution failed due to configuration error: Malformed Lambda proxy response"];
    case "integration-timeout":
      return ["Execution failed due to a timeout error"];
    case "function-throttled":
      return ["Lambda execution failed with status 429 due to customer function error: Rate Exceeded."];
    case "gateway-throttled": {
      const rate = (api.throttle?.rateLimit ?? 0).toFixed(2);
      return [
        `Key throttle limit exceeded for RestApi ${api.id}, Stage ${api.stage}, Resource ${route?.resourceId ?? ""}, HttpMethod ${route?.method ?? ""}. Limit: ${rate} Burst: ${api.throttle?.burstLimit ?? 0}`,
      ];
    }
    case "ok":
    case "client-error":
    case "cache-hit":
    case "authorizer-denied":
      return [];
  }
}

function closing(facts: RequestFacts, out: Writer, { endMs }: Clock): void {
  const { api, request, detail, lambda } = facts;
  const error = gatewayError(facts);
  if (error === null) {
    if (api.dataTrace && lambda !== null) {
      out.write(
        endMs,
        `Method response headers: {Content-Type=application/json, X-Amzn-Trace-Id=Root=${detail.traceId}}`,
      );
    }
    out.write(endMs, "Successfully completed execution");
  } else if (request.outcome !== "gateway-throttled") {
    out.write(endMs, `Gateway response type: ${error.type} with status code: ${request.status}`);
  }
  out.write(endMs, `Method completed with status: ${request.status}`);
  const lambdaRequestId = integrationRequestId(facts);
  if (lambdaRequestId !== undefined) {
    out.write(endMs, `AWS Integration Endpoint RequestId : ${lambdaRequestId}`);
  }
  if (api.tracing) out.write(endMs, `X-ray Tracing ID : ${detail.traceId}`);
}
