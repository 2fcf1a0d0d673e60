/** The name in a Host header, in lower case, without port and brackets; null when it cannot be read. */
export function hostName(header: string | null): string | null {
  if (header === null || !/^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i.test(header)) return null;
  return header
    .toLowerCase()
    .replace(/:\d+$/, "")
    .replace(/^\[|\]$/g, "");
}

/**
 * Names that mean this machine whatever a name server says: a page of another site cannot make its own name one of them,
 * as it can make it resolve to 127.0.0.1. [RFC 6761 6.3]
 */
export function isLoopbackName(name: string): boolean {
  return name === "localhost" || name.endsWith(".localhost") || isLoopbackAddress(name);
}

/** An address as sockets give it: `127.0.0.1`, `::1`, `::ffff:127.0.0.1`. */
export function isLoopbackAddress(address: string): boolean {
  const bare = address.toLowerCase().replace(/^::ffff:/, "");
  return bare === "::1" || /^127(\.\d{1,3}){3}$/.test(bare);
}
