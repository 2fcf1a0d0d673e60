/** A hand-written request, for what no SDK would send. */
export interface RawCall {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Signing name in the credential scope; null leaves `Authorization` out. */
  readonly signingName?: string | null;
  readonly region?: string;
}

/** Sends it signed in form only, and reads the whole answer. */
export async function rawCall(url: string, call: RawCall) {
  const { signingName = "monitoring", region = "us-east-1" } = call;
  const authorization = `AWS4-HMAC-SHA256 Credential=AKIATEST/20260115/${region}/${signingName}/aws4_request, SignedHeaders=host;x-amz-date, Signature=00ff`;
  const response = await fetch(`${url}${call.path ?? "/"}`, {
    method: call.method ?? "POST",
    headers: { ...(signingName === null ? {} : { authorization }), ...call.headers },
    ...(call.body === undefined ? {} : { body: bodyOf(call.body) }),
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, bytes, text: new TextDecoder().decode(bytes) };
}

/** `fetch` takes bytes only in a buffer of their own. */
function bodyOf(body: string | Uint8Array): string | Uint8Array<ArrayBuffer> {
  return typeof body === "string" ? body : new Uint8Array(body);
}
