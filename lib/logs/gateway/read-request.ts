import type { LineId, LogBook } from "@/lib/logs/log-book";
import { type AccessFields, parseAccessLine } from "@/lib/logs/parse/access-line";
import { type ExecutionFact, executionFacts } from "@/lib/logs/parse/execution-line";
import { formatOf } from "@/lib/logs/parse/parse-line";
import { type GatewayRequest, type LambdaIdEvidence, lambdaIdEvidences } from "@/lib/model/log";

/** Reads the lines of one request, given in order, into a record. What the access log says counts more. */
export function readGatewayRequest(
  book: LogBook,
  stage: string,
  requestId: string,
  lines: readonly LineId[],
): GatewayRequest {
  const facts: ExecutionFact[] = [];
  let access: AccessFields | null = null;
  for (const line of lines) {
    const source = book.sourceOf(line);
    const { message } = book.eventOf(line);
    if (book.kindOf(line) === "api-access") access ??= parseAccessLine(formatOf(source), message);
    else facts.push(...executionFacts(message));
  }
  const lambda = bestLambdaId(access, facts);
  const method = find(facts, "method");
  const integration = find(facts, "integration");
  const failure = find(facts, "failure");
  const status = access?.status ?? find(facts, "status")?.status ?? null;
  const firstMs = book.timeOf(lines[0] ?? -1);
  const lastMs = book.timeOf(lines.at(-1) ?? -1);
  return {
    key: `${stage} ${requestId}`,
    stage,
    requestId,
    extendedRequestId: access?.extendedRequestId ?? find(facts, "extended-id")?.value ?? null,
    sourceKeys: [...new Set(lines.map((line) => book.sourceOf(line).key))],
    method: access?.method ?? method?.method ?? null,
    path: access?.path ?? method?.path ?? null,
    resourcePath: access?.resourcePath ?? null,
    status,
    latencyMs: access?.latencyMs ?? null,
    integrationLatencyMs: access?.integrationLatencyMs ?? integration?.latencyMs ?? null,
    startMs: access?.requestMs ?? (facts.length > 0 ? firstMs : firstMs - (access?.latencyMs ?? 0)),
    lastMs,
    lambdaRequestId: lambda?.id ?? null,
    lambdaEvidence: lambda?.evidence ?? null,
    functionArn: find(facts, "function")?.arn ?? null,
    traceId: access?.traceId ?? find(facts, "trace-id")?.value ?? null,
    error: failure?.message ?? access?.error ?? null,
    timeout: failure?.timeout ?? false,
    throttled: (failure?.throttled ?? false) || status === 429,
    canary: lines.some((line) => isCanaryGroup(book.eventOf(line).group)),
    lines: withoutRepeated(book, lines),
  };
}

/** A canary's requests are written to a group of their own, execution logs to the stage's group as well. */
function isCanaryGroup(group: string): boolean {
  return group.endsWith("/Canary");
}

function withoutRepeated(book: LogBook, lines: readonly LineId[]): readonly LineId[] {
  const isExecution = (line: LineId): boolean => book.kindOf(line) === "api-execution";
  const isCopy = (line: LineId): boolean => isExecution(line) && isCanaryGroup(book.eventOf(line).group);
  const hasOriginal = lines.some((line) => isExecution(line) && !isCopy(line));
  return hasOriginal ? lines.filter((line) => !isCopy(line)) : lines;
}

function bestLambdaId(
  access: AccessFields | null,
  facts: readonly ExecutionFact[],
): { readonly id: string; readonly evidence: LambdaIdEvidence } | null {
  if (access?.lambdaRequestId != null) return { id: access.lambdaRequestId, evidence: "access-log" };
  for (const evidence of lambdaIdEvidences) {
    for (const fact of facts) {
      if (fact.kind === "lambda-request-id" && fact.evidence === evidence)
        return { id: fact.value, evidence };
    }
  }
  return null;
}

function find<K extends ExecutionFact["kind"]>(
  facts: readonly ExecutionFact[],
  kind: K,
): Extract<ExecutionFact, { readonly kind: K }> | undefined {
  return facts.find((fact): fact is Extract<ExecutionFact, { readonly kind: K }> => fact.kind === kind);
}
