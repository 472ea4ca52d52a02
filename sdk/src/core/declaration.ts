import type { Interface, Provider, Result } from "ethers";
import type { z } from "zod";
import type { ContractName } from "../generated/bytecode";
import type { Connection } from "./directory";
import type { Due } from "./due";
import type { Section, SettingsOf } from "./fields";
import type { Check } from "./findings";
import type { DecodedLog, Inspection } from "./inspection";
import type { LogRules } from "./log-rules";
import type { TellNext } from "./next";
import type { ProvisionSpecs, Quantity } from "./provision-specs";
import type { CombinedRead, Read } from "./reader";
import type { RoleName } from "./roles";

/** What gives a contract's interface. */
export interface Factory<Abi extends Interface = Interface> {
  createInterface(): Abi;
}

/** A function of an interface: its name, or its signature where several share the name. */
export type FunctionIn<Abi extends Interface> = Parameters<Abi["getFunction"]>[0];

/** A provision as a constructor takes it. */
export interface ProvisionTerms {
  readonly value: bigint;
  readonly min: bigint;
  readonly max: bigint;
}

/** Where every institution is, or will be. */
export type Addresses = Readonly<Record<string, string>>;

/** What the charter and the chain say that an institution may be created with. */
export interface Terms<Settings> {
  /** The institution's own section of the charter. */
  readonly settings: Settings;
  /** Another institution's section. */
  readonly settingsOf: <Shape extends z.ZodRawShape>(section: Section<Shape>) => SettingsOf<Shape>;
  /** The institution's provisions, in its contract's order and units. */
  readonly provisions: readonly ProvisionTerms[];
  /** Who governs while the nation is founded: its deployer. */
  readonly deployer: string;
  /** The founding citizens' accounts, in the charter's order. */
  readonly citizens: readonly string[];
  readonly chainId: bigint;
  /** Which of its contracts the institution is built by, if it has several. */
  readonly variant: string | undefined;
  /** Every institution by its key in the directory. */
  readonly directory: readonly { readonly name: string; readonly account: string }[];
  /** The institutions that are exempt from tax. */
  readonly taxExempt: readonly string[];
  /** The functions that the nation's upkeep pays for, of all institutions that this software knows. */
  readonly kept: readonly { readonly institution: string; readonly selector: string }[];
}

/** A section of a charter that is well-formed, for what only shows when fields are seen together. */
export interface SectionCheck<Settings> extends Pick<Terms<Settings>, "settings" | "settingsOf"> {
  /** How many founding citizens there are. */
  readonly citizens: number;
  /** A provision of this institution with its bounds. */
  readonly provision: (key: string) => { readonly value: Quantity; readonly min: Quantity; readonly max: Quantity };
  /** Says what is wrong with a field of this section. */
  readonly complain: (field: string, message: string) => void;
  /** Complains about a text that takes more bytes than it may. */
  readonly fit: (field: string, text: string, bytes: number) => void;
}

/** What else is known of a founding whose charter is read back from the chain. */
export interface CreatedWith {
  /** Which of its contracts the institution was built by, if it has several. */
  readonly variant: string | undefined;
  /** The founding citizens' accounts. */
  readonly citizens: readonly string[];
  /** How long the invitations of the plan last, in seconds. */
  readonly invitation: bigint;
}

/** What verification gives to an institution that has more to compare than code, wiring, provisions and powers. */
export interface Verification {
  readonly inspection: Inspection;
  /** What the institution was created with, as its constructor took it. */
  readonly terms: Result;
  readonly variant: string | undefined;
  /** The adopted institutions that hold coin for citizens, which no tax should touch. */
  readonly exemptSince: readonly { readonly name: string; readonly account: string }[];
  /** What the institution's logs told before the hand-over. */
  readonly beforeHandOver: (events: readonly string[]) => Promise<DecodedLog[]>;
}

/** A number that a contract keeps of what its logs tell. */
export interface Counted {
  /** What is counted, as in "12 of 13 citizens". */
  readonly what: string;
  /** The function that gives the number. */
  readonly by: string;
  /** Which of the function's results it is; the first if left out. */
  readonly result?: number;
  /** The number that the logs give. */
  readonly told: (logs: readonly DecodedLog[]) => bigint;
}

/** One for each log of an event. */
export const each =
  (event: string) =>
  (logs: readonly DecodedLog[]): bigint =>
    BigInt(logs.filter((one) => one.event.name === event).length);

/** Several contracts that an institution can be built by. */
export interface Variants<Settings> {
  readonly contracts: Readonly<Record<string, { readonly contract: ContractName; readonly factory: Factory }>>;
  /** The one that a nation is founded with on a chain. */
  choose(settings: Settings, chain: { readonly chainId: bigint; readonly provider: Provider }): Promise<string>;
  /** Whether the charter lets one be chosen on a chain. */
  allows(settings: Settings, choice: { readonly chainId: bigint; readonly variant: string }): boolean;
}

/**
 * Whether a charter can leave an institution out.
 *
 * - `always`: every nation has it.
 * - `by default`: a charter founds it, unless it leaves it out.
 * - `if named`: a charter founds it only if it names it. So is whatever joins the catalogue: a silent charter keeps its meaning.
 *
 * The section of one that can be left out has a default for every field.
 */
export type Founded = "always" | "by default" | "if named";

/** A part of the overview: reads by name, all answered in the overview's one request. */
export type OverviewPart = Readonly<Record<string, Read<unknown> | CombinedRead<unknown>>>;

/**
 * Everything that the software knows of an institution, said once: names, addresses, constructor arguments, the charter's
 * section and its JSON Schema, provisions, the client, the overview, grants of roles and the verification are derived from it.
 */
export interface Declaration<
  Name extends string = string,
  Abi extends Interface = Interface,
  Specs extends ProvisionSpecs = ProvisionSpecs,
  Shape extends z.ZodRawShape = z.ZodRawShape,
  Path extends readonly string[] = readonly string[],
  Client = unknown,
  Part extends OverviewPart = OverviewPart,
  Contract extends ContractName = ContractName,
  When extends Founded = Founded,
> {
  /** Its key in the nation's directory. */
  readonly name: Name;
  readonly contract: Contract;
  readonly factory: Factory<Abi>;
  /** What it is, in a few words that continue its name. */
  readonly summary: string;
  /** Whether a charter can leave it out; every nation has it if nothing is said. What an institution needs is read from its terms. */
  readonly founded?: When;
  /** Where its section of the charter is. */
  readonly charter?: Path;
  /** What its section holds beside its provisions. */
  readonly section?: Section<Shape>;
  /** What groups of fields within its section mean, by their names. */
  readonly groups?: Readonly<Record<string, string>>;
  readonly provisions?: Specs;
  /** Checks what only shows when fields of the section are seen together. */
  check?(check: SectionCheck<SettingsOf<Shape>>): void;
  /** Given only if it can be built by several contracts; `contract` and `factory` are then those of the richest. */
  readonly variants?: Variants<SettingsOf<Shape>>;
  /** The constructor's arguments: whom they name of `at` is whom the institution knows. */
  terms(addresses: Addresses, terms: Terms<SettingsOf<Shape>>): readonly unknown[];
  /** The section of a charter that gives these terms: what the constructor took, turned back. */
  settingsFrom?(created: Result, founding: CreatedWith): Readonly<Record<string, unknown>>;
  /** The roles that it holds. */
  readonly roles?: readonly RoleName[];
  /**
   * Who may call what it inherits from a library or an ERC, by what `@custom:access` would say; of everything else its contract's
   * documentation says it.
   */
  readonly inherited?: { readonly [access: string]: readonly FunctionIn<Abi>[] };
  /** Whether every call to it makes a proposal constitutional, whatever function it names. */
  readonly constitutional?: boolean;
  /** Whether what goes there and comes back is not spent, and bears no tax. */
  readonly taxExempt?: boolean;
  /** The calls by which it exempts an account from tax for good, and tells whether it has; only of whoever taxes. */
  readonly exempting?: { readonly fix: (account: string) => string; readonly isFixed: (account: string) => string };
  /** The functions by which the government tells it of another institution than the one it was created with, by that one's name. */
  readonly repointedBy?: Readonly<Record<string, FunctionIn<Abi>>>;
  /** Whether it owes money that creditors claim, as the contracts' `Payouts` does. */
  readonly payouts?: boolean;
  /** Why each of its events may stand in its logs. */
  readonly logs: LogRules;
  /** What its contract counts itself, so that logs that a node keeps back are missed. */
  readonly counted?: readonly Counted[];
  /** Events of powers that no founding uses. What anyone can raise is none: it would let a stranger spoil one. */
  readonly neverFounding?: readonly string[];
  /** Compares what nothing but this institution has. */
  verify?(verification: Verification): Promise<Check[]>;
  /** The SDK's client of it. */
  readonly client?: (connection: Connection) => Client;
  /** What anyone can carry out there now, and should: for those who keep the nation going. */
  readonly due?: Due;
  /**
   * Which of its functions the nation's upkeep pays for: each reverts where nothing is due, pays its caller nothing, runs nobody's
   * code that no decision approved, and can't be cut into pieces.
   */
  readonly kept?: readonly FunctionIn<Abi>[];
  /** What it has for a person to do: loaded when it is asked for. */
  readonly next?: TellNext;
  /** What the overview tells of it. */
  readonly overview?: (connection: Connection) => Part;
}

type NoPart = Readonly<Record<never, never>>;

/** Declares an institution. Its types are inferred from what it says. */
/* @__NO_SIDE_EFFECTS__ */
export function declare<
  const Name extends string,
  const Contract extends ContractName,
  Abi extends Interface,
  const Path extends readonly string[] = readonly [],
  Specs extends ProvisionSpecs = NoPart,
  Shape extends z.ZodRawShape = NoPart,
  Client = undefined,
  Part extends OverviewPart = NoPart,
  const When extends Founded = "always",
>(
  declaration: Declaration<Name, Abi, Specs, Shape, Path, Client, Part, Contract, When>,
): Declaration<Name, Abi, Specs, Shape, Path, Client, Part, Contract, When> {
  return declaration;
}

const interfaces = new Map<Factory, Interface>();

/** A contract's interface, made when it is first asked for. */
export function interfaceBy<Abi extends Interface>(factory: Factory<Abi>): Abi {
  const known = interfaces.get(factory) ?? factory.createInterface();
  interfaces.set(factory, known);
  return known as Abi;
}

/** The interface of an institution: of its richest contract, if it can be built by several. */
export const interfaceOf = <Abi extends Interface>({ factory }: { readonly factory: Factory<Abi> }): Abi =>
  interfaceBy(factory);
