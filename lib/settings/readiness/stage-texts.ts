import { shellWord, yamlText } from "@/lib/base/literals";
import type { StageChange, StageFacts } from "@/lib/settings/readiness/stage-facts";

interface Place {
  readonly region: string;
  readonly accountId: string | null;
}

/** Commands that set the format, and where there is no log make its group first. Nothing is executed. */
export function accessLogCli(changes: readonly StageChange[], place: Place): string {
  return changes.map((change) => oneByCli(change, place)).join("\n\n");
}

function oneByCli(change: StageChange, place: Place): string {
  const { apiId, kind, stage, format } = change;
  const region = `--region ${shellWord(place.region)}`;
  const name = shellWord(stage.name);
  const lines = [`# ${comment(titleOf(change))}`];
  const made = stage.accessLogGroup === null;
  if (made) {
    const group = shellWord(groupFor(change));
    lines.push(
      `aws logs create-log-group ${region} --log-group-name ${group}`,
      `aws logs put-retention-policy ${region} --log-group-name ${group} --retention-in-days 30`,
    );
  }
  if (kind === "REST") {
    const patch = [
      ...(made
        ? [{ op: "replace", path: "/accessLogSettings/destinationArn", value: groupArn(change, place) }]
        : []),
      { op: "replace", path: "/accessLogSettings/format", value: format },
    ];
    lines.push(
      `aws apigateway update-stage ${region} --rest-api-id ${shellWord(apiId)} --stage-name ${name} \\`,
      `  --patch-operations ${shellWord(JSON.stringify(patch))}`,
    );
  } else {
    const settings = { DestinationArn: groupArn(change, place), Format: format };
    lines.push(
      `aws apigatewayv2 update-stage ${region} --api-id ${shellWord(apiId)} --stage-name ${name} \\`,
      `  --access-log-settings ${shellWord(JSON.stringify(settings))}`,
    );
  }
  return lines.join("\n");
}

/** Properties for the stages' own resources: a stage belongs to the stack that made it. */
export function accessLogTemplate(changes: readonly StageChange[], place: Place): string {
  return changes
    .map((change) => {
      const rest = change.kind === "REST";
      return [
        `# ${comment(titleOf(change))}: in the properties of its AWS::${rest ? "ApiGateway" : "ApiGatewayV2"}::Stage`,
        rest ? "AccessLogSetting:" : "AccessLogSettings:",
        `  DestinationArn: ${yamlText(groupArn(change, place))}`,
        `  Format: ${yamlText(change.format)}`,
      ].join("\n");
    })
    .join("\n\n");
}

export function tracingCli(stages: readonly StageFacts[], region: string): string {
  const patch = shellWord(JSON.stringify([{ op: "replace", path: "/tracingEnabled", value: "true" }]));
  return stages
    .map(
      ({ apiId, stage }) =>
        `aws apigateway update-stage --region ${shellWord(region)} --rest-api-id ${shellWord(apiId)} --stage-name ${shellWord(stage.name)} \\\n  --patch-operations ${patch}`,
    )
    .join("\n");
}

export function titleOf({ apiName, stage }: StageFacts): string {
  return `${apiName} / ${stage.name}`;
}

/** One line of a comment, whatever the name holds. */
export function comment(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
}

/** Letters, digits and few others are allowed in the name of a group. [M CreateLogGroup] */
function groupFor({ apiName, apiId, stage }: StageFacts): string {
  const plain = (text: string) => text.replace(/[^\w.-]+/g, "-").slice(0, 100);
  return `/aws/apigateway/${plain(apiName)}-${plain(apiId)}/${plain(stage.name)}`;
}

function groupArn(facts: StageFacts, { region, accountId }: Place): string {
  const group = facts.stage.accessLogGroup ?? groupFor(facts);
  const partition = region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  return `arn:${partition}:logs:${region}:${accountId ?? "ACCOUNT_ID"}:log-group:${group}`;
}
