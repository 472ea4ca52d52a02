import { id } from "ethers";
import type { Address } from "../../core/address";
import { addressOf, type Connection } from "../../core/directory";
import { eventsOf, type Events } from "../../core/events";
import { withNationErrors } from "../../core/failures";
import type { Page, PageQuery } from "../../core/pages";
import { provisionActions, type ProvisionActions } from "../../core/provisions";
import { multicall, readEncoder } from "../../core/reader";
import { sign } from "../../core/typed-data";
import { heads, moment, type Heads, type Moment } from "../../core/units";
import { providerOf, signerOf, writer, type Call, type ReceiptEvents, type Write } from "../../core/write";
import { Citizenship__factory, Petitions__factory, type Petitions } from "../../generated/contracts";
import { citizenId as citizenUnit, type CitizenId } from "../citizenship/units";
import { proposalId as proposalUnit, type ProposalId } from "../governor/units";
import { citizensIn, petitionsEventUnits, type PetitionsEventUnits } from "./events";
import { listPetitions } from "./lists";
import type { PetitionsProvisions } from "./provisions";
import { petitionFrom } from "./records";
import { packSignatures, petitionsSignedTypes as types, type SignedPetition } from "./signatures";
import type { Petition } from "./types";

/** A petition that an act is about. */
interface OfPetition {
  readonly proposalId: ProposalId;
}

/** What signing came to: the second vote, if it was the last signature that it took. */
interface Signed extends OfPetition {
  readonly vote: { readonly endsAt: Moment; readonly heldUntil: Moment } | undefined;
}

/** The petitions of a nation. */
export interface PetitionsClient extends ProvisionActions<PetitionsProvisions> {
  readonly address: Address;
  /** The contract in ethers' terms, for what the SDK does not wrap. */
  readonly contract: Petitions;
  readonly events: Events<Petitions, PetitionsEventUnits>;

  /** How many signatures a petition takes that is opened now. */
  signaturesNeeded(): Promise<Heads>;
  /** @throws RevertError if there is no petition against the proposal. */
  petition(parameters: OfPetition): Promise<Petition>;
  /** The petitions, the newest first. */
  list(query?: PageQuery): Promise<Page<Petition>>;
  hasSigned(parameters: OfPetition & { citizenId: CitizenId }): Promise<boolean>;
  hasVoted(parameters: OfPetition & { citizenId: CitizenId }): Promise<boolean>;

  /**
   * Opens a petition against what waits in the timelock, and signs it. A citizen's.
   *
   * @example
   * const { calls, description } = await nation.governor.proposal({ proposalId });
   * await nation.petitions.open.wait({ calls, description });
   */
  readonly open: Write<{ readonly calls: readonly Call[]; readonly description: string }, Signed, bigint>;
  /** Signs a petition. A citizen's. */
  readonly sign: Write<OfPetition, Signed>;
  /** Brings what citizens signed. Anyone's. */
  readonly bring: Write<
    OfPetition & { readonly signatures: readonly SignedPetition[] },
    Signed & { readonly brought: readonly CitizenId[] },
    bigint
  >;
  /** Takes back one's own signature, and makes void what was signed and not brought. */
  readonly withdraw: Write<OfPetition, OfPetition & { readonly citizenId: CitizenId }>;
  /** Votes in the second vote. A citizen's. */
  readonly vote: Write<
    OfPetition & { readonly inFavour: boolean },
    OfPetition & { readonly citizenId: CitizenId; readonly inFavour: boolean }
  >;
  /** Settles the second vote, once it is over. Anyone's. */
  readonly settle: Write<OfPetition, OfPetition & { readonly confirmed: boolean; readonly votes: Petition["votes"] }>;

  /** Signs a petition, for anyone to bring. A citizen's key. */
  signPetition(parameters: OfPetition): Promise<SignedPetition>;
}

/**
 * The petitions of a nation: `connect()` calls this.
 *
 * @example
 * const { items } = await nation.petitions.list({ limit: 5 });
 */
export function petitionsClient(connection: Connection): PetitionsClient {
  const address = addressOf(connection, "petitions");
  const { runner } = connection;
  const contract = Petitions__factory.connect(address, runner);
  const write = writer(contract, address, runner);
  const read = readEncoder(contract, address);

  const signed = ({ all }: ReceiptEvents<Petitions>, proposalId: ProposalId): Signed => {
    const [opened] = all("SecondVoteOpened");
    return {
      proposalId,
      vote: opened && { endsAt: moment.from(opened.voteEndsAt), heldUntil: moment.from(opened.heldUntil) },
    };
  };

  return {
    address,
    contract,
    events: eventsOf(contract, connection, petitionsEventUnits),
    ...provisionActions<PetitionsProvisions>(address, runner),

    signaturesNeeded: () => withNationErrors(async () => heads.from(await contract.signaturesNeeded())),
    petition: ({ proposalId }) =>
      withNationErrors(async () => {
        const { values, at } = await multicall(providerOf(runner), [
          read(contract.petitionOf, [proposalId], (raw) => raw),
        ]);
        return petitionFrom(proposalId, values[0], at);
      }),
    list: (query = {}) => withNationErrors(() => listPetitions(connection, query)),
    hasSigned: ({ proposalId, citizenId }) => withNationErrors(() => contract.hasSigned(proposalId, citizenId)),
    hasVoted: ({ proposalId, citizenId }) => withNationErrors(() => contract.hasVoted(proposalId, citizenId)),

    open: write(contract.open, {
      args: ({ calls, description }) => [
        calls.map(({ target }) => target),
        calls.map(({ value }) => value),
        calls.map(({ data }) => data),
        id(description),
      ],
      result: (events) => signed(events, proposalUnit.from(events.get("PetitionOpened").proposalId)),
    }),
    sign: write(contract.sign, {
      args: ({ proposalId }) => [proposalId],
      result: (events, { proposalId }) => signed(events, proposalId),
    }),
    bring: write(contract.bring, {
      args: ({ proposalId, signatures }) => [proposalId, packSignatures({ proposalId, signatures })],
      result: (events, { proposalId }) => ({
        ...signed(events, proposalId),
        brought: events
          .all("SignaturesBrought")
          .flatMap(({ firstCitizenId, citizens }) => citizensIn(firstCitizenId, citizens)),
      }),
    }),
    withdraw: write(contract.withdraw, {
      args: ({ proposalId }) => [proposalId],
      result: ({ get }, { proposalId }) => ({
        proposalId,
        citizenId: citizenUnit.from(get("SignatureWithdrawn").citizenId),
      }),
    }),
    vote: write(contract.vote, {
      args: ({ proposalId, inFavour }) => [proposalId, inFavour],
      result: ({ get }, { proposalId }) => {
        const { citizenId, inFavour } = get("SecondBallotCast");
        return { proposalId, citizenId: citizenUnit.from(citizenId), inFavour };
      },
    }),
    settle: write(contract.settle, {
      args: ({ proposalId }) => [proposalId],
      result: ({ get }, { proposalId }) => {
        const { confirmed, forVotes, againstVotes } = get("PetitionSettled");
        return { proposalId, confirmed, votes: { for: heads.from(forVotes), against: heads.from(againstVotes) } };
      },
    }),

    signPetition: ({ proposalId }) =>
      withNationErrors(async () => {
        const account = await signerOf(runner, "signing a petition").getAddress();
        const citizenship = Citizenship__factory.connect(addressOf(connection, "citizenship"), runner);
        const citizenId = citizenUnit.from(await citizenship.citizenOf(account));
        const { until } = await contract.petitionOf(proposalId);
        const message = { proposalId, until };
        const signature = await sign({ runner, contract, types, type: "PetitionSignature", message, takes: "key" });
        return { proposalId, citizenId, signature };
      }),
  };
}
