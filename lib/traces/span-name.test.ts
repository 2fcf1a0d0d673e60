import { describe, expect, it } from "vitest";
import { nameOfXRay, resourceOf } from "@/lib/traces/span-name";

describe("nameOfXRay", () => {
  const stage = (url: unknown, stage: unknown = "prod") => ({
    http: { request: { method: "POST", url } },
    aws: { api_gateway: { stage } },
  });

  it.each([
    [stage("https://a.execute-api.eu-west-1.amazonaws.com/prod/orders?x=1"), "POST /orders"],
    [stage("https://a.execute-api.eu-west-1.amazonaws.com/prod"), "POST /"],
    [stage("https://shop.example/production/orders"), "POST /production/orders"],
    [stage("https://shop.example"), "POST /"],
    [stage(7), "shop/prod"],
    [{}, "shop/prod"],
  ])("names a request by method and path: %j", (json, name) => {
    expect(nameOfXRay(json, "shop/prod", "gateway")).toBe(name);
  });

  it("names a call by service, operation and resource", () => {
    const aws = { operation: "PutItem", table_name: "stock" };
    expect(nameOfXRay({ aws }, "DynamoDB", "aws")).toBe("DynamoDB PutItem stock");
    expect(nameOfXRay({ aws: { resource_names: ["DynamoDB"] } }, "DynamoDB", "aws")).toBe("DynamoDB");
  });

  it("names a remote call by method, host and path", () => {
    const json = { http: { request: { method: "GET", url: "https://rates.example/v1/q?k=1" } } };
    expect(nameOfXRay(json, "rates.example", "remote")).toBe("GET rates.example/v1/q");
    expect(nameOfXRay({}, "rates.example", "remote")).toBe("rates.example");
  });

  it("leaves the code's own names alone", () => {
    expect(nameOfXRay({}, "## handler", "code")).toBe("## handler");
  });
});

describe("resourceOf", () => {
  it.each([
    [{ topic_arn: "arn:aws:sns:eu-west-1:1:orders" }, "orders"],
    [{ queue_url: "https://sqs.eu-west-1.amazonaws.com/1/jobs" }, "jobs"],
    [{ resource_names: [3] }, null],
    [{}, null],
  ])("reads %j", (aws, resource) => {
    expect(resourceOf(aws)).toBe(resource);
  });
});
