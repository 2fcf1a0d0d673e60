import { createHash } from "node:crypto";
import type { Service } from "@/lib/sandbox/http/contract";
import { callerArn } from "@/lib/sandbox/http/errors";
import { assumeRole } from "@/lib/sandbox/sts/assume-role";

/** Every caller is one made-up user of the world's account. */
export const sts: Service = {
  name: "sts",
  operations: {
    AssumeRole: assumeRole,
    GetCallerIdentity: (_input, { world }) => {
      const { accountId } = world.account;
      const hex = createHash("sha256").update(accountId).digest("hex");
      return {
        Arn: callerArn(accountId),
        UserId: `AIDA${hex.slice(0, 17).toUpperCase()}`,
        Account: accountId,
      };
    },
  },
};
