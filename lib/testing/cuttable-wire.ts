import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** A wire to a port of 127.0.0.1 that can be cut: every connection through it drops, new ones are let through. */
export class CuttableWire {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** Connections on which a Live Tail session was asked for. */
  readonly tails = new Set<Socket>();

  private constructor(port: number) {
    this.#server = createServer((client) => {
      const server = connect(port, "127.0.0.1");
      client.pipe(server).pipe(client);
      client.on("data", (chunk: Buffer) => {
        if (chunk.includes("Logs_20140328.StartLiveTail")) this.tails.add(client);
      });
      client.on("close", () => this.tails.delete(client));
      for (const socket of [client, server]) {
        this.#sockets.add(socket);
        socket.on("close", () => {
          this.#sockets.delete(socket);
          client.destroy();
          server.destroy();
        });
        socket.on("error", () => socket.destroy());
      }
    });
  }

  static async to(port: number): Promise<CuttableWire> {
    const wire = new CuttableWire(port);
    await new Promise<void>((resolve) => wire.#server.listen(0, "127.0.0.1", resolve));
    return wire;
  }

  get port(): number {
    return addressOf(this.#server).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  close(): void {
    this.cut();
    this.#server.close();
  }
}

/** A server that listens on TCP has an address of this shape. */
function addressOf(server: Server): AddressInfo {
  return server.address() as AddressInfo;
}
