import { expect, it } from "vitest";
import { callerEra, callerOf, forgetCaller, keyRenewals, noteCaller, noteKey } from "@/lib/aws/caller";

const role = { accountId: "111111111111", arn: "arn:aws:sts::111111111111:assumed-role/reader/one" };
const other = { accountId: "222222222222", arn: "arn:aws:sts::222222222222:assumed-role/reader/one" };

it("begins a new era when the caller is someone else, not when a role has another session", () => {
  noteCaller("a", role);
  const era = callerEra("a");
  noteCaller("a", { ...role, arn: role.arn.replace("/one", "/two") });
  expect(callerEra("a")).toBe(era);
  noteCaller("a", other);
  expect(callerEra("a")).toBe(era + 1);
  expect(callerOf("a")).toEqual(other);
});

it("knows nobody after renewed keys until it is told again, and forgets nothing of the same one", () => {
  noteKey("b", "AKIA1");
  noteCaller("b", role);
  const [era, renewals] = [callerEra("b"), keyRenewals("b")];
  noteKey("b", "AKIA1");
  expect(callerOf("b")).toEqual(role);
  noteKey("b", "AKIA2");
  expect(callerOf("b")).toBeNull();
  expect(keyRenewals("b")).toBe(renewals + 1);
  noteCaller("b", role);
  expect(callerEra("b")).toBe(era);
});

it("asks again who it is after keys were refused, and begins a new era only for someone else", () => {
  noteCaller("c", role);
  const [era, renewals] = [callerEra("c"), keyRenewals("c")];
  forgetCaller("c");
  expect([callerOf("c"), callerEra("c"), keyRenewals("c")]).toEqual([null, era, renewals + 1]);
  noteCaller("c", role);
  expect(callerEra("c")).toBe(era);
  forgetCaller("c");
  noteCaller("c", other);
  expect(callerEra("c")).toBe(era + 1);
});
