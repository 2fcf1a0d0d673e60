import { createServer } from "node:net";
import { expect, it } from "vitest";
import { freePort, parsePort, requireFreePort } from "@/lib/tools/ports.mjs";

it.each(["1", "3000", "65535"])("takes %s", (text) => {
  expect(parsePort(text, "--port")).toBe(Number(text));
});

it.each(["0", "65536", "-1", "3e3", "", "web", "99999999"])("refuses %j and names the flag", (text) => {
  expect(() => parsePort(text, "--port")).toThrow("--port takes a port number");
});

it("names the flag that avoids a taken port, and accepts the port once it is free", async () => {
  const port = await freePort();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  await expect(requireFreePort(port, "--sandbox-port")).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is taken. Stop what uses it, or choose another with --sandbox-port`,
  );
  await new Promise((resolve) => server.close(resolve));
  await expect(requireFreePort(port, "--sandbox-port")).resolves.toBeUndefined();
});
