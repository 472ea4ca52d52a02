import { useNation, useRead } from "@civitas/react";
import type { CitizenId } from "@civitas/sdk";
import { createContext, useContext } from "react";
import { to } from "../router";
import { words } from "./words";

/** Names that this device knows for accounts, by the address in small letters: the chain has numbers alone. */
export const NamesContext = createContext<Readonly<Record<string, string>>>({});

export const useName = (account: string | undefined): string | undefined => {
  const names = useContext(NamesContext);
  return account === undefined ? undefined : names[account.toLowerCase()];
};

export const short = (account: string): string => `${account.slice(0, 6)}…${account.slice(-4)}`;

/** The number of the citizen whose account it is; undefined if it is nobody's, or not known yet. */
export const useCitizenOf = (account: string | undefined): CitizenId | undefined =>
  useRead(
    ["citizenOf", account],
    async (nation) => (await nation.citizenship.citizenOf({ account: account! })) ?? null,
    {
      enabled: account !== undefined,
    },
  ).data ?? undefined;

interface CitizenProps {
  readonly id: CitizenId;
  /** The account that holds the citizenship, where it is known. */
  readonly holder?: string;
}

/** A citizen: round, with the number that the nation gave. */
export function Citizen({ id, holder }: CitizenProps) {
  const asked = useRead(
    ["holderOf", id],
    async (nation) => (await nation.citizenship.holderOf({ citizenId: id })) ?? null,
    { enabled: holder === undefined },
  ).data;
  const account = holder ?? asked ?? undefined;
  const name = useName(account);
  const { data: nation } = useNation();
  const isYou = nation?.account !== undefined && nation.account.toLowerCase() === account?.toLowerCase();
  return (
    <a className="who" href={to(`/people/${id}`)} title={account}>
      <span className="mark" aria-hidden="true">
        {name?.slice(0, 1) ?? String(id)}
      </span>
      <span>
        {name ?? words.citizen(String(id))}{" "}
        {name !== undefined && <span className="no">{words.number(String(id))}</span>}
        {isYou && <span className="no"> ({words.you})</span>}
      </span>
    </a>
  );
}

/** An account: the citizen who holds it, or a stranger with the address in full where there is room. */
export function Account({ account, isWhole = false }: { readonly account: string; readonly isWhole?: boolean }) {
  const id = useCitizenOf(account);
  const institution = useInstitutionAt(account);
  const name = useName(account);
  if (id !== undefined) return <Citizen id={id} holder={account} />;
  if (institution !== undefined) return <span title={account}>{institution}</span>;
  return (
    <span className="who stranger" title={account}>
      <span className="mark" aria-hidden="true">
        ?
      </span>
      <span>
        {name !== undefined && `${name} `}
        <span className="chain" dir="ltr">
          {isWhole ? account : short(account)}
        </span>
      </span>
    </span>
  );
}

/** The institution of the nation at an address, as its directory calls it. */
function useInstitutionAt(account: string): string | undefined {
  const { data } = useRead(["institutions"], (nation) => nation.institutions());
  return Object.entries(data ?? {}).find(([, address]) => address.toLowerCase() === account.toLowerCase())?.[0];
}
