import "server-only";
import type { FailureKind } from "@/lib/model/failure";

interface Problem {
  readonly kind: FailureKind;
  readonly name: string;
  /** The answer was not one of AWS at all. */
  readonly unreadable: boolean;
  /** Of the network, e.g. `ECONNREFUSED`. */
  readonly code: string | null;
  readonly message: string;
  readonly action: string | null;
  readonly region: string;
  readonly profile: string | null;
  readonly endpointUrl: string | null;
}

/** One sentence: what the reader can do about it. */
export function nextStepOf(problem: Problem): string {
  switch (problem.kind) {
    case "throttled":
      return "Wait a moment and load again; everything that reads in this account shares the same quota.";
    case "denied":
      return deniedStep(problem);
    case "no-credentials":
      return noCredentialsStep(problem);
    case "expired-credentials":
      return expiredStep(problem);
    case "wrong-clock":
      return "Set the clock of this machine right and load again.";
    case "not-found":
      return `Check the name and the region (${problem.region}); it may have been deleted.`;
    case "invalid":
      return "Change what you asked for; if you did not type it yourself, please report it.";
    default:
      return unavailableStep(problem);
  }
}

function deniedStep({ action, message, name, region }: Problem): string {
  if (name === "OptInRequired" || name === "SubscriptionRequiredException")
    return `Enable the service or the region ${region} in this account, or choose another region.`;
  if (action === "sts:AssumeRole")
    return "Let the role's trust policy name who assumes it (and the external id that it asks for), and allow these credentials sts:AssumeRole on the role.";
  if (/service control policy/i.test(message))
    return `A service control policy of the organisation denies ${action}: ask its administrators, or choose another region.`;
  if (/explicit deny/i.test(message))
    return `Remove the statement that denies ${action} from the policy of these credentials.`;
  return `Add ${action} to the policy of these credentials (docs/iam-policy.json lists all that is needed).`;
}

function noCredentialsStep({ profile }: Problem): string {
  if (profile !== null)
    return `Check that the profile ${profile} exists and has credentials, for example with "aws configure list --profile ${profile}".`;
  return 'Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and start again. IAM Identity Center makes a profile by "aws configure sso" and signs in by "aws sso login".';
}

const keyErrors: ReadonlySet<string> = new Set([
  "InvalidSignatureException",
  "SignatureDoesNotMatch",
  "IncompleteSignature",
  "IncompleteSignatureException",
]);

function expiredStep({ name, profile, region }: Problem): string {
  if (keyErrors.has(name)) return "Check the secret access key, and the clock of this machine.";
  if (name === "UnrecognizedClientException" || name === "InvalidClientTokenId" || name === "AuthFailure")
    return `Check the access key; if it is right, the region ${region} may be switched off in this account.`;
  if (profile !== null)
    return `Run "aws sso login --profile ${profile}", or renew that profile's keys, and load again.`;
  return 'Run "aws sso login", or set new AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN and start again.';
}

function unavailableStep({ code, unreadable, endpointUrl, region }: Problem): string {
  if (endpointUrl !== null)
    return `Check that the endpoint ${endpointUrl} (AWS_ENDPOINT_URL, or endpointUrl of the account) is right and that its server is up, and load again.`;
  if (code === "ENOTFOUND") return `Check the network, and that the region ${region} exists.`;
  if (unreadable) return "Check whether a proxy answers in the place of AWS.";
  return code === null
    ? "Load again in a moment; if it stays like this, look at https://health.aws.amazon.com/."
    : "Check the network and the proxy settings, and load again.";
}
