"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { LogClient } from "@/components/logs/log-client";
import { idleState, type SessionState } from "@/components/logs/protocol";

/** A worker of its own for as long as the component is on screen; null before it runs. */
export function useLogClient(): LogClient | null {
  const [client, setClient] = useState<LogClient | null>(null);
  useEffect(() => {
    const created = new LogClient();
    setClient(created);
    return () => created.close();
  }, []);
  return client;
}

export function useSession(client: LogClient | null): SessionState {
  return useSyncExternalStore(client?.subscribe ?? never, client?.get ?? idle, idle);
}

function idle(): SessionState {
  return idleState;
}

function never(): () => void {
  return () => undefined;
}
