import { callOf } from "@/lib/sandbox/cloudtrail/call";
import { identityOf } from "@/lib/sandbox/cloudtrail/identity";
import { uuidOf } from "@/lib/sandbox/http/made-up-id";
import type { Deployment } from "@/lib/sandbox/world/deployments";
import type { World } from "@/lib/sandbox/world/types";

/** An Event as on the wire: the time in epoch seconds, `ReadOnly` a text [M Event]. */
export interface TrailEvent {
  readonly EventId: string;
  readonly EventName: string;
  readonly ReadOnly: "true" | "false";
  readonly AccessKeyId: string;
  readonly EventTime: number;
  readonly EventSource: string;
  readonly Username: string;
  readonly Resources: readonly { readonly ResourceType: string; readonly ResourceName: string }[];
  /** JSON of the whole record. */
  readonly CloudTrailEvent: string;
}

/** The API call that made a deployment, as event history tells it. [D cloudtrail-event-reference-record-contents] */
export function eventOf(world: World, deployment: Deployment): TrailEvent {
  const { accountId, region } = world.account;
  const { atMs, by } = deployment;
  const call = callOf(world, deployment);
  const identity = identityOf(world, by, atMs);
  const key = `${region} ${call.eventName} ${call.resources[0]?.ResourceName ?? ""} ${deployment.version} ${atMs}`;
  const eventId = uuidOf(`event ${key}`);
  const record = {
    eventVersion: "1.11",
    userIdentity: identity.userIdentity,
    eventTime: new Date(atMs).toISOString().replace(".000Z", "Z"),
    eventSource: call.eventSource,
    eventName: call.eventName,
    awsRegion: region,
    sourceIPAddress: identity.sourceIp,
    userAgent: identity.userAgent,
    requestParameters: call.requestParameters,
    responseElements: call.responseElements,
    requestID: uuidOf(`request ${key}`),
    eventID: eventId,
    readOnly: false,
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: accountId,
    eventCategory: "Management",
  };
  return {
    EventId: eventId,
    EventName: call.eventName,
    ReadOnly: "false",
    AccessKeyId: identity.accessKeyId,
    EventTime: atMs / 1000,
    EventSource: call.eventSource,
    Username: by,
    Resources: call.resources,
    CloudTrailEvent: JSON.stringify(record),
  };
}
