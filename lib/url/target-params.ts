/** `region`, and `account` where there are several: what a request to our own server says of the place. */
export type TargetParams = Readonly<Record<string, string>> & { readonly region: string };
