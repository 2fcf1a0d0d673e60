/** `region`, and `account` where there are several: what a request to our own server says of the place. */
export type TargetParams = Readonly<Record<string, string>> & { readonly region: string };

/** A path in this account and region alone; the range stays as it is. */
export function targetPath(
  path: string,
  { account, region }: { readonly account: string; readonly region: string },
): string {
  const [address = "", hash] = path.split("#");
  const [route = "", own] = address.split("?");
  const params = new URLSearchParams(own);
  params.set("region", region);
  params.set("account", account);
  return `${route}?${params}${hash === undefined ? "" : `#${hash}`}`;
}
