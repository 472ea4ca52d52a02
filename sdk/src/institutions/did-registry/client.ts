import { ZeroAddress } from "ethers";
import type { Address } from "../../core/address";
import { addressOf, type Connection } from "../../core/directory";
import { eventsOf, type Events } from "../../core/events";
import { withNationErrors } from "../../core/failures";
import { sign } from "../../core/typed-data";
import type { Moment, Seconds } from "../../core/units";
import { providerOf, signerOf, writer, type ReceiptEvents, type Write } from "../../core/write";
import { DidRegistry__factory, type DidRegistry } from "../../generated/contracts";
import { citizenId as citizenUnit, type CitizenId } from "../citizenship/units";
import { didOf, nameBytes, valueBytes, type Did } from "./did";
import { didRegistryEventUnits, type DidRegistryEventUnits } from "./events";
import { didRegistrySignedTypes } from "./signatures";

/** What an identity's owner signed, and until when it may be handed in. */
export interface SignedByOwner {
  readonly identity: Address;
  readonly deadline: Moment;
  readonly signature: string;
}

/** An owner to be. */
export interface NewOwner {
  readonly identity: Address;
  readonly newOwner: Address;
}

/** An account that acts for an identity. */
export interface Delegate {
  readonly identity: Address;
  /** What for: `veriKey` signs for it, `sigAuth` logs in for it, `enc` reads for it; or what else resolvers know. */
  readonly type: string;
  readonly delegate: Address;
}

/** What an identity says of itself. */
export interface Attribute {
  readonly identity: Address;
  /** Such as `did/svc/HubService`, or `did/pub/Secp256k1/veriKey/hex`; at most 31 bytes. */
  readonly name: string;
  /** A text, or bytes in 0x-hexadecimal. */
  readonly value: string;
}

/** For how long. */
export interface Validity {
  /** Until it is taken back if left out. */
  readonly validity?: Seconds;
}

/** What has an end without saying so. */
const ENDLESS = 2n ** 256n - 1n;

interface OwnerChange {
  readonly identity: Address;
  /** Undefined if the identity is deactivated. */
  readonly owner: Address | undefined;
}

/** The DID registry of a nation. */
export interface DidRegistryClient {
  readonly address: Address;
  /** The contract in ethers' terms, for what the SDK does not wrap. */
  readonly contract: DidRegistry;
  readonly events: Events<DidRegistry, DidRegistryEventUnits>;

  /** An account's decentralized identifier, the connected one's if left out. */
  did(parameters?: { account?: Address }): Promise<Did>;
  /** The nation's own, whose owner is the government. */
  nationDid(): Promise<Did>;
  /** Who controls an identity; undefined if it is deactivated. */
  ownerOf(parameters: { identity: Address }): Promise<Address | undefined>;
  /** The citizenship that an identity follows; undefined if none. */
  citizenFollowedBy(parameters: { identity: Address }): Promise<CitizenId | undefined>;
  /** Whether an account may act for an identity now. */
  isDelegate(parameters: Delegate): Promise<boolean>;

  /** Hands an identity over. Its owner's; one that follows a citizenship changes hands with that alone. */
  readonly changeOwner: Write<NewOwner, OwnerChange>;
  readonly changeOwnerBySignature: Write<NewOwner & SignedByOwner, OwnerChange>;
  /** Deactivates an identity for good. Its owner's. */
  readonly deactivate: Write<{ readonly identity: Address }, OwnerChange>;
  /** Makes the connected identity follow its citizenship, for good: whoever holds that owns it. A citizen's. */
  readonly followCitizen: Write<void, { readonly identity: Address; readonly citizenId: CitizenId }>;
  readonly followCitizenBySignature: Write<
    SignedByOwner,
    { readonly identity: Address; readonly citizenId: CitizenId }
  >;
  /** Tells resolvers that the citizenship that an identity follows has a new holder. Anyone's. */
  readonly announceOwner: Write<{ readonly identity: Address }, OwnerChange>;
  /** Lets an account act for an identity. Its owner's. */
  readonly addDelegate: Write<Delegate & Validity, void>;
  readonly addDelegateBySignature: Write<Delegate & Validity & SignedByOwner, void>;
  readonly revokeDelegate: Write<Delegate, void>;
  readonly revokeDelegateBySignature: Write<Delegate & SignedByOwner, void>;
  /** Says something of an identity. Its owner's. */
  readonly setAttribute: Write<Attribute & Validity, void>;
  readonly setAttributeBySignature: Write<Attribute & Validity & SignedByOwner, void>;
  readonly revokeAttribute: Write<Attribute, void>;
  readonly revokeAttributeBySignature: Write<Attribute & SignedByOwner, void>;

  /** Each signs what the write of the same name takes. The connected account signs as the identity's owner. */
  signChangeOwner(parameters: NewOwner & { deadline: Moment }): Promise<NewOwner & SignedByOwner>;
  signFollowCitizen(parameters: { deadline: Moment }): Promise<SignedByOwner>;
  signAddDelegate(parameters: Delegate & Validity & { deadline: Moment }): Promise<Delegate & Validity & SignedByOwner>;
  signRevokeDelegate(parameters: Delegate & { deadline: Moment }): Promise<Delegate & SignedByOwner>;
  signSetAttribute(
    parameters: Attribute & Validity & { deadline: Moment },
  ): Promise<Attribute & Validity & SignedByOwner>;
  signRevokeAttribute(parameters: Attribute & { deadline: Moment }): Promise<Attribute & SignedByOwner>;
}

function ownerChange({ all }: ReceiptEvents<DidRegistry>): OwnerChange {
  const { identity, owner } = all("DIDOwnerChanged").at(-1)!;
  return { identity, owner: owner === ZeroAddress ? undefined : owner };
}

function followed({ get }: ReceiptEvents<DidRegistry>) {
  const { identity, citizenId } = get("CitizenFollowed");
  return { identity, citizenId: citizenUnit.from(citizenId) };
}

const validityOf = ({ validity }: Validity): bigint => validity ?? ENDLESS;

/**
 * The DID registry of a nation: `connect()` calls this.
 *
 * @example
 * await nation.didRegistry.followCitizen.wait();
 * await nation.didRegistry.setAttribute.wait({ identity, name: "did/svc/Hub", value: "https://hub.example.org" });
 */
export function didRegistryClient(connection: Connection): DidRegistryClient {
  const address = addressOf(connection, "didRegistry");
  const { runner } = connection;
  const contract = DidRegistry__factory.connect(address, runner);
  const write = writer(contract, address, runner);
  const chainId = async (): Promise<bigint> => (await providerOf(runner).getNetwork()).chainId;
  const account = (): Promise<Address> => signerOf(runner, "signing for an identity").getAddress();

  const signed = async <Parameters extends { readonly identity: Address; readonly deadline: Moment }>(
    type: keyof typeof didRegistrySignedTypes,
    parameters: Parameters,
    fields: Readonly<Record<string, unknown>>,
  ): Promise<Parameters & SignedByOwner> => {
    const { identity, deadline } = parameters;
    const [nonce, owner] = await Promise.all([contract.nonce(identity), contract.identityOwner(identity)]);
    const message = { identity, ...fields, nonce, deadline };
    const signature = await sign({
      runner,
      contract,
      types: didRegistrySignedTypes,
      type,
      message,
      account: owner,
      takes: "either",
    });
    return { ...parameters, signature };
  };
  const delegateFields = ({ type, delegate }: Delegate) => ({ delegateType: nameBytes(type), delegate });
  const attributeFields = ({ name, value }: Attribute) => ({ name: nameBytes(name), value: valueBytes(value) });

  return {
    address,
    contract,
    events: eventsOf(contract, connection, didRegistryEventUnits),

    did: (parameters = {}) =>
      withNationErrors(async () =>
        didOf({ account: parameters.account ?? (await account()), chainId: await chainId() }),
      ),
    nationDid: () => withNationErrors(async () => didOf({ account: connection.nation, chainId: await chainId() })),
    ownerOf: ({ identity }) =>
      withNationErrors(async () => {
        const owner = await contract.identityOwner(identity);
        return owner === ZeroAddress ? undefined : owner;
      }),
    citizenFollowedBy: ({ identity }) =>
      withNationErrors(async () => {
        const id = await contract.citizenFollowedBy(identity);
        return id === 0n ? undefined : citizenUnit.from(id);
      }),
    isDelegate: ({ identity, type, delegate }) =>
      withNationErrors(() => contract.validDelegate(identity, nameBytes(type), delegate)),

    changeOwner: write(contract.changeOwner, {
      args: ({ identity, newOwner }) => [identity, newOwner],
      result: ownerChange,
    }),
    changeOwnerBySignature: write(contract.changeOwnerBySignature, {
      args: ({ identity, newOwner, deadline, signature }) => [identity, newOwner, deadline, signature],
      result: ownerChange,
    }),
    deactivate: write(contract.changeOwner, {
      args: ({ identity }) => [identity, ZeroAddress],
      result: ownerChange,
    }),
    followCitizen: write(contract.followCitizen, { args: () => [], result: followed }),
    followCitizenBySignature: write(contract.followCitizenBySignature, {
      args: ({ identity, deadline, signature }) => [identity, deadline, signature],
      result: followed,
    }),
    announceOwner: write(contract.announceOwner, { args: ({ identity }) => [identity], result: ownerChange }),
    addDelegate: write(contract.addDelegate, {
      args: (given) => [given.identity, nameBytes(given.type), given.delegate, validityOf(given)],
      result: () => undefined,
    }),
    addDelegateBySignature: write(contract.addDelegateBySignature, {
      args: (given) => [
        given.identity,
        nameBytes(given.type),
        given.delegate,
        validityOf(given),
        given.deadline,
        given.signature,
      ],
      result: () => undefined,
    }),
    revokeDelegate: write(contract.revokeDelegate, {
      args: ({ identity, type, delegate }) => [identity, nameBytes(type), delegate],
      result: () => undefined,
    }),
    revokeDelegateBySignature: write(contract.revokeDelegateBySignature, {
      args: ({ identity, type, delegate, deadline, signature }) => [
        identity,
        nameBytes(type),
        delegate,
        deadline,
        signature,
      ],
      result: () => undefined,
    }),
    setAttribute: write(contract.setAttribute, {
      args: (given) => [given.identity, nameBytes(given.name), valueBytes(given.value), validityOf(given)],
      result: () => undefined,
    }),
    setAttributeBySignature: write(contract.setAttributeBySignature, {
      args: (given) => [
        given.identity,
        nameBytes(given.name),
        valueBytes(given.value),
        validityOf(given),
        given.deadline,
        given.signature,
      ],
      result: () => undefined,
    }),
    revokeAttribute: write(contract.revokeAttribute, {
      args: ({ identity, name, value }) => [identity, nameBytes(name), valueBytes(value)],
      result: () => undefined,
    }),
    revokeAttributeBySignature: write(contract.revokeAttributeBySignature, {
      args: ({ identity, name, value, deadline, signature }) => [
        identity,
        nameBytes(name),
        valueBytes(value),
        deadline,
        signature,
      ],
      result: () => undefined,
    }),

    signChangeOwner: (given) => withNationErrors(() => signed("ChangeOwner", given, { newOwner: given.newOwner })),
    signFollowCitizen: ({ deadline }) =>
      withNationErrors(async () => signed("FollowCitizen", { identity: await account(), deadline }, {})),
    signAddDelegate: (given) =>
      withNationErrors(() => signed("AddDelegate", given, { ...delegateFields(given), validity: validityOf(given) })),
    signRevokeDelegate: (given) => withNationErrors(() => signed("RevokeDelegate", given, delegateFields(given))),
    signSetAttribute: (given) =>
      withNationErrors(() => signed("SetAttribute", given, { ...attributeFields(given), validity: validityOf(given) })),
    signRevokeAttribute: (given) => withNationErrors(() => signed("RevokeAttribute", given, attributeFields(given))),
  };
}
