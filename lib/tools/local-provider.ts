import { type IdentityProvider, startIdentityProvider } from "@/lib/testing/identity-provider";

/** A provider of sign-ins on this machine, for browser tests. */
export function startProvider(): Promise<IdentityProvider> {
  return startIdentityProvider();
}
