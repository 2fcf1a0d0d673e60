/** Who may look: `none` is signed in, but not among those who may. */
export type Role = "viewer" | "none";

/** How people are told apart. */
export type AccessMode =
  /** Nobody is asked, and only this machine's own loopback address is served. */
  | "loopback"
  /** Nobody is asked, whoever reaches the address: chosen in so many words. */
  | "open"
  | "oidc"
  | "proxy";

/** One way to be a viewer: the claim has one of these values. */
export interface ViewerRule {
  readonly claim: string;
  /** A value as the provider tells it; `*` for any; `*@example.org` for any that ends like this. Never empty. */
  readonly values: readonly string[];
}
