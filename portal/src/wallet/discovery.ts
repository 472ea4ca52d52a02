import type { Eip1193Provider } from "ethers";
import { useSyncExternalStore } from "react";
import { words } from "./words";

/** A wallet that the browser has. */
export interface FoundWallet {
  readonly id: string;
  readonly name: string;
  /** A data URI; shown as an image alone. */
  readonly icon: string | undefined;
  readonly provider: Eip1193Provider & { on?(event: string, listener: (...args: unknown[]) => void): void };
}

interface Announcement {
  readonly info?: { readonly uuid?: unknown; readonly name?: unknown; readonly icon?: unknown };
  readonly provider?: FoundWallet["provider"];
}

let found: readonly FoundWallet[] = [];

/** What a wallet says of itself is a stranger's word: a text, and a picture that loads nothing. */
function walletOf({ info, provider }: Announcement): FoundWallet | undefined {
  if (provider === undefined || typeof info?.uuid !== "string") return undefined;
  const icon = typeof info.icon === "string" && info.icon.startsWith("data:image/") ? info.icon : undefined;
  const name = typeof info.name === "string" && info.name !== "" ? info.name.slice(0, 40) : words.injected;
  return { id: info.uuid, name, icon, provider };
}

/** Listens for wallets (EIP-6963), those that are announced late, too. */
function listen(changed: () => void): () => void {
  const heard = (event: Event): void => {
    const wallet = walletOf((event as CustomEvent<Announcement>).detail);
    if (wallet === undefined || found.some(({ id }) => id === wallet.id)) return;
    found = [...found.filter(({ id }) => id !== "injected"), wallet];
    changed();
  };
  window.addEventListener("eip6963:announceProvider", heard);
  window.dispatchEvent(new Event("eip6963:requestProvider"));
  const { ethereum } = window as { readonly ethereum?: FoundWallet["provider"] };
  if (found.length === 0 && ethereum !== undefined) {
    found = [{ id: "injected", name: words.injected, icon: undefined, provider: ethereum }];
    changed();
  }
  return () => window.removeEventListener("eip6963:announceProvider", heard);
}

export const useWallets = (): readonly FoundWallet[] => useSyncExternalStore(listen, () => found);
