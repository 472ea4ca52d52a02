import type { Address } from "../core/address";
import type { CitizenId } from "../institutions/citizenship/units";
import { isKnown } from "../institutions/registry";

/** What a token calls itself. */
export interface TokenName {
  readonly symbol: string;
  readonly decimals: number;
}

/** What a nation knows of addresses. What is left out is not looked for. */
export interface Names {
  /** The nation's institutions by their names. */
  readonly directory?: Readonly<Record<string, Address>>;
  /** The citizenship that each account holds. */
  readonly citizens?: Readonly<Record<Address, CitizenId>>;
  /** Tokens by their addresses. */
  readonly tokens?: Readonly<Record<Address, TokenName>>;
}

/** Looks names up, and remembers for whom it looked. */
export class NameBook {
  /** The accounts that may be citizens'. */
  readonly accounts = new Set<string>();
  /** The contracts that may be tokens. */
  readonly tokens = new Set<string>();
  /** Whether the nation's institutions are known: what is none of them is a stranger. */
  readonly hasDirectory: boolean;
  private readonly institutions: ReadonlyMap<string, string>;
  private readonly citizens: ReadonlyMap<string, CitizenId>;
  private readonly known: ReadonlyMap<string, TokenName>;

  constructor({ directory, citizens = {}, tokens = {} }: Names) {
    this.hasDirectory = directory !== undefined;
    // A second name does not hide the one that this software knows.
    const named = Object.entries(directory ?? {}).sort(
      ([one], [other]) => Number(isKnown(one)) - Number(isKnown(other)),
    );
    this.institutions = new Map(named.map(([name, address]) => [address.toLowerCase(), name]));
    this.citizens = byAddress(citizens);
    this.known = byAddress(tokens);
  }

  institutionAt(address: string): string | undefined {
    return this.institutions.get(address.toLowerCase());
  }

  citizenAt(address: string): CitizenId | undefined {
    this.accounts.add(address);
    return this.citizens.get(address.toLowerCase());
  }

  tokenAt(address: string): TokenName | undefined {
    this.tokens.add(address);
    return this.known.get(address.toLowerCase());
  }
}

const byAddress = <Thing>(things: Readonly<Record<Address, Thing>>): ReadonlyMap<string, Thing> =>
  new Map(Object.entries(things).map(([address, thing]) => [address.toLowerCase(), thing]));
