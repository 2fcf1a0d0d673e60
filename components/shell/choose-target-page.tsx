"use client";

import { Layers } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useNavigation } from "@/components/view/view-navigation";

interface ChooseTargetPageProps {
  readonly parameter: "account" | "region";
  readonly choices: readonly string[];
}

const MOST_SHOWN = 60;

/** The address asks for several accounts or regions where one is shown at a time: which one? */
export function ChooseTargetPage({ parameter, choices }: ChooseTargetPageProps) {
  const { change, accounts, go, href } = useNavigation();
  const choose = (value: string) => {
    if (parameter === "region") return change({ region: value });
    const account = accounts.find(({ name }) => name === value);
    const region = new URLSearchParams(window.location.search).get("region");
    const keeps = region !== null && account?.regions.includes(region);
    change({ account: value, region: keeps ? region : null });
  };
  return (
    <Notice
      icon={Layers}
      tone="neutral"
      title={`This page shows one ${parameter} at a time`}
      className="mx-auto mt-[10vh] max-w-2xl rounded-lg border border-line bg-surface p-5"
      actions={
        <button type="button" className={buttonClass("outline", "sm")} onClick={() => go(href("/"))}>
          All together on the overview
        </button>
      }
    >
      <h1 className="sr-only">Choose one {parameter}</h1>
      <p>Only the overview takes several together. Choose one:</p>
      <ul className="mt-2 flex flex-wrap gap-2">
        {choices.slice(0, MOST_SHOWN).map((choice) => (
          <li key={choice}>
            <button type="button" className={buttonClass("outline", "sm")} onClick={() => choose(choice)}>
              {choice}
            </button>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
