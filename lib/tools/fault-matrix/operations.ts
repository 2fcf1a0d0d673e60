import { readdirSync, readFileSync } from "node:fs";
import { root } from "@/lib/tools/root.mjs";

/** An AWS operation that the app uses. */
export interface UsedOperation {
  /** As the sandbox names its services; HTTP APIs have one of their own. */
  readonly service: string;
  readonly operation: string;
}

const serviceOfClient: Readonly<Record<string, string>> = {
  "client-api-gateway": "apigateway",
  "client-apigatewayv2": "apigatewayv2",
  "client-cloudtrail": "cloudtrail",
  "client-cloudwatch": "cloudwatch",
  "client-cloudwatch-logs": "logs",
  "client-lambda": "lambda",
  "client-sts": "sts",
  "client-xray": "xray",
};

/** All SDK commands that the sources of lib/aws import: nothing else may import the SDK. */
export function operationsUsed(): readonly UsedOperation[] {
  const folder = `${root}lib/aws`;
  const found = new Map<string, UsedOperation>();
  for (const name of readdirSync(folder)) {
    if (!name.endsWith(".ts") || name.endsWith(".test.ts")) continue;
    const text = readFileSync(`${folder}/${name}`, "utf8");
    for (const [, names = "", client = ""] of text.matchAll(
      /import (?:type )?\{([^}]*)\} from "@aws-sdk\/(client-[\w-]+)"/g,
    )) {
      for (const [, operation = ""] of names.matchAll(/\b(\w+)Command\b/g)) {
        const service = serviceOfClient[client];
        if (service === undefined) throw new Error(`${name} uses the unknown client ${client}.`);
        found.set(`${service}.${operation}`, { service, operation });
      }
    }
  }
  return [...found.entries()].sort(([a], [b]) => a.localeCompare(b)).map(([, used]) => used);
}

/** `cloudwatch.GetMetricData`, as `/_sandbox/calls` names it. */
export function callName({ service, operation }: UsedOperation): string {
  return `${service}.${operation}`;
}

/** `apigateway:GetApis`: what a page must name when the operation fails. */
export function toldName({ service, operation }: UsedOperation): string {
  return `${service === "apigatewayv2" ? "apigateway" : service}:${operation}`;
}
