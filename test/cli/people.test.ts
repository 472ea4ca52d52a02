import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { id } from "ethers";
import { ethers } from "hardhat";
import { EXIT } from "../../cli/src/errors";
import { run } from "../../cli/src/program";
import { connect } from "../../sdk/src";
import { foundNation } from "../fixtures/nation";
import { publicNode, type PublicNode } from "../fixtures/public-node";
import { surroundingsOf } from "../fixtures/terminal";

const DAY = 86_400;

/** A nation of seven with admissions, recovery, residency and merit; the first three citizens are validators who paid their bonds. */
async function aNation() {
  const world = await foundNation(7, {
    institutions: { admissions: true, recovery: true, residency: true, merit: true },
  });
  const { nation, timelock } = world.founding.addresses;
  await ethers.provider.send("hardhat_setBalance", [timelock, "0xde0b6b3a7640000"]);
  const government = await connect(await ethers.getImpersonatedSigner(timelock), nation);
  for (const citizen of world.citizens.slice(0, 3)) {
    const client = await connect(citizen, nation);
    const citizenId = (await client.citizenship.citizenOf({ account: citizen.address }))!;
    await government.admissions.accredit.wait({ citizenId });
  }
  return { ...world, government };
}

/** A nation without any of them. */
const aPlainNation = () => foundNation(3);

describe("civitas, of becoming a citizen and of keys", () => {
  let node: PublicNode;
  let folder: string;

  beforeEach(async () => {
    node = await publicNode();
    folder = mkdtempSync(path.join(tmpdir(), "civitas-people-"));
  });

  afterEach(async () => {
    await node.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const file = (name: string): string => path.join(folder, name);

  /** Runs civitas as one of the development accounts. */
  async function world(of: () => Promise<Awaited<ReturnType<typeof foundNation>>> = aNation) {
    const given = await loadFixture(of);
    const { nation } = given.founding.addresses;
    const accounts = (await ethers.getSigners()).map(({ address }) => address);
    const runs = async (who: string | { readonly address: string }, ...args: readonly string[]) => {
      const index = accounts.indexOf(typeof who === "string" ? who : who.address);
      const surroundings = surroundingsOf();
      const place = ["--rpc", node.url, "--nation", nation, "--dev", String(index)];
      const status = await run([...args, ...place], surroundings);
      return { status, output: surroundings.said.output.text, errors: surroundings.said.errors.text };
    };
    /** Does something that must succeed; resolves to what it says as JSON. */
    const does = async (who: string | { readonly address: string }, ...args: readonly string[]) => {
      const { status, output, errors } = await runs(who, ...args, "--yes", "--json");
      expect(status, `civitas ${args.join(" ")}: ${errors}`).to.equal(EXIT.done);
      return JSON.parse(output) as unknown;
    };
    return { ...given, nation, accounts, runs, does, newcomer: accounts[18], other: accounts[19] };
  }

  const at = (json: unknown, ...names: readonly (string | number)[]): unknown =>
    names.reduce<unknown>((found, name) => (found as Record<string, unknown> | undefined)?.[name], json);

  const PERSON = id("a person");

  describe("apply, attest, enter", () => {
    /** The newcomer has applied with a dossier in a file. */
    async function applied() {
      const given = await world();
      writeFileSync(file("dossier.age"), "encrypted");
      await given.does(given.newcomer, "apply", file("dossier.age"), PERSON);
      for (const citizen of given.citizens.slice(0, 3)) await given.does(citizen, "validator", "bond");
      return given;
    }

    it("lets validators attest by transaction, and the applicant enter", async () => {
      const { does, runs, citizens, newcomer, citizenship } = await applied();
      const [ann, ben] = citizens;
      await does(ann, "attest", newcomer);
      await does(ben, "attest", newcomer);
      const { output } = await runs(newcomer, "application");
      expect(output).to.match(/standing +open: 2 attested, 0 refused/);
      const entered = await does(newcomer, "enter");
      expect(at(entered, "result", "citizenId")).to.equal("8");
      expect(await citizenship.citizenOf(newcomer)).to.equal(8n);
    });

    it("hands in attestations that validators signed into files", async () => {
      const { does, citizens, newcomer, citizenship } = await applied();
      for (const [index, citizen] of citizens.slice(0, 2).entries())
        await does(citizen, "attest", newcomer, "--sign", file(`${index}.json`));
      await does(newcomer, "enter", "mine", file("0.json"), file("1.json"));
      expect(await citizenship.citizenOf(newcomer)).to.equal(8n);
    });

    it("refuses a file that attests to another application, or is none", async () => {
      const { does, runs, citizens, newcomer, other } = await applied();
      await does(other, "apply", id("dossier"), id("another person"));
      await does(citizens[0], "attest", other, "--sign", file("other.json"));
      const foreign = await runs(newcomer, "enter", "mine", file("other.json"), "--yes");
      expect(foreign.status).not.to.equal(EXIT.done);
      expect(foreign.errors).to.include("attests to another application");
      const none = await runs(newcomer, "enter", "mine", file("dossier.age"), "--yes");
      expect(none.errors).to.include("holds no attestation");
    });

    it("lists applications and validators, for people and for programs", async () => {
      const { runs, does, newcomer } = await applied();
      const { output } = await runs(newcomer, "applications");
      expect(output).to.match(/Application +Applicant[^]*open: 0 attested, 0 refused/);
      const { applications } = (await does(newcomer, "applications")) as { applications: unknown[] };
      expect(at(applications, 0, "application", "uniqueness")).to.equal(PERSON);
      const { validators } = (await does(newcomer, "validators")) as { validators: unknown[] };
      expect(validators.map((one) => at(one, "citizenId"))).to.deep.equal(["1", "2", "3"]);
    });

    it("withdraws an application, and says what is owed", async () => {
      const { does, runs, newcomer } = await applied();
      await does(newcomer, "withdraw");
      expect((await runs(newcomer, "application")).output).to.match(/standing +withdrawn/);
      expect((await runs(newcomer, "owed")).output).to.match(/admissions/);
    });

    it("lets validators reject, and a validator resign", async () => {
      const { does, runs, citizens, newcomer } = await applied();
      await does(citizens[0], "refuse", newcomer);
      await does(citizens[1], "refuse", newcomer);
      expect((await runs(newcomer, "application")).output).to.match(/standing +rejected/);
      await does(citizens[2], "validator", "resign");
      expect((await runs(newcomer, "validators")).output).not.to.match(/^ *3 /m);
    });

    it("closes what nobody decided, once its time is over", async () => {
      const { does, runs, citizens, newcomer } = await applied();
      await time.increase(400 * DAY);
      await does(citizens[5], "settle", newcomer);
      expect((await runs(newcomer, "application")).output).to.match(/standing +expired/);
    });

    it("sends nothing with --dry-run, and says what it would cost", async () => {
      const { runs, newcomer } = await world();
      const { status, output } = await runs(newcomer, "apply", id("dossier"), PERSON, "--dry-run");
      expect(status).to.equal(EXIT.done);
      expect(output).to.include("Nothing was sent.");
      expect(output).to.match(/is the fee\. .* is a bond\./);
      expect((await runs(newcomer, "applications")).output).to.include("Nobody applied.");
    });

    for (const [what, args, told] of [
      ["a digest that is none", ["0x12", PERSON], "The dossier is no digest."],
      ["a file that is not there", ["nowhere.age", PERSON], "cannot be read: nowhere.age"],
      ["a person that is no digest", [id("dossier"), "me"], "The person's digest is none."],
    ] as const) {
      it(`takes ${what} for a wrong command`, async () => {
        const { runs, newcomer } = await world();
        const { status, errors } = await runs(newcomer, "apply", ...args);
        expect(status).to.equal(EXIT.usage);
        expect(errors).to.include(told);
      });
    }
  });

  describe("move accept, move to", () => {
    it("moves a citizenship to a new key at once", async () => {
      const { does, citizens, newcomer, citizenship } = await world();
      await does(newcomer, "move", "accept", "1", file("key.json"));
      await does(citizens[0], "move", "to", file("key.json"));
      expect(await citizenship.citizenOf(newcomer)).to.equal(1n);
      expect(await citizenship.votesOf(1)).to.equal(1n);
    });

    it("refuses somebody else's, before anything is asked", async () => {
      const { does, runs, citizens, newcomer } = await world();
      await does(newcomer, "move", "accept", "1", file("key.json"));
      const { errors } = await runs(citizens[1], "move", "to", file("key.json"), "--yes");
      expect(errors).to.include("takes over citizen 1, and you are 2");
    });

    it("refuses what was signed for another nation, and leaves a file alone that is there", async () => {
      const { does, runs, citizens, newcomer } = await world();
      await does(newcomer, "move", "accept", "1", file("key.json"));
      const signed = JSON.parse(readFileSync(file("key.json"), "utf8")) as Record<string, unknown>;
      writeFileSync(file("foreign.json"), JSON.stringify({ ...signed, chainId: "1" }));
      const foreign = await runs(citizens[0], "move", "to", file("foreign.json"), "--yes");
      expect(foreign.errors).to.include("was signed for another nation");
      const again = await runs(newcomer, "move", "accept", "1", file("key.json"), "--yes");
      expect(again.errors).to.include("is there already");
    });
  });

  describe("guardians, recover", () => {
    /** Citizens 2, 3 and 4 are the guardians of citizen 1, and in force; the new key has signed. */
    async function guarded() {
      const given = await world();
      await given.does(given.citizens[0], "guardians", "choose", "2", "3", "4", "--threshold", "2");
      await time.increase(15 * DAY);
      await given.does(given.newcomer, "move", "accept", "1", file("key.json"));
      return given;
    }

    it("shows whom a citizen chose, and from when on", async () => {
      const { does, runs, citizens } = await world();
      await does(citizens[0], "guardians", "choose", "2", "3", "4");
      const { output } = await runs(citizens[0], "guardians", "show");
      expect(output).to.match(/in force +none/);
      expect(output).to.match(/from then on +2 of citizen 2 \(seat 0\), citizen 3 \(seat 1\) and citizen 4/);
    });

    it("brings a citizenship to a new key without the present one", async () => {
      const { does, runs, citizens, newcomer, citizenship } = await guarded();
      await does(citizens[1], "recover", "confirm", "1", newcomer);
      await does(citizens[2], "recover", "confirm", "1", newcomer);
      expect((await runs(citizens[1], "recover", "show", "1")).output).to.match(/citizen 1 .*: announced/);
      await time.increase(15 * DAY);
      await does(citizens[6], "recover", "complete", file("key.json"));
      expect(await citizenship.citizenOf(newcomer)).to.equal(1n);
    });

    it("lets the present key stop it, which guardians bring before the court", async () => {
      const { does, runs, citizens, newcomer } = await guarded();
      await does(citizens[1], "recover", "confirm", "1", newcomer);
      await does(citizens[2], "recover", "confirm", "1", newcomer);
      await does(citizens[0], "recover", "stop");
      expect((await runs(citizens[1], "recover", "show", "1")).output).to.match(/: stopped[^]*contested until/);
      const contested = await does(citizens[1], "recover", "contest", "1");
      expect(at(contested, "result", "caseId")).to.equal("1");
    });

    it("says to who is no guardian who is", async () => {
      const { runs, citizens, newcomer } = await guarded();
      const { errors } = await runs(citizens[5], "recover", "confirm", "1", newcomer, "--yes");
      expect(errors).to.include("You are no guardian of citizen 1.");
      expect(errors).to.include("civitas guardians show 1");
    });
  });

  describe("resident", () => {
    it("joins, shows and takes back what has not begun", async () => {
      const { does, runs, newcomer } = await world();
      expect((await runs(newcomer, "resident", "show")).output).to.match(/is no resident[^]*a term costs +0\.002/);
      const joined = await does(newcomer, "resident", "join", "12");
      expect(at(joined, "result", "residentId")).to.equal("1");
      expect((await runs(newcomer, "resident", "show")).output).to.match(/is resident 1[^]*paid ahead +11 terms/);
      await does(newcomer, "resident", "cancel");
      expect((await runs(newcomer, "owed")).output).to.match(/0\.022/);
      const { errors } = await runs(newcomer, "resident", "cancel", "--yes");
      expect(errors).to.include("Nothing is paid ahead.");
    });

    it("takes no number of terms that is none", async () => {
      const { runs, newcomer } = await world();
      expect((await runs(newcomer, "resident", "join", "many")).status).to.equal(EXIT.usage);
    });
  });

  describe("merit", () => {
    it("shows the sum, what is due, and where each point came from once it is recorded", async () => {
      const { does, runs, citizens, propose, nation: directory, founding } = await world();
      const motto = await ethers.getContractAt("Nation", founding.addresses.nation);
      const vote = propose([{ target: directory, data: motto.interface.encodeFunctionData("setMotto", ["Ours"]) }]);
      await vote.pass(citizens.slice(0, 3));
      expect((await runs(citizens[0], "merit")).output).to.match(/sum +0\n[^]*due +1 deed to record/);
      const recorded = await does(citizens[5], "merit", "1", "--record");
      expect(at(recorded, "result", "points", 0, "cause")).to.equal("ballot");
      const { output } = await runs(citizens[5], "merit", "1");
      expect(output).to.match(/given +1 for ballots[^]*ballot +proposal \d{8}/);
      expect(output).not.to.match(/due/);
    });

    it("says so where nothing is due", async () => {
      const { runs, citizens } = await world();
      const { errors } = await runs(citizens[0], "merit", "2", "--record", "--yes");
      expect(errors).to.include("Nothing is due to citizen 2");
    });
  });

  context("given a nation without these institutions", () => {
    for (const args of [
      ["applications"],
      ["validators"],
      ["guardians", "show", "1"],
      ["recover", "show", "1"],
      ["resident", "show"],
      ["merit", "1"],
    ]) {
      it(`says so: ${args.join(" ")}`, async () => {
        const { runs, citizens } = await world(aPlainNation);
        const { status, errors } = await runs(citizens[0], ...args);
        expect(status).not.to.equal(EXIT.done);
        expect(errors).to.match(/names no (admissions|recovery|residency|merit)/);
      });
    }
  });
});
