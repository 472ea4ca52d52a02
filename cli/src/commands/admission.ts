import { readFileSync } from "node:fs";
import { keccak256 } from "ethers";
import { z } from "zod";
import { citizenId as idUnit } from "../../../sdk/src";
import type { Application, ListedApplication } from "../../../sdk/src/institutions/admissions";
import { validatorNumber } from "../../../sdk/src/institutions/admissions";
import { act, doing, inTurn } from "../act";
import { command } from "../command";
import type { Context } from "../context";
import { CommandError, usageError } from "../errors";
import { ownCitizen, personOf } from "../input/people";
import { signature, signedIn, signInto, wholeNumber } from "../input/signed";
import { facts, table } from "../output/layout";
import { nativeOf } from "../output/money";
import { brief, counted, listed } from "../output/text";
import { dayOf, whenOf } from "../output/time";
import { more, PAGE_OPTIONS, pageIn } from "./paging";

const DIGEST = /^0x[0-9a-f]{64}$/i;

/** A digest: as it is written, or that of a file's bytes. */
function digestIn(text: string, what: string): string {
  if (DIGEST.test(text)) return text;
  if (text.startsWith("0x"))
    throw usageError(
      `${what} is no digest.`,
      "A digest is 0x and 64 hexadecimal digits. Or name a file, to be hashed.",
    );
  try {
    return keccak256(readFileSync(text));
  } catch (cause) {
    throw usageError(`${what} cannot be read: ${text}.`, "Name a digest of 32 bytes, or a file that is there.", cause);
  }
}

const applied = (one: ListedApplication): boolean => one.phase === "open";

/** The application that somebody means: its id, the first digits of it, an applicant's account, or mine. */
async function applicationMeant(context: Context, text: string): Promise<ListedApplication> {
  const nation = await context.nation();
  const account =
    text === "mine" ? (await personOf(context, "me")).address : /^0x[0-9a-f]{40}$/i.test(text) ? text : undefined;
  let cursor: string | undefined;
  const found: ListedApplication[] = [];
  do {
    const page = await nation.admissions.applications({
      limit: 100,
      ...(account !== undefined && { applicant: account }),
      ...(cursor !== undefined && { cursor }),
    });
    found.push(
      ...page.items.filter(({ id }) => account !== undefined || id.toLowerCase().startsWith(text.toLowerCase())),
    );
    cursor = page.cursor;
  } while (cursor !== undefined && found.length === 0);
  if (account === undefined && found.length > 1)
    throw usageError(`${counted(found.length, "application")} begin with ${text}.`, "Write more digits.");
  const [newest] = account === undefined ? found : [...found.filter(applied), ...found];
  if (newest === undefined) throw new CommandError("There is no such application.", "civitas applications lists all.");
  return newest;
}

const shortOf = (id: string): string => id.slice(0, 10);

const standingOf = ({ phase, counted: attested, refusedBy }: ListedApplication): string =>
  phase === "open" ? `open: ${attested} attested, ${refusedBy} refused` : phase;

export const applications = command({
  name: "applications",
  group: "citizen",
  summary: "who applied for citizenship, and how far each is",
  options: PAGE_OPTIONS,
  example: "applications",
  run: async (context, { limit, after }) => {
    const nation = await context.nation();
    const page = await nation.admissions.applications(pageIn({ limit, after }));
    return {
      data: { applications: page.items, next: page.cursor },
      lines:
        page.items.length === 0
          ? ["Nobody applied."]
          : [
              ...table(
                [
                  { title: "Application" },
                  { title: "Applicant" },
                  { title: "Until" },
                  { title: "Standing", shrinks: true },
                ],
                page.items.map((one) => [
                  shortOf(one.id),
                  brief(one.application.applicant),
                  dayOf(one.deadline),
                  standingOf(one),
                ]),
                context.width,
              ),
              ...more(page),
            ],
    };
  },
});

export const oneApplication = command({
  name: "application",
  group: "citizen",
  summary: "one application for citizenship, with who attested",
  arguments: { "[application]": "its id, the first digits of it, an applicant's account, or mine" },
  example: "application mine",
  run: async (context, { application: text = "mine" }) => {
    const [found, now, { native }] = await Promise.all([
      applicationMeant(context, text),
      context.now(),
      context.symbols(),
    ]);
    const { application, validatorIds } = found;
    return {
      data: found,
      lines: [
        context.paint("bold", `Application ${found.id}`),
        ...facts(
          [
            ["standing", standingOf(found)],
            ["applicant", application.applicant],
            ["paid by", application.payer],
            ["until", whenOf(found.deadline, now)],
            ["attested", validatorIds.length === 0 ? "nobody" : listed(validatorIds.map((id) => `citizen ${id}`))],
            ["proof of personhood", found.level === 0 ? undefined : `level ${found.level}`],
            ["bond", nativeOf(found.bond, native)],
            ["dossier", application.dossier],
            ["person", application.uniqueness],
            ["citizen", found.citizenId === undefined ? undefined : String(found.citizenId)],
          ],
          context.width,
        ),
      ],
    };
  },
});

export const apply = command({
  name: "apply",
  group: "citizen",
  summary: "apply for citizenship, where validators attest",
  arguments: {
    "<dossier>": "the encrypted dossier that you gave the validators: the file, or its digest",
    "<person>": "the digest that stands for you, as the validators computed it",
  },
  example: "apply dossier.age 0x3ac225168df54212a25c1c01fd35bebfea408fdac2e31ddd6f80a4bbf9a5f1cb",
  run: async (context, { dossier: file, person }) => {
    const dossier = digestIn(file, "The dossier");
    if (!DIGEST.test(person))
      throw usageError("The person's digest is none.", "It is 0x and 64 hexadecimal digits: ask a validator for it.");
    const [nation, now, { native }, { profile }] = await Promise.all([
      context.nation(),
      context.now(),
      context.symbols(),
      context.overview(),
    ]);
    const { fee, bond, total } = await nation.admissions.cost();
    const evidence = { dossier, uniqueness: person };
    return inTurn(context, [
      () =>
        act(context, {
          title: `Apply for citizenship of ${profile.name}: ${nativeOf(total, native)}`,
          effects: [
            `${nativeOf(fee, native)} is the fee. ${nativeOf(bond, native)} is a bond.`,
            "A second transaction asks the citizenship for it, so that whoever collects the attestations can admit you.",
          ],
          value: total,
          act: (on) => doing(on.admissions.apply, evidence),
          done: ({ id, deadline }) => [
            `You applied: ${shortOf(id)}. It can be decided until ${whenOf(deadline, now)}.`,
          ],
        }),
      () =>
        act(context, {
          title: "Ask the citizenship to admit you",
          act: (on) => doing(on.citizenship.requestAdmission, { dossier }),
          agreed: true,
          done: () => ["Asked. civitas application shows who attested."],
        }),
    ]);
  },
});

/** An act of a validator's on an application. */
const validatorsAct = async (context: Context, text: string) => {
  const [found, now] = await Promise.all([applicationMeant(context, text), context.now()]);
  return { found, now, title: `application ${shortOf(found.id)} of ${found.application.applicant}` };
};

export const attest = command({
  name: "attest",
  group: "citizen",
  summary: "attest, as a validator, that an applicant is who the dossier says and no citizen yet",
  arguments: { "<application>": "its id, the first digits of it, or the applicant's account" },
  options: { "--sign <file>": "send nothing, and write the signed attestation into this file, for: civitas enter" },
  example: "attest 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
  run: async (context, { application: text, sign }) => {
    const { found, title } = await validatorsAct(context, text);
    const { application } = found;
    if (sign !== undefined) {
      return signInto(context, {
        title: `Attest to ${title}`,
        file: sign,
        sign: async () => {
          const signed = await (await context.actingNation()).admissions.signAttestation({ application });
          return { applicationId: found.id, ...signed };
        },
        then: "Whoever admits the applicant hands it in: civitas enter",
      });
    }
    return act(context, {
      title: `Attest to ${title}`,
      effects: ["If a final ruling calls this person false, you lose your bond and your accreditation."],
      act: (on) => doing(on.admissions.attest, { application }),
      done: ({ id }) => [`Attested: civitas application ${shortOf(id)}`],
    });
  },
});

export const refuse = command({
  name: "refuse",
  group: "citizen",
  summary: "refuse an application, as a validator",
  arguments: { "<application>": "its id, the first digits of it, or the applicant's account" },
  options: { "--reasons <digest>": "the digest of your reasons, or a file that holds them" },
  example: "refuse 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
  run: async (context, { application: text, reasons }) => {
    const { found, title } = await validatorsAct(context, text);
    const digest = reasons === undefined ? {} : { reasons: digestIn(reasons, "The reasons") };
    return act(context, {
      title: `Refuse ${title}`,
      act: (on) => doing(on.admissions.refuse, { application: found.application, ...digest }),
      done: ({ isRejected }) => [isRejected ? "It is rejected: enough validators refused." : "Refused."],
    });
  },
});

const attestation = z.object({
  applicationId: z.string().regex(DIGEST),
  number: wholeNumber.transform((raw) => validatorNumber.from(raw)),
  signature,
});

export const enter = command({
  name: "enter",
  group: "citizen",
  summary: "admit an applicant to whom enough validators attested: yourself, or somebody else",
  arguments: {
    "[application]": "its id, the first digits of it, an applicant's account, or mine",
    "[files...]": "attestations that validators signed",
  },
  example: "enter mine ben.json eve.json",
  run: async (context, { application: text = "mine", files }) => {
    const { found, title } = await validatorsAct(context, text);
    const application: Application = found.application;
    const attestations = await Promise.all(
      files.map((file) =>
        signedIn(context, file, {
          shape: attestation,
          what: "attestation",
          advice: "Take the files that civitas attest --sign writes.",
        }),
      ),
    );
    const foreign = attestations.findIndex(({ applicationId }) => applicationId !== found.id);
    if (foreign !== -1) throw new CommandError(`${files[foreign]} attests to another application.`, "Leave it out.");
    const admitted = () =>
      act(context, {
        title: `Admit whoever made ${title}`,
        effects: ["The vote sleeps for the waiting period, in which anybody can challenge the admission."],
        act: (on) => doing(on.admissions.admit, { application }),
        agreed: attestations.length > 0,
        done: ({ citizenId }) => [`Admitted: citizen ${citizenId}.`],
      });
    if (attestations.length === 0) return admitted();
    return inTurn(context, [
      () =>
        act(context, {
          title: `Hand in ${counted(attestations.length, "attestation")} to ${title}, and admit the applicant`,
          act: (on) => doing(on.admissions.attestSigned, { application, attestations }),
          done: ({ validatorIds }) => [`Attested by ${listed(validatorIds.map((id) => `citizen ${id}`))}.`],
        }),
      admitted,
    ]);
  },
});

export const withdrawApplication = command({
  name: "withdraw",
  group: "citizen",
  summary: "withdraw your application for citizenship",
  arguments: { "[application]": "its id, or mine" },
  example: "withdraw",
  run: async (context, { application: text = "mine" }) => {
    const { found, title } = await validatorsAct(context, text);
    return act(context, {
      title: `Withdraw ${title}`,
      act: (on) => doing(on.admissions.withdraw, { application: found.application }),
      done: () => ["Withdrawn. What is owed to you: civitas owed"],
    });
  },
});

export const settle = command({
  name: "settle",
  group: "citizen",
  summary: "close an application whose time is over, or return the bond of an admission that stands",
  arguments: { "[application]": "its id, the first digits of it, an applicant's account, or mine" },
  example: "settle mine",
  run: async (context, { application: text = "mine" }) => {
    const { found, title } = await validatorsAct(context, text);
    const { application } = found;
    if (applied(found)) {
      return act(context, {
        title: `Close ${title}, whose time is over`,
        act: (on) => doing(on.admissions.expire, { application }),
        done: () => ["Closed. What is owed: civitas owed"],
      });
    }
    return act(context, {
      title: `Return the bond of ${title}`,
      act: (on) => doing(on.admissions.settle, { application }),
      done: ({ citizenId }) => [`The bond of citizen ${citizenId}'s admission is owed back: civitas owed`],
    });
  },
});

export const validators = command({
  name: "validators",
  group: "citizen",
  summary: "who attests to applicants",
  example: "validators",
  run: async (context) => {
    const [nation, { native }] = await Promise.all([context.nation(), context.symbols()]);
    const found = await nation.admissions.validators();
    return {
      data: { validators: found },
      lines:
        found.length === 0
          ? ["There are no validators: the government accredits them."]
          : table(
              [
                { title: "Citizen", align: "right" },
                { title: "Until" },
                { title: "Bond", align: "right" },
                { title: "Open attestations", align: "right" },
              ],
              found.map((one) => [
                String(one.citizenId),
                dayOf(one.until),
                nativeOf(one.bond, native),
                String(one.openAttestations),
              ]),
              context.width,
            ),
    };
  },
});

export const payBond = command({
  name: "validator bond",
  group: "citizen",
  summary: "pay what is missing of your bond as a validator",
  example: "validator bond",
  run: async (context) => {
    const { native } = await context.symbols();
    return act(context, {
      title: "Pay what is missing of your bond as a validator",
      effects: ["It comes back after your accreditation, unless you attested to somebody false."],
      act: (on) => doing(on.admissions.payBond, undefined),
      done: ({ paid, bond }) => [`Paid ${nativeOf(paid, native)}: your bond is ${nativeOf(bond, native)}.`],
    });
  },
});

export const resign = command({
  name: "validator resign",
  group: "citizen",
  summary: "resign as a validator",
  example: "validator resign",
  run: async (context) => {
    const { citizenId } = await ownCitizen(context);
    return act(context, {
      title: `Resign as a validator (citizen ${citizenId})`,
      act: (on) => doing(on.admissions.resign, undefined),
      done: ({ number }) => [`You are validator ${number} no more.`],
    });
  },
});

export const returnBond = command({
  name: "validator return",
  group: "citizen",
  summary: "return a validator's bond, once it is free",
  arguments: { "[who]": "the citizen's number; you if left out" },
  example: "validator return",
  run: async (context, { who }) => {
    const citizenId = who === undefined ? (await ownCitizen(context)).citizenId : idUnit.from(BigInt(who));
    const [nation, { native }] = await Promise.all([context.nation(), context.symbols()]);
    const found = await nation.admissions.validator({ citizenId });
    if (found === undefined)
      throw new CommandError(`Citizen ${citizenId} was never a validator.`, "civitas validators lists all.");
    return act(context, {
      title: `Return the bond of citizen ${citizenId} as validator ${found.number}`,
      act: (on) => doing(on.admissions.returnBond, { number: found.number }),
      done: ({ bond }) => [`${nativeOf(bond, native)} are owed to the citizen: civitas owed ${citizenId}`],
    });
  },
});
