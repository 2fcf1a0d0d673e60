interface PolicyOptions {
  /** New for each answer, base64. */
  readonly nonce: string;
  /** Next's development server evaluates code and injects styles. */
  readonly development: boolean;
}

/**
 * Nothing is loaded from, sent to or framed by another origin, and a script runs only when this very answer named it or
 * when a script that it named asked for it. Text of a log line that became markup by mistake could not run.
 *
 * Attributes may set styles, for charts place what they draw by them; an attribute cannot load anything (img-src).
 */
export function contentSecurityPolicy({ nonce, development }: PolicyOptions): string {
  return join([
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "script-src-attr 'none'",
    "style-src-elem 'self' 'unsafe-inline'",
    "style-src-attr 'unsafe-inline'",
    ...ownContent,
  ]);
}

/** For what has neither page nor nonce: files, among them the scripts of workers, which bring their own policy. */
export const filePolicy = join([
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "frame-ancestors 'none'",
]);

/** For JSON and streams, which a browser must never take for a page. */
export const dataPolicy = join(["default-src 'none'", "frame-ancestors 'none'", "sandbox"]);

const ownContent: readonly string[] = [
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "frame-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
];

function join(directives: readonly string[]): string {
  return directives.join("; ");
}
