import "server-only";
import { APIGatewayClient } from "@aws-sdk/client-api-gateway";
import { ApiGatewayV2Client } from "@aws-sdk/client-apigatewayv2";
import { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { STSClient } from "@aws-sdk/client-sts";
import { XRayClient } from "@aws-sdk/client-xray";
import { AdaptiveRetryStrategy, DefaultRateLimiter } from "@smithy/core/retry";
import { createCredentials } from "@/lib/aws/credentials";
import { createHttpHandler } from "@/lib/aws/http-handler";
import { processWide } from "@/lib/aws/process-wide";
import { environment } from "@/lib/config/environment";

/** One client per service and region: a client holds the connections and the retry pace of its service. */

export function cloudWatchClient(region: string): CloudWatchClient {
  return clients().get("cloudwatch", region, (settings) => new CloudWatchClient(settings));
}

/** StartLiveTail has a host of its own at AWS (`stream-logs.…`), which no endpoint of one's own has. */
export function logsClient(region: string): CloudWatchLogsClient {
  const disableHostPrefix = environment().endpointUrl !== null;
  return clients().get(
    "logs",
    region,
    (settings) => new CloudWatchLogsClient({ ...settings, disableHostPrefix }),
  );
}

export function xrayClient(region: string): XRayClient {
  return clients().get("xray", region, (settings) => new XRayClient(settings));
}

export function lambdaClient(region: string): LambdaClient {
  return clients().get("lambda", region, (settings) => new LambdaClient(settings));
}

export function apiGatewayClient(region: string): APIGatewayClient {
  return clients().get("apigateway", region, (settings) => new APIGatewayClient(settings));
}

export function apiGatewayV2Client(region: string): ApiGatewayV2Client {
  return clients().get("apigatewayv2", region, (settings) => new ApiGatewayV2Client(settings));
}

export function cloudTrailClient(region: string): CloudTrailClient {
  return clients().get("cloudtrail", region, (settings) => new CloudTrailClient(settings));
}

export function stsClient(region: string): STSClient {
  return clients().get("sts", region, (settings) => new STSClient(settings));
}

/**
 * After credentials were missing or refused. A client holds on to keys that state no expiry; the next call makes new
 * clients and searches again, so that a renewed sign-in works without a restart.
 */
export function forgetCredentials(): void {
  clients().forgetCredentials();
}

/** Only reads are sent, so every call may be repeated. AWS_PROFILE and AWS_ENDPOINT_URL are read by the SDK itself. */
function settingsFor(region: string, credentials: ReturnType<typeof createCredentials>) {
  return {
    region,
    credentials,
    // Only told to AWS in a header; the strategy has its own count.
    maxAttempts: MAX_ATTEMPTS,
    retryStrategy: createRetryStrategy(),
    requestHandler: processWide("http", () => createHttpHandler()),
  };
}

const MAX_ATTEMPTS = 4;

/**
 * Left to itself the adaptive strategy falls to half a call a second after one throttle, and a page of ten calls then
 * takes over four seconds. Our own pace keeps near the quota already, so slowing down to half of the tightest quota
 * (Lambda's) is enough: under two seconds.
 */
function createRetryStrategy(): AdaptiveRetryStrategy {
  const rateLimiter = new DefaultRateLimiter({ minFillRate: 5, minCapacity: 10 });
  return new AdaptiveRetryStrategy(MAX_ATTEMPTS, { rateLimiter });
}

const FORGET_AT_MOST_EVERY_MS = 5_000;

class Clients {
  readonly #clients = new Map<string, unknown>();
  #credentials = createCredentials();
  #since = performance.now();

  /** `service` has one `create`, so what is kept under it is a T. */
  get<T>(service: string, region: string, create: (settings: ReturnType<typeof settingsFor>) => T): T {
    const key = `${service} ${region}`;
    if (!this.#clients.has(key)) this.#clients.set(key, create(settingsFor(region, this.#credentials)));
    return clientOf<T>(this.#clients.get(key));
  }

  forgetCredentials(): void {
    if (performance.now() - this.#since < FORGET_AT_MOST_EVERY_MS) return;
    this.#since = performance.now();
    this.#credentials = createCredentials();
    this.#clients.clear();
  }
}

function clients(): Clients {
  return processWide("clients", () => new Clients());
}

/** See `Clients.get`. */
function clientOf<T>(value: unknown): T {
  return value as T;
}
