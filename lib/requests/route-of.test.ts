import { expect, it } from "vitest";
import type { ApiRoute } from "@/lib/model/api-gateway";
import { routeOf } from "@/lib/requests/route-of";

const route = (method: string, path: string, functionName = path): ApiRoute => ({
  method,
  path,
  functionName,
  qualifier: null,
  authorizer: null,
});
const routes = [
  route("GET", "/orders/{id}"),
  route("GET", "/orders/new"),
  route("ANY", "/files/{proxy+}"),
  route("POST", "/orders"),
];
const found = (method: string, path: string | null, resourcePath: string | null = null) =>
  routeOf(routes, "prod", { method, path, resourcePath })?.path ?? null;

it("knows a route by its resource, else by the template that fits the path best", () => {
  expect(found("GET", null, "/orders/{id}")).toBe("/orders/{id}");
  expect(found("GET", "/prod/orders/7")).toBe("/orders/{id}");
  expect(found("GET", "/orders/new")).toBe("/orders/new");
  expect(found("DELETE", "/files/a/b/c")).toBe("/files/{proxy+}");
  expect(found("POST", "/orders/7")).toBeNull();
  expect(found("GET", "/elsewhere")).toBeNull();
  expect(found("GET", null)).toBeNull();
});
