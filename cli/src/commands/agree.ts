import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { civic, moment, UserRejectedError, type Civic, type Wei } from "../../../sdk/src";
import { agreementId as agreementUnit, type EndedAgreement } from "../../../sdk/src/institutions/agreements";
import { act, agree, doing, inTurn, refusedBy } from "../act";
import { command, type Answer } from "../command";
import type { Context } from "../context";
import { CommandError, usageError } from "../errors";
import { agreementMeant, divisionIn, termsIn, termsInFile } from "../input/agreements";
import { lengthIn } from "../input/quantities";
import { toJson } from "../output/json";
import { civicOf, moneyOf, type Symbols } from "../output/money";
import { counted, listed, printable, wrapped } from "../output/text";
import { whenOf } from "../output/time";

const WHICH = { "<agreement>": "its number, or latest" } as const;
const DIVISION = { "<division>": "what each party gets, in their order: 160/200" } as const;

const endedLine = ({ outcome, division, tax }: EndedAgreement, symbols: Symbols): string =>
  `It is ${outcome}: ${listed(division.map((amount, index) => `${moneyOf(amount, symbols)} to party ${index}`))}${tax > 0n ? `, less ${civicOf(tax, symbols.civic)} of tax` : ""}. civitas claim pays it out.`;

export const open = command({
  name: "agree open",
  group: "agree",
  summary: "open an agreement for signature",
  details:
    "By a file of JSON, or by options. A party is written as who:lock:payout. All that is locked and paid is of one kind of money. Who has signed is bound once all have.",
  arguments: { "[text]": "what is agreed, in words that stand on the chain; or a file of JSON by --file" },
  options: {
    "--file <file>": "the terms in JSON",
    "--party <party...>": "a party, in order: 7:300:0 is citizen 7, who locks 300 and gets nothing",
    "--sign-by <date>": "until when all must have signed; 7d from now if left out",
    "--until <date>": "when it lapses if nobody declares it performed; 30d from now if left out",
    "--objection <time>": "how long a declared performance can be disputed; 3d if left out",
    "--fast": "the court's fast track for a dispute",
  },
  example: 'agree open "Hugo paints the north wall." --party 7:300:0 --party 8:60:360 --until 30d',
  run: async (context, { text, file, party = [], signBy = "7d", until = "30d", objection = "3d", fast }) => {
    if (file === undefined && (text === undefined || party.length < 2))
      throw usageError(
        "What is agreed, and between whom?",
        "Write the text and two parties or more, or name a file: --file terms.json",
      );
    const terms =
      file === undefined
        ? await termsIn(context, { text: text!, party, signBy, until, objection, fast: fast === true })
        : await termsInFile(context, file);
    const [now, symbols] = await Promise.all([context.now(), context.symbols()]);
    return act(context, {
      title: `Open an agreement of ${counted(terms.parties.length, "party", "parties")}`,
      effects: [
        printable(terms.text),
        ...terms.parties.map(
          ({ account, lock, payout }, index) =>
            `Party ${index}, ${account}, locks ${moneyOf(lock, symbols)} and gets ${moneyOf(payout, symbols)}.`,
        ),
        `All sign by ${whenOf(terms.signBy, now)}. It lapses ${whenOf(terms.until, now)}.`,
      ],
      act: (on) => doing(on.agreements.open, terms),
      done: ({ agreementId }) => [`It is agreement ${agreementId}. Parties sign by: civitas agree sign ${agreementId}`],
    });
  },
});

/** The place of the connected account in an agreement, and what it locks. */
async function ownPart(context: Context, which: string) {
  const [nation, agreementId, symbols, account] = await Promise.all([
    context.nation(),
    agreementMeant(context, which),
    context.symbols(),
    context.account(),
  ]);
  if (account === undefined) await context.signer();
  const found = await nation.agreements.agreement({ agreementId });
  const own = found.parties.find(({ actsFrom }) => actsFrom.toLowerCase() === account?.toLowerCase());
  if (own === undefined)
    throw new CommandError(`You are no party of agreement ${agreementId}.`, "civitas agreements shows its parties.", {
      exit: "refused",
    });
  return { nation, agreementId, symbols, account: account!, found, own };
}

/** What an account must still allow the agreements to take, of civic coin. */
async function lacking(context: Context, owner: string, lock: Civic): Promise<boolean> {
  const nation = await context.nation();
  return (await nation.coin.allowance({ owner, spender: nation.agreements.address })) < lock;
}

export const sign = command({
  name: "agree sign",
  group: "agree",
  summary: "sign an agreement, and lock what you must; or only sign, for others to hand in",
  arguments: WHICH,
  options: {
    "--file <file>": "send nothing, and write your signature and the permit into this file, for: civitas agree hand-in",
  },
  example: "agree sign 1",
  run: async (context, { agreement: which, file }) => {
    const { nation, agreementId, symbols, account, found, own } = await ownPart(context, which);
    const { lock } = own;
    const effects = [
      printable(found.terms.text),
      `You lock ${moneyOf(lock, symbols)}, and get ${moneyOf(own.payout, symbols)} when it is performed.`,
      "You are bound once all have signed. Until then you can decline.",
    ];
    if (file !== undefined) return signToFile(context, { agreementId, file, lock: lock.coin, effects });
    const allows = lock.coin !== undefined && lock.coin > 0n && (await lacking(context, account, lock.coin));
    const signing = (agreed: boolean) => () =>
      act(context, {
        title: `Sign agreement ${agreementId}`,
        effects,
        ...(lock.native !== undefined && { value: lock.native }),
        agreed,
        act: (on) => doing(on.agreements.sign, { agreementId }),
        done: ({ isBinding }) => [
          isBinding ? "You have signed, and the agreement binds all." : "You have signed. Others have to sign yet.",
        ],
      });
    if (!allows) return signing(false)();
    return inTurn(context, [
      () =>
        act(context, {
          title: `Let the agreements take ${moneyOf(lock, symbols)}, and then sign agreement ${agreementId}`,
          effects: [...effects, "It takes two transactions."],
          act: (on) => doing(on.coin.approve, { spender: nation.agreements.address, amount: lock.coin }),
          done: () => ["The agreements may take it."],
        }),
      signing(true),
    ]);
  },
});

async function signToFile(
  context: Context,
  {
    agreementId,
    file,
    lock,
    effects,
  }: { agreementId: bigint; file: string; lock: Civic | undefined; effects: readonly string[] },
) {
  if (existsSync(file)) throw new CommandError(`${file} is there already.`, "Name a file that is not.");
  const lines = [
    context.paint("bold", `Sign agreement ${agreementId}, for others to hand in`),
    ...effects.flatMap((line) =>
      wrapped(line, context.width - 4).map((part, index) => `  ${index === 0 ? "·" : " "} ${part}`),
    ),
    "  · Whoever has the file can hand it in, and pays for that.",
  ];
  if (context.flags.dryRun === true)
    return { data: { agreementId, signed: false }, lines: [...lines, "Nothing was signed."] };
  await context.signer();
  await agree(context, lines, "Sign it?");
  const [nation, now, { chainId }] = await Promise.all([context.actingNation(), context.now(), context.chain()]);
  const deadline = moment.from(now + 604_800n);
  const permit =
    lock === undefined || lock === 0n
      ? undefined
      : await nation.coin.signPermit({ spender: nation.agreements.address, amount: lock, deadline });
  const signature = await nation.agreements.signatureFor({ agreementId: agreementUnit.from(agreementId) });
  writeFileSync(file, `${toJson({ chainId, nation: nation.address, ...signature, permit })}\n`, { flag: "wx" });
  return {
    data: { file, ...signature, permit },
    lines: [`Signed in ${file}. Somebody hands it in: civitas agree hand-in ${file}`],
  };
}

const handed = z.object({
  chainId: z.string(),
  nation: z.string(),
  agreementId: z.string(),
  party: z.number(),
  signature: z.string(),
  permit: z
    .object({ owner: z.string(), spender: z.string(), amount: z.string(), deadline: z.string(), signature: z.string() })
    .optional(),
});

export const handIn = command({
  name: "agree hand-in",
  group: "agree",
  summary: "hand in what a party only signed, and pay for it",
  arguments: { "<file>": "what civitas agree sign --file wrote" },
  example: "agree hand-in hugo.json",
  run: async (context, { file }) => {
    let content: z.infer<typeof handed>;
    try {
      content = handed.parse(JSON.parse(readFileSync(file, "utf8")));
    } catch (cause) {
      throw usageError(`${file} holds no signature.`, "Take the file that civitas agree sign --file wrote.", cause);
    }
    const [nation, { chainId }] = await Promise.all([context.nation(), context.chain()]);
    if (content.chainId !== String(chainId) || content.nation.toLowerCase() !== nation.address.toLowerCase())
      throw new CommandError(`${file} is of another nation.`, "Choose that nation: civitas use");
    const { permit, party, signature } = content;
    const agreementId = agreementUnit.from(BigInt(content.agreementId));
    const { parties } = await nation.agreements.agreement({ agreementId });
    if (parties[party] === undefined)
      throw new CommandError(`Agreement ${agreementId} has no party ${party}.`, "Take the file as it was written.");
    if (parties[party].hasSigned) {
      return {
        data: { agreementId, party, sent: false },
        lines: [`Party ${party} of agreement ${agreementId} has signed already: nothing is left to hand in.`],
      };
    }
    const handing = (agreed: boolean) =>
      act(context, {
        title: `Hand in the signature of party ${party} under agreement ${agreementId}`,
        effects: ["The party locks what it must. You only pay for the transaction."],
        agreed,
        act: (on) => doing(on.agreements.submitSignature, { agreementId, party, signature }),
        done: ({ isBinding }) => [
          isBinding ? "The agreement binds all." : "The signature is in. Others have to sign yet.",
        ],
      });
    if (permit === undefined) return handing(false);
    const allowed = {
      ...permit,
      amount: civic.from(BigInt(permit.amount)),
      deadline: moment.from(BigInt(permit.deadline)),
    };
    // Anybody can hand in a permit, so that it may be in already, or get in meanwhile: what counts is what it allows.
    const lacks = () => lacking(context, allowed.owner, allowed.amount);
    if (!(await lacks())) return handing(false);
    let agreed = true;
    const permitting = async (): Promise<Answer> => {
      try {
        return await act(context, {
          title: `Hand in the signature of party ${party} under agreement ${agreementId}`,
          effects: ["First its permit to lock coin, and then the signature. You only pay for the two transactions."],
          act: (on) => doing(on.coin.permit, allowed),
          done: () => ["The permit is in."],
        });
      } catch (error) {
        if (error instanceof CommandError || error instanceof UserRejectedError) throw error;
        if (!(await lacks())) {
          agreed = false;
          return { data: { permit: "in already" }, lines: ["The permit is in already."] };
        }
        if (!refusedBy(error, "ERC2612InvalidSigner")) throw error;
        throw new CommandError(
          `The permit in ${file} allows nothing more: it was used or replaced, or somebody else signed it.`,
          `Ask the party to sign anew: civitas agree sign ${agreementId} --file <file>`,
          { exit: "refused", cause: error },
        );
      }
    };
    return inTurn(context, [permitting, () => handing(agreed)]);
  },
});

export const decline = command({
  name: "agree decline",
  group: "agree",
  summary: "end an agreement that does not bind yet, as a party",
  arguments: WHICH,
  example: "agree decline 1",
  run: async (context, { agreement: which }) => {
    const { agreementId, symbols } = await ownPart(context, which);
    return act(context, {
      title: `Decline agreement ${agreementId}`,
      effects: ["It ends for all. Whoever has locked something gets it back."],
      act: (on) => doing(on.agreements.decline, { agreementId }),
      done: (ended) => [endedLine(ended, symbols)],
    });
  },
});

export const perform = command({
  name: "agree perform",
  group: "agree",
  summary: "declare an agreement performed, as a party",
  arguments: { ...WHICH, "<statement>": "what was done: it stays public" },
  example: 'agree perform 1 "It is painted. Come and see."',
  run: async (context, { agreement: which, statement }) => {
    const { agreementId, found } = await ownPart(context, which);
    const now = await context.now();
    return act(context, {
      title: `Declare agreement ${agreementId} performed`,
      effects: [
        `Everybody reads: ${printable(statement)}`,
        `Others can dispute it until ${whenOf(moment.after(now, found.terms.objectionPeriod), now)}.`,
      ],
      act: (on) => doing(on.agreements.declarePerformed, { agreementId, statement }),
      done: () => [`It is declared. Once nobody can dispute it: civitas agree carry-out ${agreementId}`],
    });
  },
});

export const settle = command({
  name: "agree settle",
  group: "agree",
  summary: "offer a division, or take the one that is offered",
  arguments: { ...WHICH, ...DIVISION },
  options: { "--valid <time>": "how long the offer is good; a week if left out" },
  example: "agree settle 1 160/200",
  run: async (context, { agreement: which, division: text, valid }) => {
    const { agreementId, symbols, found } = await ownPart(context, which);
    const division = divisionIn(text, found.parties.length);
    const now = await context.now();
    return act(context, {
      title: `Approve of dividing ${division.map((amount) => moneyOf(amount, symbols)).join(" / ")} in agreement ${agreementId}`,
      effects: ["Once all parties have approved of the same division, it is paid and the agreement ends."],
      act: (on) =>
        doing(on.agreements.settle, {
          agreementId,
          division,
          ...(valid !== undefined && { validUntil: moment.after(now, lengthIn(valid)) }),
        }),
      done: ({ ended }) => [
        ended === undefined ? "You have approved. Others have to approve yet." : endedLine(ended, symbols),
      ],
    });
  },
});

export const retract = command({
  name: "agree retract",
  group: "agree",
  summary: "take back all your offers to settle",
  arguments: WHICH,
  example: "agree retract 1",
  run: async (context, { agreement: which }) => {
    const { agreementId } = await ownPart(context, which);
    return act(context, {
      title: `Take back your offers to settle agreement ${agreementId}`,
      act: (on) => doing(on.agreements.retractOffers, { agreementId }),
      done: () => ["They count no more, however you gave them."],
    });
  },
});

export const dispute = command({
  name: "agree dispute",
  group: "agree",
  summary: "bring an agreement before the court, with your demand",
  arguments: { ...WHICH, ...DIVISION, "<statement>": "why: it stays public" },
  options: { "--name <name>": "the statement's title" },
  example: 'agree dispute 1 360/0 "It is as bare as it was."',
  run: async (context, { agreement: which, division: text, statement, name }) => {
    const { nation, agreementId, symbols, found } = await ownPart(context, which);
    const demand = divisionIn(text, found.parties.length);
    const cost: Wei = await nation.agreements.disputeCost({ agreementId });
    return act(context, {
      title: `Bring agreement ${agreementId} before the court`,
      effects: [
        `You demand ${listed(demand.map((amount, index) => `${moneyOf(amount, symbols)} for party ${index}`))}.`,
        "The court takes one party's demand unchanged, so a demand that goes too far loses.",
        `Everybody reads: ${printable(statement)}`,
      ],
      value: cost,
      act: (on) =>
        doing(on.agreements.dispute, {
          agreementId,
          demand,
          statement: name === undefined ? statement : { name, description: statement },
        }),
      done: ({ caseId }) => [`It is case ${caseId}: civitas case ${caseId}`],
    });
  },
});

export const answer = command({
  name: "agree answer",
  group: "agree",
  summary: "answer a dispute with a demand of your own",
  arguments: { ...WHICH, ...DIVISION, "<statement>": "why: it stays public" },
  options: { "--name <name>": "the statement's title" },
  example: 'agree answer 1 160/200 "The first coat is white. So was the wall."',
  run: async (context, { agreement: which, division: text, statement, name }) => {
    const { agreementId, symbols, found } = await ownPart(context, which);
    const demand = divisionIn(text, found.parties.length);
    return act(context, {
      title: `Answer the dispute over agreement ${agreementId}`,
      effects: [
        `You demand ${listed(demand.map((amount, index) => `${moneyOf(amount, symbols)} for party ${index}`))}.`,
        `Everybody reads: ${printable(statement)}`,
      ],
      act: (on) =>
        doing(on.agreements.answer, {
          agreementId,
          demand,
          statement: name === undefined ? statement : { name, description: statement },
        }),
      done: ({ ended }) => [ended === undefined ? "The court hears it." : endedLine(ended, symbols)],
    });
  },
});

export const concede = command({
  name: "agree concede",
  group: "agree",
  summary: "move your demand towards the others'",
  arguments: { ...WHICH, ...DIVISION },
  example: "agree concede 1 200/160",
  run: async (context, { agreement: which, division: text }) => {
    const { agreementId, symbols, found } = await ownPart(context, which);
    const demand = divisionIn(text, found.parties.length);
    return act(context, {
      title: `Demand ${demand.map((amount) => moneyOf(amount, symbols)).join(" / ")} in agreement ${agreementId} from now on`,
      effects: ["You cannot move back. Demands that meet are settled in the middle."],
      act: (on) => doing(on.agreements.concede, { agreementId, demand }),
      done: ({ ended }) => [ended === undefined ? "Your demand has moved." : endedLine(ended, symbols)],
    });
  },
});

export const carryOut = command({
  name: "agree carry-out",
  group: "agree",
  summary: "carry out what is due: pay what was performed, divide as was ruled, or let lapse",
  arguments: WHICH,
  example: "agree carry-out 1",
  run: async (context, { agreement: which }) => {
    const [nation, agreementId, symbols] = await Promise.all([
      context.nation(),
      agreementMeant(context, which),
      context.symbols(),
    ]);
    const { due, phase } = await nation.agreements.agreement({ agreementId });
    if (due === undefined)
      throw new CommandError(
        `Nothing is due in agreement ${agreementId}: it is ${phase}.`,
        `civitas agreements ${agreementId} shows its times.`,
        {
          exit: "refused",
        },
      );
    const titles = {
      lapse: "Let it lapse",
      complete: "Pay out what was performed",
      divide: "Divide as the court ruled",
    };
    return act(context, {
      title: `${titles[due]}: agreement ${agreementId}`,
      effects: ["Anyone may. What comes of it is owed to the parties, and paid by: civitas claim"],
      act: (on) => doing(on.agreements[due], { agreementId }),
      done: (ended) => [endedLine(ended, symbols)],
    });
  },
});
