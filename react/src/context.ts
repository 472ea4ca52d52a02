import type { NationClient } from "@civitas/sdk";
import type { UseQueryResult } from "@tanstack/react-query";
import { createContext, useContext } from "react";

/** What a provider gives its hooks. */
export interface Connected {
  /** What every key of this nation's reads begins with. */
  readonly key: readonly unknown[];
  readonly connection: UseQueryResult<NationClient>;
  /** The nation, once it is connected: for acts, which do not wait for a rendering. */
  readonly connecting: () => Promise<NationClient>;
  /** Reads again whatever is shown. */
  readonly refresh: () => Promise<void>;
}

export const NationContext = createContext<Connected | undefined>(undefined);

export function useConnected(): Connected {
  const connected = useContext(NationContext);
  if (connected === undefined) throw new Error("Put the component inside a NationProvider.");
  return connected;
}
