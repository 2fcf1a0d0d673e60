import { shellWord } from "@/lib/base/literals";
import type { Principal } from "@/lib/settings/principal";

/** Where a policy for a principal goes, and the command that puts it there. Nothing is executed. */
export interface Grant {
  /** One or two sentences. */
  readonly where: string;
  /** For a shell; null where there is nothing to run. */
  readonly command: string | null;
}

/** Put under one name, so that the command can be run again: the policy that it writes is the whole one. */
const POLICY_NAME = "Lambdascope";

export function grantTo({ kind, name }: Principal, policy: string): Grant {
  const document = shellWord(policy);
  const who = name === null ? "NAME" : shellWord(name);
  const put = (command: string, flag: string) =>
    `aws iam ${command} ${flag} ${who} --policy-name ${POLICY_NAME} \\\n  --policy-document ${document}`;
  switch (kind) {
    case "user":
      return {
        where: `An inline policy of the IAM user ${name}. A role with temporary credentials is safer than a user's keys.`,
        command: put("put-user-policy", "--user-name"),
      };
    case "role":
      return {
        where: `An inline policy of the role ${name}. Where the role is made by a stack, put it there instead.`,
        command: put("put-role-policy", "--role-name"),
      };
    case "sso":
      return {
        where: `The role is made by IAM Identity Center and cannot be changed in this account: put the policy into the permission set ${name} as its inline policy, which takes the place of the one it has, then provision it to the account. Fill in the two ARNs.`,
        command: [
          "aws sso-admin put-inline-policy-to-permission-set \\",
          "  --instance-arn INSTANCE_ARN --permission-set-arn PERMISSION_SET_ARN \\",
          `  --inline-policy ${document}`,
          "aws sso-admin provision-permission-set --target-type ALL_PROVISIONED_ACCOUNTS \\",
          "  --instance-arn INSTANCE_ARN --permission-set-arn PERMISSION_SET_ARN",
        ].join("\n"),
      };
    case "root":
      return {
        where:
          "The root user may do everything that the organisation lets the account do: make a role with this policy and use it instead.",
        command: createPolicy(document),
      };
    case "federated":
      return {
        where:
          "A federated user has the rights of the user who asked for the token, cut down by the policy that came with it: both have to allow this.",
        command: createPolicy(document),
      };
    case "unknown":
      return {
        where: "A policy attached to the user or role of these credentials.",
        command: createPolicy(document),
      };
  }
}

function createPolicy(document: string): string {
  return `aws iam create-policy --policy-name ${POLICY_NAME} \\\n  --policy-document ${document}`;
}
