import type { JsonObject, Operation } from "@/lib/sandbox/http/contract";
import type { World } from "@/lib/sandbox/world/types";
import { invalidRequest, optionalString } from "@/lib/sandbox/xray/operations/input";

function groupsOf(world: World) {
  const { region, accountId } = world.account;
  return [
    {
      GroupName: "Default",
      GroupARN: `arn:aws:xray:${region}:${accountId}:group/Default`,
      InsightsConfiguration: { InsightsEnabled: false, NotificationsEnabled: false },
    },
  ];
}

export const getGroups: Operation = (_input, { world }) => ({ Groups: groupsOf(world) });

export const getGroup: Operation = (input, { world }) => ({ Group: groupOf(input, world) });

/** The group that `GroupName` or `GroupARN` names, Default when neither is given. Every trace is in Default. */
export function groupOf(input: JsonObject, world: World) {
  const name = optionalString(input, "GroupName");
  const arn = optionalString(input, "GroupARN");
  const group = groupsOf(world).find(
    ({ GroupName, GroupARN }) => (name ?? GroupName) === GroupName && (arn ?? GroupARN) === GroupARN,
  );
  if (!group) throw invalidRequest("Group not found");
  return group;
}

/** Insights are off in the Default group, so there are none. */
export const getInsightSummaries: Operation = (input, { world }) => {
  groupOf(input, world);
  return { InsightSummaries: [] };
};
