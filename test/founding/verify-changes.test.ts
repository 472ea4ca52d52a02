import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { EXIT } from "../../cli/src/errors";
import { run } from "../../cli/src/program";
import { moment } from "../../sdk/src";
import { reportText, type VerificationReport } from "../../sdk/src/founding";
import { DAY, now } from "../fixtures/citizenship";
import { foundNation, type FoundedNation } from "../fixtures/nation";
import { publicNode } from "../fixtures/public-node";
import { surroundingsOf } from "../fixtures/terminal";
import { bothReports } from "../fixtures/verification";

/** Whom decisions name, and when what they give ends. */
interface Given {
  readonly world: FoundedNation;
  readonly guest: string;
  readonly until: bigint;
}

/** One call of a decision: what the report says that was called, and what it lists as changed. */
interface Row {
  readonly what: string;
  readonly institution: "constitution" | "citizenship" | "coin" | "treasury";
  readonly method: string;
  readonly values: (given: Given) => readonly unknown[];
  /** The call as the report tells it. */
  readonly call: (given: Given) => string;
  /** The change as the report lists it, but for the proposal. */
  readonly change: (given: Given) => string;
}

const dateOf = (until: bigint): string => moment.format(moment.from(until));

/** Decisions by their texts. What an officer does takes that office: the government gives it to itself for as long. */
const decisions: Readonly<Record<string, readonly Row[]>> = {
  "Admins, guardians and delays": [
    {
      what: "an admin of a role",
      institution: "constitution",
      method: "setRoleAdmin",
      values: () => [2, 77],
      call: () => "constitution.setRoleAdmin(roleId 2, admin 77)",
      change: () => "RoleAdminChanged of constitution: roleId 2, admin 77",
    },
    {
      what: "a guardian of a role",
      institution: "constitution",
      method: "setRoleGuardian",
      values: () => [2, 78],
      call: () => "constitution.setRoleGuardian(roleId 2, guardian 78)",
      change: () => "RoleGuardianChanged of constitution: roleId 2, guardian 78",
    },
    {
      what: "a delay of grants",
      institution: "constitution",
      method: "setGrantDelay",
      values: () => [2, 3600],
      call: () => "constitution.setGrantDelay(roleId 2, newDelay 3600)",
      change: () => "RoleGrantDelayChanged of constitution: roleId 2, delay 3600, since ",
    },
    {
      what: "an admin's delay",
      institution: "constitution",
      method: "setTargetAdminDelay",
      values: ({ world }) => [world.coin.target, 7200],
      call: ({ world }) => `constitution.setTargetAdminDelay(target ${world.coin.target as string}, newDelay 7200)`,
      change: ({ world }) =>
        `TargetAdminDelayUpdated of constitution: target ${world.coin.target as string}, delay 7200`,
    },
    {
      what: "an institution closed",
      institution: "constitution",
      method: "setTargetClosed",
      values: ({ world }) => [world.agreements.target, true],
      call: ({ world }) => `constitution.setTargetClosed(target ${world.agreements.target as string}, closed true)`,
      change: ({ world }) => `TargetClosed of constitution: target ${world.agreements.target as string}, closed true`,
    },
    {
      what: "a label",
      institution: "constitution",
      method: "labelRole",
      values: () => [77, "nobody"],
      call: () => 'constitution.labelRole(roleId 77, label "nobody")',
      change: () => 'RoleLabel of constitution: roleId 77, label "nobody"',
    },
  ],
  "An office ends, another begins": [
    {
      what: "the end of an office that the charter gave",
      institution: "constitution",
      method: "dismiss",
      values: () => [1, 1],
      call: () => "constitution.dismiss(role 1, citizenId 1)",
      change: () => "Office of registrar of citizen 1: was ended",
    },
    {
      what: "another end of an office",
      institution: "constitution",
      method: "appoint",
      values: ({ until }) => [1, 2, until],
      call: ({ until }) => `constitution.appoint(role 1, citizenId 2, until ${until})`,
      change: ({ until }) => `Office of registrar of citizen 2: until ${dateOf(until)}`,
    },
    {
      what: "an office",
      institution: "constitution",
      method: "appoint",
      values: ({ until }) => [1, 3, until],
      call: ({ until }) => `constitution.appoint(role 1, citizenId 3, until ${until})`,
      change: ({ until }) => `Office of registrar of citizen 3: until ${dateOf(until)}`,
    },
  ],
  "Somebody is invited": [
    {
      what: "a role, for as long",
      institution: "constitution",
      method: "grantRole",
      values: ({ world }) => [1, world.timelock.target, 0],
      call: ({ world }) =>
        `constitution.grantRole(roleId 1, account ${world.timelock.target as string}, executionDelay 0)`,
      // It is given up again.
      change: () => "Role registrar of the government: was given up by the government",
    },
    {
      what: "an invitation",
      institution: "citizenship",
      method: "invite",
      values: ({ guest, until }) => [[guest], until - 150n * DAY],
      call: ({ guest, until }) => `citizenship.invite(invitees [${guest}], until ${until - 150n * DAY})`,
      change: ({ guest, until }) => `AdmissionInvited of citizenship: invitee ${guest}, until ${until - 150n * DAY}`,
    },
    {
      what: "a role given up",
      institution: "constitution",
      method: "revokeRole",
      values: ({ world }) => [1, world.timelock.target],
      call: ({ world }) => `constitution.revokeRole(roleId 1, account ${world.timelock.target as string})`,
      change: () => "Role registrar of the government: was given up by the government",
    },
  ],
  "Coin, tax and a budget": [
    {
      what: "coin made",
      institution: "coin",
      method: "mint",
      values: ({ guest }) => [guest, 5],
      call: ({ guest }) => `coin.mint(to ${guest}, amount 5)`,
      change: ({ guest }) => `Transfer of coin: from ${ZeroAddress}, to ${guest}, value 5`,
    },
    {
      what: "an exemption from tax",
      institution: "coin",
      method: "setExemption",
      values: ({ guest }) => [guest, 3],
      call: ({ guest }) => `coin.setExemption(account ${guest}, newExemption 3)`,
      change: ({ guest }) => `ExemptionSet of coin: account ${guest}`,
    },
    {
      what: "a budget",
      institution: "treasury",
      method: "openBudget",
      values: ({ world, until }) => [
        {
          purpose: "Roads",
          spender: world.citizens[1].address,
          asset: ZeroAddress,
          ceiling: 5n,
          period: 100n,
          until,
        },
      ],
      call: () => "treasury.openBudget(terms [",
      change: () => "BudgetOpened of treasury: budgetId 1",
    },
  ],
};

const OFFICES = ["Citizen 1", "Citizen 2"].map((citizen) => ({ role: "registrar" as const, citizen }));

/** A nation that carried all of it out, each by a decision of its own, and what verification reports of it. */
async function aChangedNation() {
  const world = await foundNation(5, { offices: OFFICES });
  const until = (await now()) + 200n * DAY;
  const given: Given = { world, guest: world.stranger.address, until };
  const names: Record<string, string> = {};
  for (const [text, rows] of Object.entries(decisions)) {
    const calls = rows.map(({ institution, method, values }) => ({
      target: world[institution].target as string,
      data: world[institution].interface.encodeFunctionData(method as never, values(given) as never),
    }));
    const decision = world.propose(calls, text);
    await decision.passAndExecute(world.citizens);
    names[text] = `proposal ${String(decision.id).slice(0, 8)}… ("${text}")`;
  }
  return { ...given, names, reports: await bothReports(world) };
}

const lineOf = ({ title, detail }: VerificationReport["checks"][number]): string => `${title}: ${detail}`;
const capitalized = (text: string): string => text[0].toUpperCase() + text.slice(1);

describe("verifyFounding(), of lawful changes", () => {
  /** What a report must list of a decision's call: the change, the proposal that made it, and the call that this decided. */
  function shouldList(
    { changes, checks }: Pick<VerificationReport, "changes" | "checks">,
    { row, text, world }: { row: Row; text: string; world: Awaited<ReturnType<typeof aChangedNation>> },
  ): void {
    const name = world.names[text];
    const lines = changes.map(lineOf);
    const isListed = lines.some((line) => line.startsWith(row.change(world)) && line.includes(`by ${name}`));
    expect(isListed).to.equal(true, `${row.change(world)} ... by ${name} is not among\n${lines.join("\n")}`);
    const carried = checks.filter(({ topic }) => topic === "decisions").map(lineOf);
    const isShown = carried.some(
      (line) => line.startsWith(`${capitalized(name)}: was carried out: `) && line.includes(row.call(world)),
    );
    expect(isShown).to.equal(true, `${row.call(world)} is not among\n${carried.join("\n")}`);
  }

  for (const [index, by] of ["record", "address"].entries()) {
    context(`given its ${by}`, () => {
      it("lists no change without its proposal", async () => {
        const { reports, names } = await loadFixture(aChangedNation);
        const anonymous = reports[index].changes
          .map(lineOf)
          .filter((line) => !Object.values(names).some((name) => line.includes(`by ${name}`)));
        expect(anonymous).to.deep.equal([]);
      });

      for (const [text, rows] of Object.entries(decisions)) {
        for (const row of rows) {
          it(`lists ${row.what}, the proposal and the call`, async () => {
            const world = await loadFixture(aChangedNation);
            const report = world.reports[index];
            expect([report.verdict, report.faults]).to.deep.equal(["changed", []]);
            shouldList(report, { row, text, world });
            const printed = reportText(report);
            expect(printed).to.match(/^ {2}changed {2}/m);
            expect(printed).to.include(`by ${world.names[text]}`);
          });
        }
      }
    });
  }

  context("given `civitas verify --json`", () => {
    for (const by of ["record", "address"] as const) {
      it(`prints all of it, by its ${by}`, async () => {
        const world = await loadFixture(aChangedNation);
        const { nation, record } = world.world.founding;
        const folder = mkdtempSync(path.join(tmpdir(), "changes-"));
        const node = await publicNode();
        try {
          mkdirSync(path.join(folder, "localhost"));
          writeFileSync(path.join(folder, "localhost", "testland.json"), JSON.stringify(record));
          const surroundings = surroundingsOf();
          const named = by === "record" ? ["Testland", "--deployments", folder] : [nation];
          const status = await run(["verify", ...named, "--json", "--rpc", node.url], surroundings);
          expect(surroundings.said.errors.text).to.equal("");
          expect(status).to.equal(EXIT.changed);
          const report = JSON.parse(surroundings.said.output.text) as VerificationReport;
          expect([report.verdict, report.comparedWithCharter]).to.deep.equal(["changed", by === "record"]);
          for (const [text, rows] of Object.entries(decisions))
            for (const row of rows) shouldList(report, { row, text, world });
        } finally {
          await node.close();
          rmSync(folder, { recursive: true });
        }
      });
    }
  });
});
