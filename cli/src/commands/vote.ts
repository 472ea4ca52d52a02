import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { citizenId as idUnit, type NationClient } from "../../../sdk/src";
import {
  proposalId as proposalUnit,
  type BatchBallot,
  type ProposalId,
  type Support,
} from "../../../sdk/src/institutions/governor";
import { act, agree, doing } from "../act";
import { command } from "../command";
import type { Context } from "../context";
import { CommandError, usageError } from "../errors";
import { ownCitizen } from "../input/people";
import { proposalMeant, shortId } from "../input/proposals";
import { toJson } from "../output/json";
import { civicOf } from "../output/money";
import { counted, inWords, printable } from "../output/text";

const supports: Readonly<Record<string, Support>> = {
  for: "for",
  yes: "for",
  against: "against",
  no: "against",
  abstain: "abstain",
};

export const vote = command({
  name: "vote",
  group: "decide",
  summary: "vote on a proposal, or sign your ballot for a batch that somebody else sends",
  arguments: { "<proposal>": "its id, the first digits of it, or latest", "<choice>": "for, against or abstain" },
  options: {
    "--reason <text>": "why: everybody reads it",
    "--sign <file>": "send nothing, and write the signed ballot into this file, for: civitas batch",
  },
  example: 'vote latest for --reason "Lower taxes for all"',
  run: async (context, { proposal: text, choice, reason, sign }) => {
    const support = supports[choice];
    if (support === undefined) throw usageError(`"${choice}" is no choice.`, "Write for, against or abstain.");
    const [nation, proposalId, citizen] = await Promise.all([
      context.nation(),
      proposalMeant(context, text),
      ownCitizen(context),
    ]);
    const made = await nation.governor.proposal({ proposalId });
    const what = printable(made.description.replace(/\s*#proposer=\S+$/, "")).slice(0, 60);
    const title = `Vote ${support === "abstain" ? "to abstain on" : support} "${what}" (${shortId(proposalId)})`;
    if (sign !== undefined) {
      if (reason !== undefined) throw usageError("A ballot of a batch has no reason.", "Leave out --reason or --sign.");
      // A ballot that would not count is not worth a signature. Before the vote opens nobody can tell.
      const { state } = await nation.governor.status({ proposalId });
      if (state !== "pending") await nation.governor.vote.simulate({ proposalId, support });
      return signBallot(context, { title, file: sign, ballot: { proposalId, support, citizenId: citizen.citizenId } });
    }
    const { civic: symbol } = await context.symbols();
    return act(context, {
      title,
      effects: reason === undefined ? [] : [`Everybody reads: ${printable(reason)}`],
      act: (on) =>
        reason === undefined
          ? doing(on.governor.vote, { proposalId, support })
          : doing(on.governor.voteWithReason, { proposalId, support, reason }),
      done: ({ heads, stake }) => [
        `Counted: ${counted(heads, "citizen")} and ${civicOf(stake, symbol)} of stake, ${support === "abstain" ? "abstaining" : support}.`,
      ],
    });
  },
});

async function signBallot(
  context: Context,
  {
    title,
    file,
    ballot,
  }: { title: string; file: string; ballot: Pick<BatchBallot, "proposalId" | "support" | "citizenId"> },
) {
  if (existsSync(file)) throw new CommandError(`${file} is there already.`, "Name a file that is not.");
  const lines = [
    context.paint("bold", title),
    "  · It is only signed. Whoever has the file can send it, and pays for that.",
  ];
  if (context.flags.dryRun === true)
    return { data: { ...ballot, signed: false }, lines: [...lines, "Nothing was signed."] };
  await agree(context, lines, "Sign it?");
  const nation = await context.actingNation();
  const signed = await nation.governor.signBatchBallot(ballot);
  const { chainId } = await context.chain();
  writeFileSync(file, `${toJson({ chainId, nation: nation.address, ...signed })}\n`, { flag: "wx" });
  return {
    data: { file, ...signed },
    lines: [
      `Signed in ${file}. Give it to whoever sends the batch: civitas batch ${shortId(ballot.proposalId)} ${file}`,
    ],
  };
}

const written = z.object({
  chainId: z.string(),
  nation: z.string(),
  proposalId: z.string().regex(/^\d+$/),
  citizenId: z.string().regex(/^\d+$/),
  support: z.enum(["against", "for", "abstain"]),
  signature: z.string().regex(/^0x[0-9a-f]+$/i),
});

/** The ballots in files, and in the files of folders. */
function ballotsIn(
  places: readonly string[],
  of: { readonly chainId: bigint; readonly nation: string },
): BatchBallot[] {
  const files = places.flatMap((place) =>
    existsSync(place) && statSync(place).isDirectory()
      ? readdirSync(place)
          .filter((name) => name.endsWith(".json"))
          .sort()
          .map((name) => path.join(place, name))
      : [place],
  );
  return files.map((file) => {
    let content: z.infer<typeof written>;
    try {
      content = written.parse(JSON.parse(readFileSync(file, "utf8")));
    } catch (cause) {
      throw new CommandError(`${file} holds no signed ballot.`, "Take the files that civitas vote --sign writes.", {
        cause,
      });
    }
    if (content.chainId !== String(of.chainId) || content.nation.toLowerCase() !== of.nation.toLowerCase())
      throw new CommandError(`${file} is a ballot of another nation.`, "Leave it out.");
    return {
      proposalId: proposalUnit.parse(content.proposalId),
      citizenId: idUnit.from(BigInt(content.citizenId)),
      support: content.support,
      signature: content.signature,
    };
  });
}

/** Those of many ballots that would count if they were sent now. */
async function countable(nation: NationClient, proposalId: ProposalId, given: readonly BatchBallot[]) {
  const countOf = (ballots: readonly BatchBallot[]) =>
    nation.governor.votesBySignature.simulate({ proposalId, ballots });
  if ((await countOf(given)) === BigInt(given.length)) return { ballots: given, others: [] };
  const counts = await Promise.all(given.map((one) => countOf([one])));
  return {
    ballots: given.filter((_, index) => counts[index] > 0n),
    others: given.filter((_, index) => counts[index] === 0n),
  };
}

export const batch = command({
  name: "batch",
  group: "decide",
  summary: "send many signed ballots at once, and pay for them",
  arguments: {
    "<proposal>": "its id, the first digits of it, or latest",
    "<files...>": "signed ballots, or folders of them",
  },
  example: "batch latest ballots/",
  run: async (context, { proposal: text, files }) => {
    const [nation, { chainId }, proposalId] = await Promise.all([
      context.nation(),
      context.chain(),
      proposalMeant(context, text),
    ]);
    const given = ballotsIn(files, { chainId, nation: nation.address });
    const { ballots, others } = await context.questions.during("Trying the ballots", () =>
      countable(nation, proposalId, given),
    );
    const left = others.map(({ citizenId }) => `Left out: that of citizen ${citizenId}, which would not count.`);
    if (ballots.length === 0) {
      throw new CommandError(
        `None of ${counted(given.length, "ballot")} would count: each was cast already, is of another proposal, or of nobody who may vote.`,
        "Nothing was sent. civitas proposal shows who has voted.",
        { exit: "refused" },
      );
    }
    return act(context, {
      title: `Send ${counted(ballots.length, "signed ballot")} on ${shortId(proposalId)}`,
      effects: [...left, "Those that do not count are skipped, and named."],
      act: (on) => doing(on.governor.votesBySignature, { proposalId, ballots }),
      done: (result) => [
        `${counted(result.counted.length, "ballot")} counted.`,
        ...result.skipped.map(({ citizenId, fault }) => `Skipped: that of citizen ${citizenId} (${inWords(fault)}).`),
      ],
    });
  },
});
