import { encodeBytes32String, ZeroHash } from "ethers";
import type { Address } from "../../core/address";
import { addressOf, type Connection } from "../../core/directory";
import { eventsOf, type Events } from "../../core/events";
import { withNationErrors } from "../../core/failures";
import type { Page, PageQuery } from "../../core/pages";
import { provisionActions, type ProvisionActions } from "../../core/provisions";
import { sign } from "../../core/typed-data";
import { moment, wei, type Moment, type Wei } from "../../core/units";
import { asyncWrite, signerOf, writer, type AsyncWrite, type ReceiptEvents, type Write } from "../../core/write";
import { Admissions__factory, Citizenship__factory, type Admissions } from "../../generated/contracts";
import { citizenId as citizenUnit, type CitizenId } from "../citizenship/units";
import { caseId as caseUnit, type CaseId } from "../court/units";
import { payoutsAt, type Payouts } from "../payouts";
import { admissionsEventUnits, type AdmissionsEventUnits } from "./events";
import {
  listApplications,
  listAttestations,
  type AdmissionsReader,
  type AttestationQuery,
  type ListedAttestation,
} from "./lists";
import type { AdmissionsProvisions } from "./provisions";
import { standingFrom, validatorFrom } from "./records";
import { admissionsSignedTypes, applicationIdOf } from "./signatures";
import type {
  AdmissionTerms,
  ApplicationCost,
  ApplicationQuery,
  ApplicationStanding,
  DigestStanding,
  Evidence,
  FiledApplication,
  ListedApplication,
  OfApplication,
  SignedAttestation,
  SignedConsent,
  Validator,
  ValidatorAct,
} from "./types";
import { validatorNumber, type ValidatorNumber } from "./units";

/** The admissions of a nation. */
export interface AdmissionsClient extends ProvisionActions<AdmissionsProvisions>, Payouts {
  readonly address: Address;
  /** The contract in ethers' terms, for what the SDK does not wrap. */
  readonly contract: Admissions;
  readonly events: Events<Admissions, AdmissionsEventUnits>;

  /** What an application costs now. */
  cost(): Promise<ApplicationCost>;
  /** Where an application stands. */
  application(parameters: OfApplication): Promise<ApplicationStanding>;
  /** A page of applications, the newest first. */
  applications(query?: ApplicationQuery & PageQuery): Promise<Page<ListedApplication>>;
  /** A page of attestations, the newest first: a validator's, or an application's. */
  attestations(query?: AttestationQuery & PageQuery): Promise<Page<ListedAttestation>>;
  /** For whom a uniqueness digest stands. */
  digest(parameters: { uniqueness: string }): Promise<DigestStanding>;
  /** Until when an account that was rejected cannot apply; undefined if it never was. */
  coolOffEndsAt(parameters: { account: Address }): Promise<Moment | undefined>;
  /** Whether the government accepts proofs of personhood by an adapter. */
  isProofAccepted(parameters: { proof: Address }): Promise<boolean>;
  /** A citizen's last accreditation; undefined without one. */
  validator(parameters: { citizenId: CitizenId }): Promise<Validator | undefined>;
  /** The validators in office. */
  validators(): Promise<Validator[]>;

  /** Applies in the connected account's name, and pays fee and bond. Anyone's. */
  readonly apply: AsyncWrite<Evidence, FiledApplication, string>;
  /** Applies for somebody who signed, and pays fee and bond. Whom the application names as its payer. */
  readonly sponsor: AsyncWrite<SignedConsent, FiledApplication, string>;
  /** Withdraws an application. The applicant's. */
  readonly withdraw: Write<OfApplication, { readonly id: string }>;
  /** Closes an application whose time is over, so that what is owed goes back. Anyone's. */
  readonly expire: Write<OfApplication, { readonly id: string }>;
  /** Attests to an application. A validator's. */
  readonly attest: Write<OfApplication, { readonly id: string; readonly validatorId: CitizenId }>;
  /** Hands in what validators signed. Anyone's. */
  readonly attestSigned: Write<
    OfApplication & { readonly attestations: readonly SignedAttestation[] },
    { readonly id: string; readonly validatorIds: readonly CitizenId[] }
  >;
  /** Shows a proof of personhood, whose nullifier is the application's digest. Anyone's. */
  readonly prove: Write<
    OfApplication & { readonly proof: Address; readonly data: string },
    { readonly id: string; readonly proof: Address; readonly level: number }
  >;
  /** Refuses an application. A validator's. */
  readonly refuse: Write<
    OfApplication & { readonly reasons?: string },
    { readonly id: string; readonly validatorId: CitizenId; readonly isRejected: boolean }
  >;
  /** Admits an applicant to whom enough validators attested. Anyone's. */
  readonly admit: Write<AdmissionTerms, { readonly id: string; readonly citizenId: CitizenId }, bigint>;
  /** Returns the bond of an admission that stood the waiting period. Anyone's. */
  readonly settle: Write<OfApplication, { readonly id: string; readonly citizenId: CitizenId }>;
  /** Carries out what follows from a final ruling that an admission was false. Anyone's. */
  readonly proveFalse: Write<
    OfApplication & { readonly caseId: CaseId },
    { readonly id: string; readonly citizenId: CitizenId; readonly caseId: CaseId; readonly bounty: Wei }
  >;
  /** Lets a person whose citizenship a ruling ended apply again. Anyone's, once the ruling is final. */
  readonly allowReturn: Write<
    { readonly uniqueness: string; readonly caseId: CaseId },
    { readonly uniqueness: string; readonly formerId: CitizenId }
  >;
  /** Lets a person who renounced apply again with another account. The government's. */
  readonly freeDigest: Write<
    { readonly uniqueness: string },
    { readonly uniqueness: string; readonly formerId: CitizenId }
  >;

  /** Accepts proofs of personhood by an adapter. The government's. */
  readonly acceptProof: Write<{ readonly proof: Address }, { readonly proof: Address }>;
  /** Accepts no more of them. The government's. */
  readonly rejectProof: Write<{ readonly proof: Address }, { readonly proof: Address }>;
  /** Accredits a citizen as a validator. The government's. */
  readonly accredit: Write<{ readonly citizenId: CitizenId }, ValidatorAct & { readonly until: Moment }, bigint>;
  /** Ends an accreditation. The government's. */
  readonly dismiss: Write<{ readonly citizenId: CitizenId }, ValidatorAct>;
  /** Resigns as a validator. */
  readonly resign: Write<void, ValidatorAct>;
  /** Pays what is missing of the connected validator's bond. */
  readonly payBond: AsyncWrite<void, ValidatorAct & { readonly paid: Wei; readonly bond: Wei }>;
  /** Returns a validator's bond, once it is free. Anyone's. */
  readonly returnBond: Write<{ readonly number: ValidatorNumber }, ValidatorAct & { readonly bond: Wei }>;

  /** Signs an application that a sponsor pays for. The applicant's. */
  signConsent(parameters: Evidence & { payer: Address; deadline: Moment }): Promise<SignedConsent>;
  /** Signs an attestation, for anyone to hand in. A validator's. */
  signAttestation(parameters: OfApplication): Promise<SignedAttestation>;
}

/**
 * The admissions of a nation: `connect()` calls this.
 *
 * @example
 * const { application } = await nation.admissions.apply.wait({ dossier, uniqueness });
 * await nation.citizenship.requestAdmission.wait({ dossier });
 * // Once enough validators attested:
 * const { citizenId } = await nation.admissions.admit.wait({ application });
 */
export function admissionsClient(connection: Connection): AdmissionsClient {
  const address = addressOf(connection, "admissions");
  const { runner } = connection;
  const contract = Admissions__factory.connect(address, runner);
  const citizenship = Citizenship__factory.connect(addressOf(connection, "citizenship"), runner);
  const reader: AdmissionsReader = { connection, contract };
  const write = writer(contract, address, runner);
  const account = (purpose: string): Promise<Address> => signerOf(runner, purpose).getAddress();

  const cost = async (): Promise<ApplicationCost> => {
    const { fee, bond } = await contract.cost();
    return { fee: wei.from(fee), bond: wei.from(bond), total: wei.from(fee + bond) };
  };
  const withCost = async <Terms extends object>(terms: Terms) => ({ ...terms, total: (await cost()).total });
  const filed = ({ get }: ReceiptEvents<Admissions>): FiledApplication => {
    const { applicationId: id, applicant, payer, nonce, dossier, uniqueness, ...rest } = get("Applied");
    return {
      id,
      application: { applicant, payer, nonce: Number(nonce), dossier, uniqueness },
      fee: wei.from(rest.fee),
      bond: wei.from(rest.bond),
      deadline: moment.from(rest.deadline),
    };
  };
  const validatorAct = ({ citizenId, number }: { readonly citizenId: bigint; readonly number: bigint }) => ({
    citizenId: citizenUnit.from(citizenId),
    number: validatorNumber.from(number),
  });
  const freed = ({ get }: ReceiptEvents<Admissions>) => {
    const { uniqueness, citizenId } = get("DigestFreed");
    return { uniqueness, formerId: citizenUnit.from(citizenId) };
  };

  return {
    address,
    contract,
    events: eventsOf(contract, connection, admissionsEventUnits(connection)),
    ...provisionActions<AdmissionsProvisions>(address, runner),
    ...payoutsAt(connection, address),

    cost: () => withNationErrors(cost),
    application: ({ application }) =>
      withNationErrors(async () => standingFrom(await contract.applicationOf(applicationIdOf(application)))),
    applications: (query = {}) => withNationErrors(() => listApplications(reader, query)),
    attestations: (query = {}) => withNationErrors(() => listAttestations(reader, query)),
    digest: ({ uniqueness }) =>
      withNationErrors(async () => {
        const { citizenId, applications, isFinal, isFreed } = await contract.digestOf(uniqueness);
        return {
          citizenId: citizenId === 0n ? undefined : citizenUnit.from(citizenId),
          applications: Number(applications),
          isFinal,
          isFreed,
        };
      }),
    coolOffEndsAt: ({ account }) =>
      withNationErrors(async () => {
        const at = await contract.coolOffEndsAt(account);
        return at === 0n ? undefined : moment.from(at);
      }),
    isProofAccepted: ({ proof }) => withNationErrors(() => contract.isProofAccepted(proof)),
    validator: ({ citizenId }) => withNationErrors(async () => validatorFrom(await contract.validatorOf(citizenId))),
    validators: () => withNationErrors(async () => (await contract.validators()).map((one) => validatorFrom(one)!)),

    apply: asyncWrite(
      write(contract.applyForAdmission, {
        args: ({ dossier, uniqueness }: Evidence & { readonly total: Wei }) => [dossier, uniqueness],
        value: ({ total }) => total,
        result: filed,
      }),
      (evidence: Evidence) => withCost(evidence),
    ),
    sponsor: asyncWrite(
      write(contract.sponsor, {
        args: ({ application, deadline, signature }: SignedConsent & { readonly total: Wei }) => [
          application,
          deadline,
          signature,
        ],
        value: ({ total }) => total,
        result: filed,
      }),
      (consent: SignedConsent) => withCost(consent),
    ),
    withdraw: write(contract.withdraw, {
      args: ({ application }) => [application],
      result: ({ get }) => ({ id: get("ApplicationWithdrawn").applicationId }),
    }),
    expire: write(contract.expire, {
      args: ({ application }) => [application],
      result: ({ get }) => ({ id: get("ApplicationExpired").applicationId }),
    }),
    attest: write(contract.attest, {
      args: ({ application }) => [applicationIdOf(application)],
      result: ({ get }) => {
        const { applicationId: id, validatorId } = get("ApplicationAttested");
        return { id, validatorId: citizenUnit.from(validatorId) };
      },
    }),
    attestSigned: write(contract.attestSigned, {
      args: ({ application, attestations }) => [applicationIdOf(application), attestations.map((one) => ({ ...one }))],
      result: ({ all }) => {
        const attested = all("ApplicationAttested");
        return {
          id: attested[0].applicationId,
          validatorIds: attested.map(({ validatorId }) => citizenUnit.from(validatorId)),
        };
      },
    }),
    prove: write(contract.prove, {
      args: ({ application, proof, data }) => [application, proof, data],
      result: ({ get }) => {
        const { applicationId: id, proof, level } = get("ApplicationProven");
        return { id, proof, level: Number(level) };
      },
    }),
    refuse: write(contract.refuse, {
      args: ({ application, reasons = ZeroHash }) => [application, reasons],
      result: ({ get, all }) => {
        const { applicationId: id, validatorId } = get("ApplicationRefused");
        return {
          id,
          validatorId: citizenUnit.from(validatorId),
          isRejected: all("ApplicationRejected").length !== 0,
        };
      },
    }),
    admit: write(contract.admit, {
      args: ({ application, request }) => [application, request?.deadline ?? 0n, request?.signature ?? "0x"],
      result: ({ get }) => {
        const { applicationId: id, citizenId } = get("ApplicantAdmitted");
        return { id, citizenId: citizenUnit.from(citizenId) };
      },
    }),
    settle: write(contract.settle, {
      args: ({ application }) => [application],
      result: ({ get }) => {
        const { applicationId: id, citizenId } = get("AdmissionSettled");
        return { id, citizenId: citizenUnit.from(citizenId) };
      },
    }),
    proveFalse: write(contract.proveFalse, {
      args: ({ application, caseId }) => [application, caseId],
      result: ({ get }) => {
        const { applicationId: id, citizenId, caseId, bounty } = get("AdmissionFalse");
        return {
          id,
          citizenId: citizenUnit.from(citizenId),
          caseId: caseUnit.from(caseId),
          bounty: wei.from(bounty),
        };
      },
    }),
    allowReturn: write(contract.allowReturn, {
      args: ({ uniqueness, caseId }) => [uniqueness, caseId],
      result: freed,
    }),
    freeDigest: write(contract.freeDigest, { args: ({ uniqueness }) => [uniqueness], result: freed }),

    acceptProof: write(contract.acceptProof, {
      args: ({ proof }) => [proof],
      result: ({ get }) => ({ proof: get("ProofAccepted").proof }),
    }),
    rejectProof: write(contract.rejectProof, {
      args: ({ proof }) => [proof],
      result: ({ get }) => ({ proof: get("ProofRejected").proof }),
    }),
    accredit: write(contract.accredit, {
      args: ({ citizenId }) => [citizenId],
      result: ({ get }) => {
        const accredited = get("ValidatorAccredited");
        return { ...validatorAct(accredited), until: moment.from(accredited.until) };
      },
    }),
    dismiss: write(contract.dismiss, {
      args: ({ citizenId }) => [citizenId],
      result: ({ get }) => validatorAct(get("ValidatorDismissed")),
    }),
    resign: write(contract.resign, {
      args: () => [],
      result: ({ get }) => validatorAct(get("ValidatorResigned")),
    }),
    payBond: asyncWrite(
      write(contract.payBond, {
        args: () => [],
        value: ({ missing }: { readonly missing: Wei }) => missing,
        result: ({ get }) => {
          const paid = get("ValidatorBondPaid");
          return { ...validatorAct(paid), paid: wei.from(paid.paid), bond: wei.from(paid.bond) };
        },
      }),
      async () => {
        const citizenId = await citizenship.citizenOf(await account("paying a validator's bond"));
        const [{ bond }, { current }] = await Promise.all([
          contract.validatorOf(citizenId),
          contract.provision(VALIDATOR_BOND),
        ]);
        const needed = current * GWEI;
        return { missing: wei.from(needed > bond ? needed - bond : 0n) };
      },
    ),
    returnBond: write(contract.returnBond, {
      args: ({ number }) => [number],
      result: ({ get }) => {
        const returned = get("ValidatorBondReturned");
        return { ...validatorAct(returned), bond: wei.from(returned.bond) };
      },
    }),

    signConsent: ({ dossier, uniqueness, payer, deadline }) =>
      withNationErrors(async () => {
        const applicant = await account("signing an application");
        const nonce = Number(await citizenship.admissionNonce(applicant));
        const application = { applicant, payer, nonce, dossier, uniqueness };
        const message = { application, deadline };
        const types = admissionsSignedTypes;
        const signature = await sign({ runner, contract, types, type: "Consent", message, takes: "either" });
        return { application, deadline, signature };
      }),
    signAttestation: ({ application }) =>
      withNationErrors(async () => {
        const citizenId = await citizenship.citizenOf(await account("signing an attestation"));
        const { number } = await contract.validatorOf(citizenId);
        const message = { application };
        const types = admissionsSignedTypes;
        const signature = await sign({ runner, contract, types, type: "Attestation", message, takes: "either" });
        return { number: validatorNumber.from(number), signature };
      }),
  };
}

const GWEI = 1_000_000_000n;
const VALIDATOR_BOND = encodeBytes32String("validatorBond");
