/** Who asks AWS, told from the ARN that STS gives. [D reference_identifiers, IAM user guide] */

export type PrincipalKind = "root" | "user" | "role" | "sso" | "federated" | "unknown";

export interface Principal {
  readonly kind: PrincipalKind;
  /** User, role or permission set; null where the ARN names none. */
  readonly name: string | null;
  /** Of a role's session: who took it on. */
  readonly session: string | null;
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
}

/** Roles that IAM Identity Center makes of a permission set: `AWSReservedSSO_<set>_<16 hex digits>`. */
const reservedRole = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/;

/** Never throws: an ARN of another shape is `unknown`. */
export function principalOf(arn: string): Principal {
  const [, partition = "aws", service = "", , , resource = ""] = /^arn$/.test(arn.split(":")[0] ?? "")
    ? splitArn(arn)
    : [];
  const [type = "", ...path] = resource.split("/");
  const unknown: Principal = { kind: "unknown", name: null, session: null, partition };
  if (resource === "root") return { ...unknown, kind: "root" };
  if (service === "iam" && type === "user") return { ...unknown, kind: "user", name: path.at(-1) ?? null };
  if (service === "sts" && type === "federated-user")
    return { ...unknown, kind: "federated", name: path.join("/") || null };
  if (service === "sts" && type === "assumed-role") {
    const [role = "", ...session] = path;
    const set = reservedRole.exec(role)?.[1];
    return {
      ...unknown,
      kind: set === undefined ? "role" : "sso",
      name: (set ?? role) || null,
      session: session.join("/") || null,
    };
  }
  return unknown;
}

/** The resource may hold colons. */
function splitArn(arn: string): readonly string[] {
  const parts = arn.split(":");
  return [...parts.slice(0, 5), parts.slice(5).join(":")];
}

const words = {
  root: "Root user of the account",
  user: "IAM user",
  role: "Role",
  sso: "Permission set of IAM Identity Center",
  federated: "Federated user",
  unknown: "Unknown kind",
} as const satisfies Record<PrincipalKind, string>;

/** `Role lambdascope`, `IAM user mira`. */
export function principalText({ kind, name }: Principal): string {
  return name === null ? words[kind] : `${words[kind]} ${name}`;
}
