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
import type { CallTarget } from "@/lib/aws/call-scope";
import { noteKey } from "@/lib/aws/caller";
import { awsClockOffset } from "@/lib/aws/clock";
import { createCredentials, findCredentials } from "@/lib/aws/credentials";
import { createHttpHandler } from "@/lib/aws/http-handler";
import { type AccountSettings, accountSettings } from "@/lib/config/accounts";
import { environment } from "@/lib/config/environment";
import { processWide } from "@/lib/config/process-wide";

/** One client per account, service and region: a client holds the connections and the retry pace of its service. */

export function cloudWatchClient(target: CallTarget): CloudWatchClient {
  return clientsOf(target.account).get(
    "cloudwatch",
    target.region,
    (settings) => new CloudWatchClient(settings),
  );
}

/** StartLiveTail has a host of its own at AWS (`stream-logs.…`), which no endpoint of one's own has. */
export function logsClient(target: CallTarget): CloudWatchLogsClient {
  const disableHostPrefix = accountSettings(target.account).endpointUrl !== null;
  return clientsOf(target.account).get(
    "logs",
    target.region,
    (settings) => new CloudWatchLogsClient({ ...settings, disableHostPrefix }),
  );
}

export function xrayClient(target: CallTarget): XRayClient {
  return clientsOf(target.account).get("xray", target.region, (settings) => new XRayClient(settings));
}

export function lambdaClient(target: CallTarget): LambdaClient {
  return clientsOf(target.account).get("lambda", target.region, (settings) => new LambdaClient(settings));
}

export function apiGatewayClient(target: CallTarget): APIGatewayClient {
  return clientsOf(target.account).get(
    "apigateway",
    target.region,
    (settings) => new APIGatewayClient(settings),
  );
}

export function apiGatewayV2Client(target: CallTarget): ApiGatewayV2Client {
  return clientsOf(target.account).get(
    "apigatewayv2",
    target.region,
    (settings) => new ApiGatewayV2Client(settings),
  );
}

export function cloudTrailClient(target: CallTarget): CloudTrailClient {
  return clientsOf(target.account).get(
    "cloudtrail",
    target.region,
    (settings) => new CloudTrailClient(settings),
  );
}

export function stsClient(target: CallTarget): STSClient {
  return clientsOf(target.account).get("sts", target.region, (settings) => new STSClient(settings));
}

/**
 * After credentials of an account were missing or refused. A client holds on to keys that state no expiry; the next
 * call makes new clients and searches again, so that a renewed sign-in works without a restart.
 */
export function forgetCredentials(account: string): void {
  clientsOf(account).forgetCredentials();
}

/** Only reads are sent, so every call may be repeated. AWS_PROFILE and AWS_ENDPOINT_URL are read by the SDK itself. */
function settingsFor(account: AccountSettings, region: string, credentials: Provider) {
  return {
    region,
    credentials,
    // Only told to AWS in a header; the strategy has its own count.
    maxAttempts: MAX_ATTEMPTS,
    retryStrategy: createRetryStrategy(),
    ...connectionOf(account),
  };
}

/** An endpoint that only the file of accounts names is not known to the SDK. */
function connectionOf({ endpointUrl }: AccountSettings) {
  const requestHandler = processWide(`http ${endpointUrl ?? "aws"}`, () => createHttpHandler(endpointUrl));
  const isOwn = endpointUrl !== null && endpointUrl !== environment().endpointUrl;
  return { requestHandler, ...(isOwn ? { endpoint: endpointUrl } : {}) };
}

function credentialsOf(account: AccountSettings): Provider {
  const clocks = { now: () => performance.now(), awsOffset: () => awsClockOffset(account.name) };
  return createCredentials(findCredentials(account, connectionOf(account)), clocks, (keyId) =>
    noteKey(account.name, keyId),
  );
}

type Provider = ReturnType<typeof createCredentials>;

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
  readonly #account: AccountSettings;
  #credentials: Provider;
  #since = performance.now();

  constructor(account: AccountSettings) {
    this.#account = account;
    this.#credentials = credentialsOf(account);
  }

  /** `service` has one `create`, so what is kept under it is a T. */
  get<T>(service: string, region: string, create: (settings: ReturnType<typeof settingsFor>) => T): T {
    const key = `${service} ${region}`;
    if (!this.#clients.has(key)) {
      this.#clients.set(key, create(settingsFor(this.#account, region, this.#credentials)));
    }
    return clientOf<T>(this.#clients.get(key));
  }

  forgetCredentials(): void {
    if (performance.now() - this.#since < FORGET_AT_MOST_EVERY_MS) return;
    this.#since = performance.now();
    this.#credentials = credentialsOf(this.#account);
    this.#clients.clear();
  }
}

function clientsOf(account: string): Clients {
  return processWide(`clients ${account}`, () => new Clients(accountSettings(account)));
}

/** See `Clients.get`. */
function clientOf<T>(value: unknown): T {
  return value as T;
}
