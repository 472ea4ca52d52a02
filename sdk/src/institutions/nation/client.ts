import { ZeroAddress } from "ethers";
import type { Address } from "../../core/address";
import type { Connection } from "../../core/directory";
import { eventsOf, type Events } from "../../core/events";
import { withNationErrors } from "../../core/failures";
import { fromKey, toKey } from "../../core/keys";
import { moment, type Moment } from "../../core/units";
import { writer, type Change, type Write } from "../../core/write";
import { Nation__factory, type Nation } from "../../generated/contracts";
import type { NationProfileStructOutput } from "../../generated/contracts/Nation";
import { nationEventUnits, type NationEventUnits } from "./events";

/** How a nation presents itself. */
export interface Profile {
  readonly name: string;
  readonly motto: string;
  readonly domain: string;
  readonly daoURI: string;
  /** SVG. Show it as an image, never as part of a page: then nothing in it can run. */
  readonly flag: string;
  readonly foundedAt: Moment;
  readonly constitution: Address;
  /** Every institution by its name in the directory. */
  readonly institutions: Readonly<Record<string, Address>>;
}

/** A contract that was an institution. */
export interface Appointment {
  /** Undefined if the institution was closed. */
  readonly account: Address | undefined;
  readonly since: Moment;
}

/** The nation's public profile, and the directory of its institutions. */
export interface NationProfileClient {
  readonly address: Address;
  /** The contract in ethers' terms, for what the SDK does not wrap. */
  readonly contract: Nation;
  readonly events: Events<Nation, NationEventUnits>;

  profile(): Promise<Profile>;
  institutions(): Promise<Readonly<Record<string, Address>>>;
  /** Every contract that was an institution, the first one first. */
  historyOf(parameters: { name: string }): Promise<Appointment[]>;

  /** Renames the nation. The government's, as everything below. */
  readonly setName: Write<{ readonly name: string }, Change<string>>;
  readonly setMotto: Write<{ readonly motto: string }, Change<string>>;
  readonly setDomain: Write<{ readonly domain: string }, Change<string>>;
  readonly setDaoURI: Write<{ readonly daoURI: string }, Change<string>>;
  /** Throws an {@link InvalidInputError} for what is no picture that browsers show: the chain would take any text. */
  readonly setFlag: Write<{ readonly flag: string }, Change<string>>;
  /** Makes a contract an institution; leave the account out to close the institution. */
  readonly appointInstitution: Write<
    { readonly name: string; readonly account?: Address },
    { readonly name: string } & Change<Address | undefined>
  >;
}

const someAddress = (address: Address): Address | undefined => (address === ZeroAddress ? undefined : address);

type Institutions = readonly { readonly name: string; readonly account: string }[];

/** The directory as the contract gives it. */
export const toDirectory = (institutions: Institutions): Record<string, Address> =>
  Object.fromEntries(institutions.map(({ name, account }) => [fromKey(name), account]));

/** The profile as the contract gives it. */
export const toProfile = ({ terms, foundedAt, authority, institutions }: NationProfileStructOutput): Profile => ({
  name: terms.name,
  motto: terms.motto,
  domain: terms.domain,
  daoURI: terms.daoURI,
  flag: terms.flag,
  foundedAt: moment.from(foundedAt),
  constitution: authority,
  institutions: toDirectory(institutions),
});

/** The profile of a nation: `connect()` calls this. */
export function nationProfileClient({ nation: address, runner }: Connection): NationProfileClient {
  const contract = Nation__factory.connect(address, runner);
  const write = writer(contract, address, runner);

  return {
    address,
    contract,
    events: eventsOf(contract, { runner, nation: address }, nationEventUnits),

    profile: () => withNationErrors(async () => toProfile(await contract.profile())),
    institutions: () => withNationErrors(async () => toDirectory(await contract.institutions())),
    historyOf: ({ name }) =>
      withNationErrors(async () =>
        (await contract.historyOf(toKey(name))).map(({ account, since }) => ({
          account: someAddress(account),
          since: moment.from(since),
        })),
      ),

    setName: write(contract.setName, {
      args: ({ name }) => [name],
      result: ({ get }) => {
        const { oldName, newName } = get("NameChanged");
        return { before: oldName, after: newName };
      },
    }),
    setMotto: write(contract.setMotto, {
      args: ({ motto }) => [motto],
      result: ({ get }) => {
        const { oldMotto, newMotto } = get("MottoChanged");
        return { before: oldMotto, after: newMotto };
      },
    }),
    setDomain: write(contract.setDomain, {
      args: ({ domain }) => [domain],
      result: ({ get }) => {
        const { oldDomain, newDomain } = get("DomainChanged");
        return { before: oldDomain, after: newDomain };
      },
    }),
    setDaoURI: write(contract.setDaoURI, {
      args: ({ daoURI }) => [daoURI],
      result: ({ get }) => {
        const { oldDaoURI, newDaoURI } = get("DaoURIChanged");
        return { before: oldDaoURI, after: newDaoURI };
      },
    }),
    setFlag: write(contract.setFlag, {
      args: ({ flag }) => [flag],
      check: async ({ flag }) => (await import("../../core/picture")).requireFlag(flag),
      result: ({ get }) => {
        const { oldFlag, newFlag } = get("FlagChanged");
        return { before: oldFlag, after: newFlag };
      },
    }),
    appointInstitution: write(contract.appointInstitution, {
      args: ({ name, account = ZeroAddress }) => [toKey(name), account],
      result: ({ get }) => {
        const { name, oldAccount, newAccount } = get("InstitutionAppointed");
        return { name: fromKey(name), before: someAddress(oldAccount), after: someAddress(newAccount) };
      },
    }),
  };
}
