import "server-only";
import { z } from "zod";
import { httpUrlValue, regionValue } from "@/lib/config/value-schemas";

/** What the file of accounts may say. Messages follow the name of the setting: "accounts[1].name must be …". */

const name = z
  .string("must be a text such as shop-prod; put it in quotes if it looks like a number")
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/,
    "must be letters, digits, dots, dashes and underscores, at most 63, such as shop-prod",
  )
  .refine((text) => text.toLowerCase() !== "all", "must not be all, which means every account");

const profile = z
  .string("must be the name of a profile of ~/.aws/config such as shop-prod")
  .min(1, "must be the name of a profile of ~/.aws/config such as shop-prod");

const ROLE = "must be the ARN of a role such as arn:aws:iam::123456789012:role/lambdascope";
const roleArn = z.string(ROLE).regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/, ROLE);

/** Lengths and characters: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const EXTERNAL_ID = "must be the external id that the role's trust policy asks for, such as team-4711";
const externalId = z.string(EXTERNAL_ID).regex(/^[\w+=,.@:/-]{2,1224}$/, EXTERNAL_ID);

const SESSION = "must be 2 to 64 letters, digits and +=,.@-_ such as lambdascope";
const roleSessionName = z.string(SESSION).regex(/^[\w+=,.@-]{2,64}$/, SESSION);

const regions = z
  .array(regionValue, "must be a list of regions such as [eu-central-1, us-east-1]")
  .min(1, "must be a list of regions such as [eu-central-1, us-east-1]");

const account = z.strictObject(
  {
    name,
    profile: profile.optional(),
    roleArn: roleArn.optional(),
    externalId: externalId.optional(),
    roleSessionName: roleSessionName.optional(),
    endpointUrl: httpUrlValue.optional(),
    regions: regions.optional(),
  },
  "must be an account with a name, such as {name: shop-prod, profile: shop-prod}",
);

const MAX_ACCOUNTS = 200;

export const accountsFileSchema = z.strictObject(
  {
    regions: regions.optional(),
    accounts: z
      .array(account, "must be a list of accounts, each with a name")
      .min(1, "must have at least one account")
      .max(MAX_ACCOUNTS, `must have at most ${MAX_ACCOUNTS} accounts`),
  },
  "must be a list of accounts under the word accounts:",
);

export const topSettings = ["regions", "accounts"] as const;
export const accountSettingNames = Object.keys(account.shape);
