import {
  bps,
  civic,
  wei,
  type Bps,
  type CitizenId,
  type Civic,
  type EventApi,
  type Heads,
  type InstitutionClients,
  type NationClient,
  type Seconds,
  type Wei,
} from "../../sdk/src";
import type { ProposalId } from "../../sdk/src/institutions/governor";

/** Read by `npm run typecheck`, never run: each line marked must not compile, or the check fails. */
export function unitsDoNotMix(
  pay: (amount: Civic) => void,
  vote: (proposal: ProposalId, citizen: CitizenId) => void,
  ids: { proposal: ProposalId; citizen: CitizenId },
): unknown[] {
  pay(civic.parse("5"));
  vote(ids.proposal, ids.citizen);
  const plain: bigint = civic.parse("5");

  // @ts-expect-error A bare number is no amount of coin.
  pay(5n);
  // @ts-expect-error Native coin is not civic coin.
  pay(wei.parse("5"));
  // @ts-expect-error A sum of amounts is a bare number until someone says what it counts.
  pay(civic.parse("5") + civic.parse("5"));
  // @ts-expect-error A citizen is not a proposal.
  vote(ids.citizen, ids.proposal);
  // @ts-expect-error A share is not a length of time.
  const period: Seconds = bps.percent("5");
  // @ts-expect-error A bare number is no number of people.
  const people: Heads = 12n;
  // @ts-expect-error Civic coin is not native coin.
  const fee: Wei = civic.parse("1");
  // @ts-expect-error A bare number is no share.
  const share: Bps = 5_00n;
  return [plain, period, people, fee, share];
}

/** The fields of an event that are numbers without a unit. */
type Bare<Fields> = {
  [Field in keyof Fields]: bigint extends Fields[Field]
    ? Field
    : Fields[Field] extends readonly (infer Item)[]
      ? bigint extends Item
        ? Field
        : never
      : never;
}[keyof Fields];

/** The events of an institution that have such a field. */
type BareEvents<Client> = Client extends { readonly events: infer Events }
  ? {
      [Event in keyof Events]: Events[Event] extends EventApi<infer Fields>
        ? [Bare<Fields>] extends [never]
          ? never
          : Event
        : Event;
    }[keyof Events]
  : never;

type Clients = InstitutionClients & { readonly nation: NationClient };

/** Read by `npm run typecheck`, never run: what events of any institution give is in units. */
type Incomplete = {
  [Name in keyof Clients]: [BareEvents<Clients[Name]>] extends [never]
    ? never
    : { [K in Name]: BareEvents<Clients[Name]> };
}[keyof Clients];
export const everyEventIsInUnits: [Incomplete] extends [never] ? true : Incomplete = true;
