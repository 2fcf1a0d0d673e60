import { describe, expect, it } from "vitest";
import { EnvironmentError, parseEnvironment } from "@/lib/config/environment";

describe("parseEnvironment", () => {
  it("needs nothing", () => {
    const environment = parseEnvironment({});
    expect(environment).toMatchObject({ defaultRegion: null, profile: null, endpointUrl: null });
    expect(environment.regions).toContain("eu-central-1");
    expect(environment.cacheBytes).toBe(64 * 1024 * 1024);
  });

  it("prefers AWS_REGION to AWS_DEFAULT_REGION", () => {
    const both = { AWS_REGION: "eu-west-1", AWS_DEFAULT_REGION: "us-east-1" };
    expect(parseEnvironment(both).defaultRegion).toBe("eu-west-1");
    expect(parseEnvironment({ AWS_DEFAULT_REGION: "us-east-1" }).defaultRegion).toBe("us-east-1");
  });

  it("takes empty variables for absent ones", () => {
    const environment = parseEnvironment({ AWS_REGION: "", AWS_PROFILE: " ", AWS_ENDPOINT_URL: "" });
    expect(environment).toMatchObject({ defaultRegion: null, profile: null, endpointUrl: null });
  });

  it("reads the list of regions with commas or spaces, in its order", () => {
    const { regions } = parseEnvironment({ LAMBDASCOPE_REGIONS: " us-east-1, eu-central-1 us-gov-west-1," });
    expect(regions).toEqual(["us-east-1", "eu-central-1", "us-gov-west-1"]);
  });

  it("offers the default region even when it is not a common one", () => {
    expect(parseEnvironment({ AWS_REGION: "cn-north-1" }).regions[0]).toBe("cn-north-1");
  });

  it("names every wrong variable with its value and a right example", () => {
    const wrong = {
      AWS_REGION: "Frankfurt",
      AWS_ENDPOINT_URL: "localhost:4700",
      LAMBDASCOPE_REGIONS: "eu-central-1,moon",
      LAMBDASCOPE_CACHE_MB: "lots",
    };
    expect(() => parseEnvironment(wrong)).toThrow(EnvironmentError);
    expect(() => parseEnvironment(wrong)).toThrow(/AWS_REGION=Frankfurt must be a region such as/);
    expect(() => parseEnvironment(wrong)).toThrow(/AWS_ENDPOINT_URL=localhost:4700 must be a URL such as/);
    expect(() => parseEnvironment(wrong)).toThrow(/LAMBDASCOPE_REGIONS=eu-central-1,moon must be a region/);
    expect(() => parseEnvironment(wrong)).toThrow(/LAMBDASCOPE_CACHE_MB=lots must be a number of megabytes/);
  });

  it.each(["0", "-1", "5000", "NaN"])("refuses a cache of %s megabytes", (megabytes) => {
    expect(() => parseEnvironment({ LAMBDASCOPE_CACHE_MB: megabytes })).toThrow(/LAMBDASCOPE_CACHE_MB/);
  });
});
