import type { JsonObject } from "@/lib/sandbox/http/contract";
import { uuidOf } from "@/lib/sandbox/http/made-up-id";
import type { Deployment } from "@/lib/sandbox/world/deployments";
import type { ApiDef, FunctionDef, World } from "@/lib/sandbox/world/types";

/** The API call behind a deployment. */
export interface TrailCall {
  readonly eventSource: "lambda.amazonaws.com" | "apigateway.amazonaws.com";
  readonly eventName: string;
  readonly requestParameters: JsonObject;
  readonly responseElements: JsonObject;
  readonly resources: readonly { readonly ResourceType: string; readonly ResourceName: string }[];
}

/** Throws RangeError for a deployment of another world. */
export function callOf(world: World, deployment: Deployment): TrailCall {
  const definition = world.functions[deployment.functionIndex];
  if (definition !== undefined) return lambdaCall(definition, deployment);
  const api = world.apis[deployment.apiIndex];
  if (api === undefined) throw new RangeError("The deployment belongs to no function and no API");
  return createDeployment(api, deployment);
}

/** Lambda's event names carry the version of its API: `UpdateAlias20150331` [D logging-using-cloudtrail]. */
function lambdaCall(definition: FunctionDef, deployment: Deployment): TrailCall {
  const { name, arn } = definition;
  const common = {
    eventSource: "lambda.amazonaws.com",
    resources: [name, arn].map((ResourceName) => ({ ResourceType: "AWS::Lambda::Function", ResourceName })),
  } as const;
  switch (deployment.kind) {
    case "alias":
      return { ...common, ...updateAlias(definition, deployment) };
    case "version":
      return {
        ...common,
        eventName: "PublishVersion20150331",
        requestParameters: { functionName: name, description: deployment.description },
        responseElements: configuration(definition, deployment, `${arn}:${deployment.version}`),
      };
    default:
      return {
        ...common,
        eventName: "UpdateFunctionCode20150331v2",
        requestParameters: {
          functionName: name,
          s3Bucket: "shop-artifacts",
          s3Key: `${name}/${deployment.atMs / 1000}.zip`,
          publish: false,
          dryRun: false,
        },
        responseElements: configuration(definition, deployment, arn),
      };
  }
}

function updateAlias({ arn, name, aliases }: FunctionDef, { alias, version, share, atMs }: Deployment) {
  const base = aliases.find((one) => one.name === alias)?.version ?? version;
  const settings = {
    name: alias,
    functionVersion: share === null ? version : base,
    routingConfig: { additionalVersionWeights: share === null || share === 0 ? {} : { [version]: share } },
  };
  return {
    eventName: "UpdateAlias20150331",
    requestParameters: { functionName: name, ...settings },
    responseElements: {
      aliasArn: `${arn}:${alias ?? ""}`,
      description: "",
      ...settings,
      revisionId: uuidOf(`${arn} ${alias} ${atMs}`),
    },
  };
}

/** Environment variables are left out of the record, as CloudTrail does. */
function configuration(
  definition: FunctionDef,
  { version, atMs }: Deployment,
  functionArn: string,
): JsonObject {
  return {
    functionName: definition.name,
    functionArn,
    runtime: definition.runtime,
    handler: definition.handler,
    codeSize: definition.codeSizeBytes,
    memorySize: definition.memoryMb,
    timeout: definition.timeoutMs / 1000,
    lastModified: new Date(atMs).toISOString().replace("Z", "+0000"),
    version,
    state: "Active",
    lastUpdateStatus: "Successful",
    revisionId: uuidOf(`${functionArn} ${atMs}`),
  };
}

/**
 * The fields and resources that CloudTrail keeps of a CreateDeployment are documented by example only: unverified.
 */
function createDeployment(api: ApiDef, { version, share, atMs, description }: Deployment): TrailCall {
  const input = {
    stageName: api.stage,
    ...(description === "" ? {} : { description }),
    ...(share === null ? {} : { canarySettings: { percentTraffic: share * 100, useStageCache: false } }),
  };
  const common = { eventSource: "apigateway.amazonaws.com", eventName: "CreateDeployment" } as const;
  if (api.kind === "HTTP") {
    return {
      ...common,
      requestParameters: { apiId: api.id, ...input },
      responseElements: {
        deploymentId: version,
        deploymentStatus: "DEPLOYED",
        createdDate: new Date(atMs).toISOString(),
      },
      resources: [{ ResourceType: "AWS::ApiGatewayV2::Api", ResourceName: api.id }],
    };
  }
  return {
    ...common,
    requestParameters: { restApiId: api.id, createDeploymentInput: input },
    responseElements: {
      id: version,
      createdDate: new Date(atMs).toISOString(),
      ...(description === "" ? {} : { description }),
    },
    resources: [{ ResourceType: "AWS::ApiGateway::RestApi", ResourceName: api.id }],
  };
}
