/** `fn`, `fn:live`, `123456789012:function:fn`, `arn:aws:lambda:…:function:fn:live` → `fn`. [M FunctionName] */
export function functionNameOf(reference: string | null): string | null {
  if (reference === null) return null;
  const [, afterMarker] = reference.split(":function:");
  const name = (afterMarker ?? reference).split(":")[0];
  return name === undefined || name === "" ? null : name;
}
