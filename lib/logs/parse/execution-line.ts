import { ERROR, INFO, NO_LEVEL, WARN } from "@/lib/logs/level-words";
import type { LambdaIdEvidence } from "@/lib/model/log";

/** One fact that a line of a REST execution log states. Vocabulary of real logs of 2019–2026. */
export type ExecutionFact =
  | { readonly kind: "extended-id"; readonly value: string }
  | { readonly kind: "method"; readonly method: string; readonly path: string }
  | { readonly kind: "integration"; readonly status: number | null; readonly latencyMs: number | null }
  | { readonly kind: "lambda-request-id"; readonly value: string; readonly evidence: LambdaIdEvidence }
  | { readonly kind: "trace-id"; readonly value: string }
  | { readonly kind: "status"; readonly status: number }
  | {
      readonly kind: "failure";
      readonly message: string;
      readonly timeout: boolean;
      readonly throttled: boolean;
    }
  | { readonly kind: "function"; readonly arn: string };

/** The text behind `(<request id>) `; the whole line where there is none. */
export function executionText(line: string): string {
  if (line.charCodeAt(0) !== 40) return line;
  const close = line.indexOf(") ");
  return close < 0 ? line : line.slice(close + 2);
}

/** What a line states beyond its text. Headers are taken by name: their values may hold `, ` and `=`. */
export function executionFacts(line: string): readonly ExecutionFact[] {
  const text = executionText(line);
  const [, value = ""] = /: ?(.*)$/s.exec(text.slice(0, 200)) ?? [];
  if (text.startsWith("Extended Request Id: ")) return [{ kind: "extended-id", value: value.trim() }];
  if (text.startsWith("HTTP Method: ")) {
    const [, method, path] = /^HTTP Method: ([A-Z]+), Resource Path: (.*)$/.exec(text) ?? [];
    return method === undefined ? [] : [{ kind: "method", method, path: path?.trim() ?? "" }];
  }
  if (text.startsWith("Received response. ")) {
    const [, status] = /Status: (\d{3})\b/.exec(text) ?? [];
    const [, latency] = /Integration latency: (\d+) ms/.exec(text) ?? [];
    return [{ kind: "integration", status: numberOrNull(status), latencyMs: numberOrNull(latency) }];
  }
  if (text.startsWith("Endpoint request URI: ")) {
    const [, arn] = /\/functions\/(arn:[^/\s]+)\/invocations/.exec(text) ?? [];
    return arn === undefined ? [] : [{ kind: "function", arn }];
  }
  if (text.startsWith("Endpoint response headers: ")) {
    const [, id] = /[{ ]x-amzn-RequestId=([0-9a-fA-F-]{36})\b/i.exec(text) ?? [];
    return id === undefined ? [] : [lambdaId(id, "response-headers")];
  }
  if (/^AWS Integration Endpoint RequestId ?: /.test(text))
    return [lambdaId(value.trim(), "endpoint-request-id")];
  if (/^X-ray Tracing ID ?: /i.test(text)) {
    return [{ kind: "trace-id", value: value.trim().replace(/^Root=/i, "") }];
  }
  if (text.startsWith("Method completed with status: ")) {
    const status = numberOrNull(value.trim());
    return status === null ? [] : [{ kind: "status", status }];
  }
  return failureFacts(text);
}

function failureFacts(text: string): readonly ExecutionFact[] {
  if (text.startsWith("Lambda execution failed with status ")) {
    const [, message = text, id] =
      /due to customer function error: (.*?)(?:\. Lambda request id: ([0-9a-fA-F-]{36}))?\s*$/s.exec(text) ??
      [];
    const throttled = /^Lambda execution failed with status 429\b/.test(text);
    const failure: ExecutionFact = { kind: "failure", message, timeout: false, throttled };
    return id === undefined ? [failure] : [failure, lambdaId(id, "function-error")];
  }
  if (text.startsWith("Execution failed due to ")) {
    const timeout = text.includes("timeout error");
    const message = text.replace(/^Execution failed due to (?:configuration error: |an? )?/, "").trim();
    return [{ kind: "failure", message, timeout, throttled: false }];
  }
  // A usage plan's refusal begins with the masked key. [repost.aws/knowledge-center/api-gateway-429-limit]
  if (
    /^(?:Key throttle|API Key throttle|Usage Plan throttle|Throttle) limit exceeded/.test(text) ||
    /^API Key \S+ exceeded (?:throttle|quota) limit /.test(text)
  ) {
    return [{ kind: "failure", message: text.trim(), timeout: false, throttled: true }];
  }
  return [];
}

/** Level code: failures and 5xx are errors, throttling and 4xx warnings, the rest information. */
export function executionLevelCode(line: string): number {
  const text = executionText(line);
  switch (text.charCodeAt(0)) {
    case 76: // L
      return text.startsWith("Lambda execution failed") ? ERROR : INFO;
    case 69: // E
      return text.startsWith("Execution failed") ? ERROR : INFO;
    case 75: // K
      return text.startsWith("Key throttle limit exceeded") ? WARN : INFO;
    case 77: // M
      if (text.startsWith("Method completed with status: ")) {
        const status = text.charCodeAt(30);
        return status === 53 ? ERROR : status === 52 ? WARN : INFO;
      }
      return INFO;
    default:
      return text === "" ? NO_LEVEL : INFO;
  }
}

function lambdaId(value: string, evidence: LambdaIdEvidence): ExecutionFact {
  return { kind: "lambda-request-id", value, evidence };
}

function numberOrNull(text: string | undefined): number | null {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : null;
}
