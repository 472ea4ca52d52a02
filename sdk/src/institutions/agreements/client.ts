import { addressOf, type Connection } from "../../core/directory";
import { SignerNeededError } from "../../core/errors";
import { eventsOf, type LogRange } from "../../core/events";
import { withNationErrors } from "../../core/failures";
import { multicall, readEncoder } from "../../core/reader";
import { sign } from "../../core/typed-data";
import { wei, type Wei } from "../../core/units";
import { asyncWrite, providerOf, writer, type ReceiptEvents } from "../../core/write";
import { Agreements__factory, type Agreements } from "../../generated/contracts";
import { someCitizen } from "../citizenship/units";
import { moneyChanger } from "../coin/money";
import { civic } from "../coin/units";
import { evidenceUri } from "../court/evidence";
import { caseId as caseUnit } from "../court/units";
import { payoutsAt } from "../payouts";
import { NoDemandError, NotAPartyError, NotRuledError } from "./errors";
import { agreementsEventUnits } from "./events";
import { findOffers, resolveOffer, type Offer } from "./offers";
import { phaseOf, type AgreementOutcome } from "./phases";
import { listAgreements } from "./list";
import { readAgreement, readTerms, type OfAgreement } from "./records";
import { amountsIn, toContract, type Contracted } from "./terms";
import type {
  AgreementsClient,
  DemandTerms,
  EndedAgreement,
  OfParty,
  SettlementTerms,
  SignedAgreement,
  SignedApproval,
  SignedParty,
  StatedDemand,
  Statement,
} from "./types";
import { agreementId as agreementUnit } from "./units";
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
  readonly offer: Offer;
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
  const events = eventsOf(contract, connection, agreementsEventUnits(connection));
  const reading = { contract, address, runner, money, events };
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
  const costOf = async ({ agreementId, terms }: Contracted, party: number): Promise<Wei> =>
    wei.from(await contract.disputeCost(agreementId, terms, party));
  const readyDemand =
    (what: string, isDispute: boolean) =>
    async (parameters: DemandTerms): Promise<ReadyDemand> => {
      const { of, party } = await readyParty(what)(parameters);
      return {
        of,
        party,
        demand: amountsIn(of.terms.asset, parameters.demand, money),
        uri: uriOf(parameters.statement),
        cost: isDispute ? await costOf(of, party) : NOTHING,
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
  const endedIn = (emitted: ReceiptEvents<Agreements>, act: Ready): EndedAgreement | undefined =>
    emitted.all("AgreementEnded").length === 0 ? undefined : endedOf(emitted, act);
  const demandOf = (emitted: ReceiptEvents<Agreements>, act: Ready): StatedDemand => {
    const { party, demand } = emitted.get("DemandStated");
    const { agreementId } = act.of;
    return { agreementId, party: Number(party), demand: moneyOf(act.of, demand), ended: endedIn(emitted, act) };
  };

  const signatureDefinition = {
    args: ({ of, party, signature }: ReadyParty & { signature: string }) =>
      [of.agreementId, of.terms, party, signature] as const,
    value: ({ of: { terms }, party }: ReadyParty) => {
      // A place that is none is the contract's to refuse.
      const native = money.join(terms.asset, terms.locks.at(party) ?? 0n).native ?? NOTHING;
      return wei.from(native + (terms.feeLocks.at(party) ?? 0n));
    },
    result: signedOf,
  };
  const settlementOf = async (
    { division, validFrom, validUntil, ...of }: SettlementTerms,
    [signed]: readonly [SignedApproval?, ...SignedApproval[]] = [],
  ): Promise<Ready & { offer: Offer }> => {
    const found = await contracted(of);
    const amounts = amountsIn(found.terms.asset, division, money);
    return {
      of: found,
      offer: await resolveOffer(reading, found, { division: amounts, validFrom, validUntil, signed }, of),
    };
  };

  return {
    address,
    contract,
    events,
    ...payoutsAt(connection, address),

    agreement: (of) => withNationErrors(() => readAgreement(reading, of)),
    list: (query = {}) => withNationErrors(() => listAgreements(connection, reading, query)),
    agreementCount: () => withNationErrors(async () => Number(await contract.agreementCount())),
    agreementOf: ({ caseId }) =>
      withNationErrors(async () => {
        const found = await contract.agreementOf(caseId);
        return found === 0n ? undefined : agreementUnit.from(found);
      }),
    disputeCost: (parameters) =>
      withNationErrors(async () => {
        const { of, party } = await readyParty("pricing a dispute")(parameters);
        return costOf(of, party);
      }),
    approvalsOf: (settlement) =>
      withNationErrors(async () => {
        const { of, offer } = await settlementOf(settlement);
        return contract.approvalsOf(of.agreementId, of.terms, offer);
      }),
    offers: (of) =>
      withNationErrors(async () => {
        const found = await contracted(of);
        const { standing } = await findOffers(reading, found, of);
        return standing.map(({ division, validFrom, validUntil, approvals }) => ({
          division: moneyOf(found, division),
          validFrom,
          validUntil,
          approvals,
        }));
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
        args: ({ of, offer, signatures }: ReadySettlement) => [of.agreementId, of.terms, offer, signatures],
        result: (emitted, settled) => ({
          approved: emitted.all("SettlementApproved").map(({ party }) => Number(party)),
          ended: endedIn(emitted, settled),
        }),
      }),
      async ({ approvals = [], ...settlement }) => {
        const { of, offer } = await settlementOf(settlement, approvals);
        const signatures = of.terms.parties.map(
          (_, index) => approvals.find(({ party }) => party === index)?.signature ?? BY_SENDER,
        );
        return { of, offer, signatures };
      },
    ),
    retractOffers: asyncWrite(
      write(contract.retractOffers, {
        args: ({ of, party }: ReadyParty) => [of.agreementId, of.terms, party],
        result: ({ get }, { of }) => ({ agreementId: of.agreementId, party: Number(get("OffersRetracted").party) }),
      }),
      readyParty("withdrawing offers to settle"),
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
    concede: asyncWrite(
      write(contract.concede, {
        args: ({ of, party, demand, newDemand }: ReadyParty & { demand: bigint[]; newDemand: bigint[] }) => [
          of.agreementId,
          of.terms,
          party,
          demand,
          newDemand,
        ],
        result: demandOf,
      }),
      async ({ demand: wanted, ...parameters }) => {
        const { of, party } = await readyParty("moving a demand")(parameters);
        const { parties } = await readAgreement(reading, parameters);
        const demand = parties.at(party)?.demand;
        if (demand === undefined) throw new NoDemandError(of.agreementId, party);
        const newDemand = amountsIn(of.terms.asset, wanted, money);
        return { of, party, demand: amountsIn(of.terms.asset, demand, money), newDemand };
      },
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
        const actsFrom = await contract.accountOf(agreementId, terms, party);
        const message = { account: actsFrom, agreement: { ...terms, agreementId, text } };
        const signature = await sign({
          runner,
          contract,
          types: agreementsSignedTypes,
          type: "AgreementSignature",
          message,
          account: actsFrom,
          takes: "either",
        });
        return { agreementId, party, signature };
      }),
    approvalFor: ({ party: named, ...settlement }) =>
      withNationErrors(async () => {
        const { of, offer } = await settlementOf(settlement);
        const party = await partyOf(of, named, "approving of a settlement");
        const { agreementId, terms } = of;
        const { parties, asset } = terms;
        const { validFrom, validUntil, nonce } = offer;
        const actsFrom = await contract.accountOf(agreementId, terms, party);
        const message = { agreementId, account: actsFrom, asset, parties, ...offer };
        const types = agreementsSignedTypes;
        const signature = await sign({
          runner,
          contract,
          types,
          type: "Settlement",
          message,
          account: actsFrom,
          takes: "either",
        });
        return { party, signature, validFrom, validUntil, nonce };
      }),
  };
}
