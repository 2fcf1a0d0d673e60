import { formatCount, formatRatio } from "@/lib/base/format-number";
import type { VersionEvidence } from "@/lib/incidents/incident-input";
import type { Deployment } from "@/lib/model/deployment";

/** So few failures, or requests without one, say nothing of a version. */
const FEWEST_FAILURES = 3;
const FEWEST_REQUESTS = 20;
/** Its share of failures is this many times that of the other versions. */
const FAR_WORSE = 3;
/** One in a hundred, in nats. */
const CERTAINTY = Math.log(100);

/** What the figures of its version say of a deployment that is suspected of failures. */
export type VersionVerdict = "for" | "against" | "silent";

export function verdictOn({ version, others }: VersionEvidence): VersionVerdict {
  const rate = version.requests > 0 ? version.failures / version.requests : 0;
  const otherRate = others.requests > 0 ? others.failures / others.requests : 0;
  const worse = version.failures >= FEWEST_FAILURES && rate >= FAR_WORSE * otherRate;
  if (worse && surprise(version, others) >= CERTAINTY) return "for";
  const othersFail = others.failures >= FEWEST_FAILURES;
  return version.requests >= FEWEST_REQUESTS && othersFail && rate <= otherRate ? "against" : "silent";
}

/**
 * Nats against chance: of all failures, so many are the version's, which has only so large a share of the requests
 * (Chernoff's bound). A version that gets nearly all requests has nearly all failures, and that shows nothing.
 */
function surprise(version: VersionEvidence["version"], others: VersionEvidence["others"]): number {
  const failures = version.failures + others.failures;
  const share = version.requests / (version.requests + others.requests);
  const own = version.failures / failures;
  if (share >= 1 || own <= share) return 0;
  const rest = own === 1 ? 0 : (1 - own) * Math.log((1 - own) / (1 - share));
  return failures * (own * Math.log(own / share) + rest);
}

/** `Only version 42 fails: 31 of 31 failures are its own. Version 42 failed in 31 of 300 invocations (10.3 %), …` */
export function tellVerdict(
  suspect: Deployment,
  { version, others }: VersionEvidence,
  verdict: VersionVerdict,
): string {
  const name = suspect.version === null ? "It" : `Version ${suspect.version}`;
  const all = version.failures + others.failures;
  const only =
    verdict === "for" && version.failures / all > 0.8
      ? `${others.failures === 0 ? "Only" : "Mostly"} version ${suspect.version ?? ""} fails: ${formatCount(version.failures)} of ${formatCount(all)} failures are its own. `
      : "";
  return `${only}${name} failed in ${share(version)}, all others in ${share(others)}.`;
}

function share({ failures, requests }: VersionEvidence["version"]): string {
  const of = `${formatCount(failures)} of ${formatCount(requests)} invocations`;
  return requests === 0 ? of : `${of} (${formatRatio(failures / requests)})`;
}
