import { expect, it } from "vitest";
import { hostName, isLoopbackAddress, isLoopbackName } from "@/lib/access/loopback";

it.each([
  ["localhost:3000", "localhost"],
  ["LOCALHOST", "localhost"],
  ["127.0.0.1:3000", "127.0.0.1"],
  ["[::1]:3000", "::1"],
  ["evil.example", "evil.example"],
  ["a b", null],
  ["a@b", null],
  ["", null],
  [null, null],
])("the name in %j is %j", (header, name) => {
  expect(hostName(header)).toBe(name);
});

it.each([
  ["localhost", true],
  ["app.localhost", true],
  ["127.8.9.10", true],
  ["::1", true],
  ["127.0.0.1.evil.example", false],
  ["localhost.evil.example", false],
  ["evillocalhost", false],
  ["0.0.0.0", false],
  ["192.168.1.5", false],
])("%s names this machine: %s", (name, expected) => {
  expect(isLoopbackName(name)).toBe(expected);
});

it.each([
  ["::ffff:127.0.0.1", true],
  ["::ffff:10.0.0.1", false],
  ["::", false],
  ["127.0.0.1", true],
])("%s is an address of the loopback: %s", (address, expected) => {
  expect(isLoopbackAddress(address)).toBe(expected);
});
