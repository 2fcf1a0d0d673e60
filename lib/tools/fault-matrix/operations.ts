import { type OperationId, operationIds, spokenOperation } from "@/lib/model/aws-operations";

/** An AWS operation that the app uses. */
export interface UsedOperation {
  /** As the sandbox names its services; HTTP APIs have one of their own. */
  readonly service: string;
  readonly operation: string;
  /** `apigateway:GetApis`: what a page must name when the operation fails. */
  readonly spoken: string;
}

export function operationsUsed(): readonly UsedOperation[] {
  return [...operationIds].sort().map((id: OperationId) => {
    const [service = "", operation = ""] = id.split(".");
    return { service, operation, spoken: spokenOperation(id) };
  });
}

/** `cloudwatch.GetMetricData`, as `/_sandbox/calls` names it. */
export function callName({ service, operation }: Pick<UsedOperation, "service" | "operation">): string {
  return `${service}.${operation}`;
}
