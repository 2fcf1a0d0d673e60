import { createServer, request } from "node:http";
import { setImmediate as turn } from "node:timers/promises";
import { getCloneableBody } from "next/dist/server/body-streams";
import { expect, it } from "vitest";
import { tolerateAbandonedRequests } from "@/lib/server/abandoned-requests";

it("is no exception to leave while a request with a body is being answered", async () => {
  tolerateAbandonedRequests();
  const listeners = await new Promise<number>((resolve, reject) => {
    let leave = () => {};
    const server = createServer(async (asked, answer) => {
      // As Next does around `proxy.ts`.
      const body = getCloneableBody(asked);
      for await (const _ of body.cloneBodyStream());
      await body.finalize();
      answer.once("close", () => {
        server.close();
        resolve(asked.listenerCount("error"));
      });
      leave();
    });
    server.on("error", reject).listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      const reader = request({ port, host: "127.0.0.1", method: "POST" }).on("error", () => undefined);
      leave = () => reader.destroy();
      reader.end("a body");
    });
  });
  // Node throws here where nobody listens, and Vitest reports it.
  await turn();
  expect(listeners).toBe(1);
});
