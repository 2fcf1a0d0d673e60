import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type AwsService, iamAction, operationName } from "@/lib/aws/aws-service";
import { iamActionOf, operationIds, spokenOperation } from "@/lib/model/aws-operations";

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

interface Command {
  readonly service: AwsService;
  readonly operation: string;
}

/** All SDK commands that the sources of this folder import; `probes`: those of the permission doctor alone, or all others. */
function commandsUsed(probes: boolean): readonly Command[] {
  const sources = readdirSync(folder).filter(
    (name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && name.startsWith("probe") === probes,
  );
  const commands = sources.flatMap((name) => {
    const text = readFileSync(`${folder}/${name}`, "utf8");
    return [...text.matchAll(/import (?:type )?\{([^}]*)\} from "@aws-sdk\/(client-[\w-]+)"/g)].flatMap(
      ([, names = "", client = ""]) =>
        [...names.matchAll(/\b(\w+)Command\b/g)].map(([, operation = ""]) => {
          const service = serviceByClient[client];
          if (service === undefined) throw new Error(`${name} uses the unknown client ${client}.`);
          return { service, operation };
        }),
    );
  });
  const byName = new Map(commands.map((command) => [`${command.service}.${command.operation}`, command]));
  return [...byName.values()];
}

function actionsUsed(): ReadonlySet<string> {
  const actions = commandsUsed(false).map(({ service, operation }) => iamAction(service, operation));
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

describe("the list of operations", () => {
  const idOf = ({ service, operation }: Command) => `${service}.${operation}`;

  it("is that of the SDK commands in use", () => {
    expect([...operationIds].sort()).toEqual(commandsUsed(false).map(idOf).sort());
  });

  it("names them and their actions like failures do", () => {
    const byId = new Map(commandsUsed(false).map((command) => [idOf(command), command]));
    for (const id of operationIds) {
      const { service, operation } = byId.get(id) ?? { service: "sts", operation: "" };
      expect(spokenOperation(id)).toBe(operationName(service, operation));
      expect(iamActionOf(id) ?? needsNoPermission).toBe(iamAction(service, operation));
    }
  });
});
