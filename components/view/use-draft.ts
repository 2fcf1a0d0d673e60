"use client";

import { useEffect, useRef, useState } from "react";

interface Draft {
  readonly draft: string;
  readonly setDraft: (text: string) => void;
  /** For the field. */
  readonly focus: { readonly onFocus: () => void; readonly onBlur: () => void };
}

/**
 * What is being typed, which the address follows a moment later. The address may only speak while nobody types: what it
 * says then was true some letters ago, and taking it over would lose those typed since. Back and forward always count.
 */
export function useDraft(fromAddress: string): Draft {
  const [draft, setDraft] = useState(fromAddress);
  const typing = useRef(false);
  useEffect(() => {
    if (!typing.current) setDraft(fromAddress);
  }, [fromAddress]);
  useEffect(() => {
    const onTravel = () => {
      typing.current = false;
    };
    window.addEventListener("popstate", onTravel);
    return () => window.removeEventListener("popstate", onTravel);
  }, []);
  const focus = {
    onFocus: () => {
      typing.current = true;
    },
    onBlur: () => {
      typing.current = false;
    },
  };
  const type = (text: string) => {
    typing.current = true;
    setDraft(text);
  };
  return { draft, setDraft: type, focus };
}
