import { expect, it } from "vitest";
import { heapLimit, sandboxEnvironment } from "@/lib/tools/servers.mjs";

it("takes the user's own AWS account out of the app's environment", () => {
  const environment = sandboxEnvironment("http://127.0.0.1:4700", ["us-east-1", "eu-west-1"], {
    PATH: "/bin",
    AWS_PROFILE: "production",
    AWS_SESSION_TOKEN: "token",
    AWS_ENDPOINT_URL_LAMBDA: "https://lambda.us-east-1.amazonaws.com",
    AWS_ACCESS_KEY_ID: "AKIAREAL",
  });
  expect(environment).toMatchObject({
    PATH: "/bin",
    AWS_ENDPOINT_URL: "http://127.0.0.1:4700",
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "sandbox",
    LAMBDASCOPE_REGIONS: "us-east-1,eu-west-1",
  });
  for (const name of ["AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL_LAMBDA"]) {
    expect(environment).not.toHaveProperty(name);
  }
});

it.each([
  [{}, ["--max-old-space-size=384"]],
  [{ LAMBDASCOPE_CACHE_MB: "1024" }, ["--max-old-space-size=1824"]],
  [{ LAMBDASCOPE_CACHE_MB: "lots" }, ["--max-old-space-size=384"]],
  [{ NODE_OPTIONS: "--enable-source-maps" }, ["--max-old-space-size=384"]],
  [{ NODE_OPTIONS: "--enable-source-maps --max-old-space-size=900" }, []],
  [{ NODE_OPTIONS: "--max_old_space_size=900" }, []],
])("with %j the heap's limit is %j", (env, limit) => {
  expect(heapLimit(env)).toEqual(limit);
});
