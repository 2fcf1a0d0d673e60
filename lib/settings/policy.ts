import policyFile from "@/docs/iam-policy.json";
import { iamActionOf, type OperationId } from "@/lib/model/aws-operations";

export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

export interface Policy {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

/** All that the product needs: docs/iam-policy.json, which a test keeps equal to the SDK commands in use. */
export function wholePolicy(partition: string): Policy {
  return inPartition(
    { Version: policyFile.Version, Statement: policyFile.Statement.map(statementOf) },
    partition,
  );
}

/**
 * Paths of API Gateway by operation: its one action for all reads says nothing, the resource does. The first that is in
 * the policy is what the operation needs. [D apigateway-iam-policy-examples]
 */
const paths: Partial<Record<OperationId, readonly string[]>> = {
  "apigateway.GetRestApis": ["/restapis"],
  "apigateway.GetAccount": ["/account"],
  "apigateway.GetUsagePlans": ["/usageplans"],
  "apigateway.GetUsage": ["/usageplans/*/usage"],
  "apigateway.GetApiKeys": ["/apikeys"],
  "apigatewayv2.GetApis": ["/apis"],
};

/** The statements that allow these operations and nothing more, cut out of the whole policy. */
export function statementsFor(operations: readonly OperationId[], partition: string): readonly Statement[] {
  return wholePolicy(partition).Statement.flatMap((statement) => {
    const actions = listOf(statement.Action);
    const wanted = operations.filter((id) => actions.includes(iamActionOf(id) ?? ""));
    if (!actions.includes("apigateway:GET")) {
      const Action = actions.filter((action) => wanted.some((id) => iamActionOf(id) === action));
      return Action.length === 0 ? [] : [{ ...statement, Action: oneOrMany(Action) }];
    }
    const needed = new Set(wanted.flatMap(pathsOf));
    const Resource = listOf(statement.Resource).filter((arn) => needed.has(arn.split("::")[1] ?? ""));
    return Resource.length === 0 ? [] : [{ ...statement, Resource: oneOrMany(Resource) }];
  });
}

/** A policy of these statements, as IAM takes it. */
export function policyText(statements: readonly Statement[]): string {
  return JSON.stringify({ Version: policyFile.Version, Statement: statements }, null, 2);
}

function pathsOf(id: OperationId): readonly string[] {
  return paths[id] ?? [id.startsWith("apigatewayv2") ? "/apis/*" : "/restapis/*"];
}

/** ARNs of China and GovCloud begin otherwise. */
function inPartition(policy: Policy, partition: string): Policy {
  if (partition === "aws") return policy;
  const moved = (arn: string) => arn.replace(/^arn:aws:/, `arn:${partition}:`);
  return {
    ...policy,
    Statement: policy.Statement.map((statement) => ({
      ...statement,
      Resource:
        typeof statement.Resource === "string" ? moved(statement.Resource) : statement.Resource.map(moved),
    })),
  };
}

function statementOf(statement: (typeof policyFile.Statement)[number]): Statement {
  return { ...statement, Effect: "Allow" };
}

function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === "string" ? [value] : value;
}

function oneOrMany(values: readonly string[]): string | readonly string[] {
  const [first, ...others] = values;
  return first !== undefined && others.length === 0 ? first : values;
}
