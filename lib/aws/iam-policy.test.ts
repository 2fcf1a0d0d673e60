import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type AwsService, iamAction } from "@/lib/aws/aws-service";

const folder = fileURLToPath(new URL(".", import.meta.url));
const policyFile = fileURLToPath(new URL("../../docs/iam-policy.json", import.meta.url));

const serviceByClient: Readonly<Record<string, AwsService>> = {
  "client-api-gateway": "apigateway",
  "client-apigatewayv2": "apigatewayv2",
  "client-cloudtrail": "cloudtrail",
  "client-cloudwatch": "cloudwatch",
  "client-cloudwatch-logs": "logs",
  "client-lambda": "lambda",
  "client-sts": "sts",
  "client-xray": "xray",
};

/** AWS allows it to everyone. */
const needsNoPermission = "sts:GetCallerIdentity";

/** IAM actions of all SDK commands that the sources of this folder import. */
function actionsUsed(): ReadonlySet<string> {
  const sources = readdirSync(folder).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  const actions = sources.flatMap((name) => {
    const text = readFileSync(`${folder}/${name}`, "utf8");
    return [...text.matchAll(/import (?:type )?\{([^}]*)\} from "@aws-sdk\/(client-[\w-]+)"/g)].flatMap(
      ([, names = "", client = ""]) =>
        [...names.matchAll(/\b(\w+)Command\b/g)].map(([, operation = ""]) => {
          const service = serviceByClient[client];
          if (service === undefined) throw new Error(`${name} uses the unknown client ${client}.`);
          return iamAction(service, operation);
        }),
    );
  });
  return new Set(actions.filter((action) => action !== needsNoPermission));
}

function actionsAllowed(): ReadonlySet<string> {
  const statement = z.object({
    Effect: z.literal("Allow"),
    Action: z.union([z.string().transform((action) => [action]), z.array(z.string())]),
  });
  const policy = z
    .object({ Statement: z.array(statement) })
    .parse(JSON.parse(readFileSync(policyFile, "utf8")));
  return new Set(policy.Statement.flatMap(({ Action }) => Action));
}

describe("docs/iam-policy.json", () => {
  it("allows exactly what the product calls", () => {
    const used = [...actionsUsed()].sort();
    expect(used).toContain("cloudwatch:GetMetricData");
    expect([...actionsAllowed()].sort()).toEqual(used);
  });

  it("allows nothing but reading", () => {
    // Reads whose names do not say so: a query's answer is computed, and a tail is a session.
    const reads = [
      "cloudtrail:LookupEvents",
      "logs:FilterLogEvents",
      "logs:StartLiveTail",
      "logs:StartQuery",
      "logs:StopQuery",
      "xray:BatchGetTraces",
      "xray:CancelTraceRetrieval",
      "xray:StartTraceRetrieval",
    ];
    for (const action of actionsAllowed()) {
      if (!reads.includes(action)) expect(action).toMatch(/:(Get|List|Describe|GET$)/);
    }
  });
});
