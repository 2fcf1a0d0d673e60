import { expect, it } from "vitest";
import { awsCommands } from "@/components/view/aws-commands";

it("finds the commands of a sentence in their order", () => {
  expect(awsCommands('Make one by "aws configure sso" and sign in by "aws sso login".')).toEqual([
    "aws configure sso",
    "aws sso login",
  ]);
});

it("takes nothing else in quotation marks for a command, nor a word about AWS", () => {
  expect(awsCommands('Check "shop-prod"; it may be an aws profile.')).toEqual([]);
});
