import type { XRayCause, XRaySegment, XRaySubsegment } from "@/lib/sandbox/xray/documents/segment";
import type { OtelAttributes, OtelSpan } from "@/lib/sandbox/xray/otel/otel-span";

/** Whose spans they are. [opentelemetry.io/docs/specs/semconv/resource/cloud] */
export function resourceAttributes(segment: XRaySegment): OtelAttributes {
  const arn = segment.resource_arn ?? segment.aws?.function_arn;
  const account = segment.aws?.account_id;
  return {
    "service.name": segment.name,
    "cloud.provider": "aws",
    ...(segment.origin?.startsWith("AWS::Lambda") ? { "cloud.platform": "aws_lambda" } : {}),
    ...(segment.origin?.startsWith("AWS::ApiGateway") ? { "cloud.platform": "aws_api_gateway" } : {}),
    ...(typeof arn === "string" ? { "cloud.resource_id": arn } : {}),
    ...(typeof account === "string" ? { "cloud.account.id": account } : {}),
  };
}

/** What a server's span says of itself, beside `commonAttributes`. */
export function segmentAttributes(segment: XRaySegment): OtelAttributes {
  const requestId = segment.aws?.request_id;
  return {
    ...(segment.origin === undefined ? {} : { "aws.xray.origin": segment.origin }),
    ...(segment.origin === "AWS::Lambda" && typeof requestId === "string"
      ? { "faas.invocation_id": requestId }
      : {}),
    ...gatewayAttributes(segment.aws?.api_gateway),
    ...(segment.user === undefined ? {} : { "user.id": segment.user }),
  };
}

function gatewayAttributes(gateway: unknown): OtelAttributes {
  if (typeof gateway !== "object" || gateway === null) return {};
  return Object.fromEntries(
    Object.entries(gateway).map(([key, value]) => [`aws.api_gateway.${key}`, String(value)]),
  );
}

/** HTTP, what went wrong, and what the code annotated. */
export function commonAttributes(node: XRaySubsegment): OtelAttributes {
  const { request, response } = node.http ?? {};
  const [exception] = node.cause?.exceptions ?? [];
  const annotated = Object.keys(node.annotations ?? {});
  return {
    ...(request?.method === undefined ? {} : { "http.request.method": request.method }),
    ...(request?.url === undefined ? {} : { "url.full": request.url }),
    ...(request?.user_agent === undefined ? {} : { "user_agent.original": request.user_agent }),
    ...(request?.client_ip === undefined ? {} : { "client.address": request.client_ip }),
    ...(response?.status === undefined ? {} : { "http.response.status_code": response.status }),
    ...(response?.content_length === undefined ? {} : { "http.response.body.size": response.content_length }),
    ...(exception === undefined ? {} : { "error.type": exception.type }),
    ...node.annotations,
    ...(annotated.length > 0 ? { "aws.xray.annotations": annotated } : {}),
    ...Object.fromEntries(
      Object.entries(node.metadata ?? {}).map(([key, value]) => [
        `aws.xray.metadata.${key}`,
        JSON.stringify(value),
      ]),
    ),
  };
}

/** Attributes that name the resource of an AWS call. [opentelemetry.io/docs/specs/semconv/attributes-registry/aws] */
const RESOURCE_ATTRIBUTES: Readonly<Record<string, string>> = {
  queue_url: "aws.sqs.queue.url",
  topic_arn: "aws.sns.topic.arn",
  bucket_name: "aws.s3.bucket",
  function_name: "faas.invoked_name",
  secret_id: "aws.secretsmanager.secret.arn",
};

/**
 * A call. Where X-Ray infers the callee's segment, OpenTelemetry has the callee's type and name on the call itself, as
 * Application Signals does.
 */
export function callAttributes(call: XRaySubsegment, inferred: XRaySegment | undefined): OtelAttributes {
  if (call.namespace === "remote") return { "server.address": call.name };
  const attributes: Record<string, string | number | readonly string[]> = {
    "rpc.system": "aws-api",
    "rpc.service": call.name,
  };
  for (const [key, value] of Object.entries(call.aws ?? {})) {
    const named = RESOURCE_ATTRIBUTES[key];
    if (key === "operation") attributes["rpc.method"] = String(value);
    else if (key === "request_id") attributes["aws.request_id"] = String(value);
    else if (key === "region") attributes["cloud.region"] = String(value);
    else if (key === "retries" && typeof value === "number") attributes["http.request.resend_count"] = value;
    else if (key === "table_name") attributes["aws.dynamodb.table_names"] = [String(value)];
    else if (named !== undefined) attributes[named] = String(value);
  }
  if (inferred?.origin !== undefined) attributes["aws.remote.resource.type"] = inferred.origin;
  if (call.name === "SQS") attributes["messaging.system"] = "aws_sqs";
  if (call.name === "SNS") attributes["messaging.system"] = "aws.sns";
  return attributes;
}

/** One event an exception. The stack is printed as Node.js prints it, whatever the runtime. */
export function exceptionEvents(
  cause: XRayCause | undefined,
  timeUnixNano: number,
): Pick<OtelSpan, "events"> {
  if (cause === undefined) return {};
  return {
    events: cause.exceptions.map(({ type, message, stack }) => ({
      name: "exception",
      timeUnixNano,
      attributes: {
        "exception.type": type,
        "exception.message": message,
        ...(stack === undefined
          ? {}
          : {
              "exception.stacktrace": stack
                .map(({ label, path, line }) => `at ${label} (${path}:${line})`)
                .join("\n"),
            }),
      },
    })),
  };
}
