import { expect, it } from "vitest";
import { isAlive, type Session, seenAgain } from "@/lib/access/session";

const minute = 60_000;
const hour = 60 * minute;
const session: Session = { subject: "1", name: "ann", role: "viewer", signedInMs: 0, seenMs: 0 };

it("ends an hour after the last request, and eight hours after signing in", () => {
  expect(isAlive(session, hour - 1)).toBe(true);
  expect(isAlive(session, hour)).toBe(false);
  expect(isAlive({ ...session, seenMs: 7.5 * hour }, 8 * hour - 1)).toBe(true);
  expect(isAlive({ ...session, seenMs: 7.5 * hour }, 8 * hour)).toBe(false);
});

it("does not begin in the future", () => {
  expect(isAlive({ ...session, signedInMs: 2 * minute, seenMs: 2 * minute }, 0)).toBe(false);
  expect(isAlive({ ...session, signedInMs: 30_000, seenMs: 30_000 }, 0)).toBe(true);
});

it("is written anew every five minutes, its beginning unchanged", () => {
  expect(seenAgain(session, 5 * minute - 1)).toBeNull();
  expect(seenAgain(session, 5 * minute)).toEqual({ ...session, seenMs: 5 * minute });
});
