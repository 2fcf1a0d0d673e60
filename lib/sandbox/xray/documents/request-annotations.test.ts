import { describe, expect, it } from "vitest";
import { requestAnnotations } from "@/lib/sandbox/xray/documents/request-annotations";

describe("requestAnnotations", () => {
  it("names ids after their collection and other parameters after themselves", () => {
    expect(requestAnnotations("/orders/{id}/status", "/orders/7/status", "")).toEqual({ order_id: "7" });
    expect(requestAnnotations("/prices/{sku}", "/prices/A-1001", "")).toEqual({ sku: "A-1001" });
  });

  it("gives a customer one tier always, and none without a customer", () => {
    const of = (user: string) => requestAnnotations("/orders", "/orders", user);
    expect(of("")).toEqual({});
    expect(of("customer-12")).toEqual(of("customer-12"));
    const tiers = Array.from({ length: 200 }, (_, i) => of(`customer-${i}`).customer_tier);
    expect(new Set(tiers)).toEqual(new Set(["free", "plus", "business"]));
  });

  it("bears paths that do not fit their route", () => {
    expect(requestAnnotations("/orders/{id}", "/", "")).toEqual({});
    expect(requestAnnotations("/{id}", "/7", "")).toEqual({ id: "7" });
  });
});
