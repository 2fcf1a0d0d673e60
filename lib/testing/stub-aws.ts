import { vi } from "vitest";

/** Lets the code under test take the server at `url` for its AWS account; `vi.unstubAllEnvs` ends it. */
export function stubAws(url: string): void {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIATEST");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
  vi.stubEnv("AWS_PROFILE", "");
  vi.stubEnv("AWS_REGION", "us-east-1");
  vi.stubEnv("AWS_ENDPOINT_URL", url);
}
