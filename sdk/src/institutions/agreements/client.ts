import type { Address } from "../../core/address";
import { addressOf, type Connection } from "../../core/directory";
import { SignerNeededError } from "../../core/errors";
import { eventsOf, type LogRange } from "../../core/events";
import { withNationErrors } from "../../core/failures";
import { multicall, readEncoder } from "../../core/reader";
import { sign } from "../../core/typed-data";
import { moment, wei, type Moment, type Wei } from "../../core/units";
import { asyncWrite, providerOf, writer, type ReceiptEvents } from "../../core/write";
import { Agreements__factory, Citizenship__factory, type Agreements } from "../../generated/contracts";
import { someCitizen } from "../citizenship/units";
import { moneyChanger } from "../coin/money";
import { civic } from "../coin/units";
import { evidenceUri } from "../court/evidence";
import { caseId as caseUnit } from "../court/units";
import { payoutsAt } from "../payouts";
import { NotAPartyError, NotRuledError } from "./errors";
import { agreementsEventUnits } from "./events";
import { phaseOf, type AgreementOutcome } from "./phases";
import { readAgreement, readOpened, readTerms, type OfAgreement } from "./records";
import { amountsIn, toContract, type Contracted } from "./terms";
import type {
  AgreementsClient,
  DemandTerms,
  EndedAgreement,
  OfParty,
  SettlementTerms,
  SignedAgreement,
  SignedParty,
  StatedDemand,
  Statement,
} from "./types";
import { agreementId as agreementUnit, type AgreementId } from "./units";
import { agreementsSignedTypes } from "./signatures";

interface Ready {
  readonly of: Contracted;
}

interface ReadyParty extends Ready {
  readonly party: number;
}

interface ReadyDemand extends ReadyParty {
  readonly demand: bigint[];
  readonly uri: string;
  readonly cost: Wei;
}

interface ReadySettlement extends Ready {
  readonly division: bigint[];
  readonly validUntil: Moment;
  readonly signatures: string[];
}

const BY_SENDER = "0x";
const NOTHING = wei.from(0n);

const uriOf = (statement: Statement): string =>
  evidenceUri(typeof statement === "string" ? { name: "Statement", description: statement } : statement);

/**
 * The agreements of a nation: `connect()` calls this.
 *
 * @example
 * const { agreementId } = await nation.agreements.open.wait(terms);
 * await nation.coin.approve.wait({ spender: nation.agreements.address, amount });
 * await nation.agreements.sign.wait({ agreementId });
 */
export function agreementsClient(connection: Connection): AgreementsClient {
  const address = addressOf(connection, "agreements");
  const { runner, account } = connection;
  const contract = Agreements__factory.connect(address, runner);
  const write = writer(contract, address, runner);
  const money = moneyChanger(connection);
  const reading = { contract, address, runner, money };
  const encodeRead = readEncoder(contract, address);

  const contracted = (of: OfAgreement): Promise<Contracted> => readTerms(reading, of);

  /** Who acts: the party that is named, or the one that acts from the connected account now. */
  const partyOf = async (of: Contracted, party: number | undefined, what: string): Promise<number> => {
    if (party !== undefined) return party;
    if (account === undefined) throw new SignerNeededError(`${what} without naming a party`);
    const { values } = await multicall(
      providerOf(runner),
      of.terms.parties.map((_, index) =>
        encodeRead(contract.accountOf, [of.agreementId, of.terms, index], (actsFrom) => actsFrom),
      ),
    );
    const index = values.indexOf(account);
    if (index === -1) throw new NotAPartyError(of.agreementId, account, values);
    return index;
  };

  const ready = async (parameters: OfAgreement): Promise<Ready> => ({ of: await contracted(parameters) });
  const readyParty =
    (what: string) =>
    async <Parameters extends OfParty>(parameters: Parameters): Promise<ReadyParty & { parameters: Parameters }> => {
      const of = await contracted(parameters);
      return { of, party: await partyOf(of, parameters.party, what), parameters };
    };
  const costOf = async ({ agreementId, terms }: Contracted): Promise<Wei> =>
    wei.from(await contract.disputeCost(agreementId, terms));
  const readyDemand =
    (what: string, isDispute: boolean) =>
    async (parameters: DemandTerms): Promise<ReadyDemand> => {
      const { of, party } = await readyParty(what)(parameters);
      return {
        of,
        party,
        demand: amountsIn(of.terms.asset, parameters.demand, money),
        uri: uriOf(parameters.statement),
        cost: isDispute ? await costOf(of) : NOTHING,
      };
    };

  const moneyOf = ({ terms }: Contracted, amounts: readonly bigint[]) =>
    amounts.map((amount) => money.join(terms.asset, amount));
  const signedOf = ({ get, all }: ReceiptEvents<Agreements>, { of }: Ready): SignedParty => {
    const { party, account: signer, lock } = get("AgreementSigned");
    return {
      agreementId: of.agreementId,
      party: Number(party),
      account: signer,
      locked: money.join(of.terms.asset, lock),
      isBinding: all("AgreementBound").length > 0,
    };
  };
  const endedOf = ({ get, all }: ReceiptEvents<Agreements>, { of }: Ready): EndedAgreement => {
    const { outcome, division } = get("AgreementEnded");
    return {
      agreementId: of.agreementId,
      outcome: phaseOf(outcome) as AgreementOutcome,
      division: moneyOf(of, division),
      tax: civic.from(all("GainTaxed").reduce((sum, { tax }) => sum + tax, 0n)),
    };
  };
  const demandOf = ({ get }: ReceiptEvents<Agreements>, { of }: Ready): StatedDemand => {
    const { party, demand } = get("DemandStated");
    return { agreementId: of.agreementId, party: Number(party), demand: moneyOf(of, demand) };
  };

  const signatureDefinition = {
    args: ({ of, party, signature }: ReadyParty & { signature: string }) =>
      [of.agreementId, of.terms, party, signature] as const,
    value: ({ of, party }: ReadyParty) =>
      // A place that is none is the contract's to refuse.
      money.join(of.terms.asset, of.terms.locks.at(party) ?? 0n).native ?? NOTHING,
    result: signedOf,
  };
  const settlementOf = async ({ division, validUntil = moment.never, ...of }: SettlementTerms) => {
    const found = await contracted(of);
    return { of: found, division: amountsIn(found.terms.asset, division, money), validUntil };
  };

  return {
    address,
    contract,
    events: eventsOf(contract, runner, agreementsEventUnits(connection)),
    ...payoutsAt(connection, address),

    agreement: (of) => withNationErrors(() => readAgreement(reading, of)),
    list: ({ account: whose, ...search } = {}) =>
      withNationErrors(async () =>
        readOpened(reading, whose === undefined ? undefined : await idsOf(whose, search), search),
      ),
    agreementCount: () => withNationErrors(async () => Number(await contract.agreementCount())),
    agreementOf: ({ caseId }) =>
      withNationErrors(async () => {
        const found = await contract.agreementOf(caseId);
        return found === 0n ? undefined : agreementUnit.from(found);
      }),
    disputeCost: (of) => withNationErrors(async () => costOf(await contracted(of))),
    approvalsOf: (settlement) =>
      withNationErrors(async () => {
        const { of, division, validUntil } = await settlementOf(settlement);
        return contract.approvalsOf(of.agreementId, { division, validUntil });
      }),

    open: write(contract.open, {
      args: (terms) => [toContract(terms, money), terms.text],
      result: ({ get }) => {
        const { agreementId, citizenIds } = get("AgreementOpened");
        return {
          agreementId: agreementUnit.from(agreementId),
          citizenIds: citizenIds.map(someCitizen),
        };
      },
    }),
    sign: asyncWrite(write(contract.sign, signatureDefinition), async (parameters: OfParty) => ({
      ...(await readyParty("signing an agreement")(parameters)),
      signature: BY_SENDER,
    })),
    submitSignature: asyncWrite(
      write(contract.sign, signatureDefinition),
      async (parameters: SignedAgreement & LogRange) => ({
        of: await contracted(parameters),
        party: parameters.party,
        signature: parameters.signature,
      }),
    ),
    decline: asyncWrite(
      write(contract.decline, {
        args: ({ of, party }: ReadyParty) => [of.agreementId, of.terms, party],
        result: endedOf,
      }),
      readyParty("declining an agreement"),
    ),
    lapse: asyncWrite(
      write(contract.lapse, { args: ({ of }: Ready) => [of.agreementId, of.terms], result: endedOf }),
      ready,
    ),
    declarePerformed: asyncWrite(
      write(contract.declarePerformed, {
        args: ({ of, party, parameters }: ReadyParty & { parameters: { statement: string } }) => [
          of.agreementId,
          of.terms,
          party,
          parameters.statement,
        ],
        result: ({ get }, { of }) => {
          const { party, statement } = get("PerformanceDeclared");
          return { agreementId: of.agreementId, party: Number(party), statement };
        },
      }),
      readyParty("declaring a performance")<OfParty & { readonly statement: string }>,
    ),
    complete: asyncWrite(
      write(contract.complete, { args: ({ of }: Ready) => [of.agreementId, of.terms], result: endedOf }),
      ready,
    ),
    settle: asyncWrite(
      write(contract.settle, {
        args: ({ of, division, validUntil, signatures }: ReadySettlement) => [
          of.agreementId,
          of.terms,
          { division, validUntil },
          signatures,
        ],
        result: (emitted, settled) => ({
          approved: emitted.all("SettlementApproved").map(({ party }) => Number(party)),
          ended: emitted.all("AgreementEnded").length === 0 ? undefined : endedOf(emitted, settled),
        }),
      }),
      async ({ approvals = [], ...settlement }) => {
        const { of, division, validUntil } = await settlementOf(settlement);
        const signatures = of.terms.parties.map(
          (_, index) => approvals.find(({ party }) => party === index)?.signature ?? BY_SENDER,
        );
        return { of, division, validUntil, signatures };
      },
    ),
    dispute: asyncWrite(
      write(contract.dispute, {
        args: ({ of, party, demand, uri }: ReadyDemand) => [of.agreementId, of.terms, party, demand, uri],
        value: ({ cost }) => cost,
        result: (emitted, brought) => ({
          ...demandOf(emitted, brought),
          caseId: caseUnit.from(emitted.get("AgreementDisputed").caseId),
        }),
      }),
      readyDemand("bringing an agreement before the court", true),
    ),
    answer: asyncWrite(
      write(contract.answer, {
        args: ({ of, party, demand, uri }: ReadyDemand) => [of.agreementId, of.terms, party, demand, uri],
        result: demandOf,
      }),
      readyDemand("answering a dispute", false),
    ),
    divide: asyncWrite(
      write(contract.divide, {
        args: ({ of, demand }: Ready & { demand: bigint[] }) => [of.agreementId, of.terms, demand],
        result: endedOf,
      }),
      async (parameters: OfAgreement) => {
        const of = await contracted(parameters);
        const { phase, ruling, parties } = await readAgreement(reading, parameters);
        if (phase !== "ruled" || ruling === undefined) throw new NotRuledError(of.agreementId);
        const demand = ruling === "nobody" ? undefined : parties[ruling].demand;
        return { of, demand: amountsIn(of.terms.asset, demand ?? [], money) };
      },
    ),

    signatureFor: (parameters) =>
      withNationErrors(async () => {
        const { of, party } = await readyParty("signing an agreement")(parameters);
        const { agreementId, terms, text } = of;
        // ethers takes what the structure names, and the text in place of its hash.
        const message = { party: terms.parties[party], agreement: { ...terms, agreementId, text } };
        const signature = await sign({
          runner,
          contract,
          types: agreementsSignedTypes,
          type: "AgreementSignature",
          message,
        });
        return { agreementId, party, signature };
      }),
    approvalFor: ({ party: named, ...settlement }) =>
      withNationErrors(async () => {
        const { of, division, validUntil } = await settlementOf(settlement);
        const party = await partyOf(of, named, "approving of a settlement");
        const { agreementId, terms } = of;
        const { parties, asset } = terms;
        const message = { agreementId, party: parties[party], asset, parties, division, validUntil };
        return {
          party,
          signature: await sign({ runner, contract, types: agreementsSignedTypes, type: "Settlement", message }),
        };
      }),
  };

  /** The agreements that name an account, or the citizen who holds it. */
  async function idsOf(whose: Address, search: LogRange): Promise<AgreementId[]> {
    const citizenship = Citizenship__factory.connect(addressOf(connection, "citizenship"), runner);
    const citizenId = someCitizen(await citizenship.citizenOf(whose));
    const events = eventsOf(contract, runner, agreementsEventUnits(connection)).PartyNamed;
    const found = await events.query({ ...search, where: { account: whose } });
    if (citizenId !== undefined) found.push(...(await events.query({ ...search, where: { citizenId } })));
    return [...new Set(found.map(({ agreementId }) => agreementId))];
  }
}
