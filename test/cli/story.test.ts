import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { JsonRpcProvider, parseEther, toQuantity } from "ethers";
import { localAccount } from "../../cli/src/chain/development";
import { EXIT } from "../../cli/src/errors";
import { startChain, type LocalChain } from "../../scripts/local/chain";
import { buildCivitas, Machine, removeCivitas } from "../fixtures/civitas";

const root = path.join(__dirname, "../..");

/** What the story reads of the answers. */
interface Json {
  readonly [name: string]: unknown;
}

const at = (json: unknown, ...names: readonly (string | number)[]): unknown =>
  names.reduce<unknown>((found, name) => (found as Record<string, unknown> | undefined)?.[name], json);

describe("The story of npm start, lived by civitas alone", () => {
  let chain: LocalChain;
  let provider: JsonRpcProvider;
  let nation: string;
  /** The founder, and the founding citizens by their numbers. */
  let people: Machine[];
  /** A friend who has the nation's address and a node, and nothing else. */
  let noor: Machine;
  let account: string;

  before(async () => {
    [chain] = await Promise.all([startChain({ port: 18_780 }), buildCivitas()]);
    provider = new JsonRpcProvider(chain.url, undefined, { cacheTimeout: -1 });
  });

  after(async () => {
    provider.destroy();
    await chain.stop();
    for (const machine of [...(people ?? []), ...(noor === undefined ? [] : [noor])]) machine.remove();
    removeCivitas();
  });

  /** Does something that must succeed, without being asked. */
  async function does(machine: Machine, ...args: readonly string[]): Promise<Json> {
    const { status, output, errors } = await machine.run(...args, "--yes", "--json");
    expect(status, `civitas ${args.join(" ")}: ${errors}`).to.equal(EXIT.done);
    return JSON.parse(output) as Json;
  }

  /** Reads what people read. */
  async function reads(machine: Machine, ...args: readonly string[]): Promise<string> {
    const { status, output, errors } = await machine.run(...args);
    expect(status, `civitas ${args.join(" ")}: ${errors}`).to.equal(EXIT.done);
    return output;
  }

  /** Tries something that the contracts refuse. */
  async function isRefused(machine: Machine, ...args: readonly string[]): Promise<string> {
    const { status, errors } = await machine.run(...args, "--yes");
    expect(status, `civitas ${args.join(" ")}: ${errors}`).to.equal(EXIT.refused);
    return errors;
  }

  const all = (machines: readonly Machine[], ...args: readonly string[]) =>
    Promise.all(machines.map((machine) => does(machine, ...args)));

  async function pass(seconds: bigint | number): Promise<void> {
    await provider.send("evm_increaseTime", [Number(seconds)]);
    await provider.send("evm_mine", []);
  }

  async function passUntil(moment: unknown): Promise<void> {
    const now = (await provider.getBlock("latest"))!.timestamp;
    const left = Number(moment) - now;
    if (left > 0) await pass(left);
  }

  const DAY = 86_400;

  /** Proposes and votes, until the vote is over; resolves to where the proposal stands then. */
  async function decides(
    description: string,
    call: string,
    votes: { readonly for: readonly Machine[]; readonly against?: readonly Machine[] },
  ): Promise<unknown> {
    const made = await does(people[2], "propose", description, "--call", call);
    await passUntil(Number(at(made, "result", "proposal", "opensAt")) + 1);
    await Promise.all([all(votes.for, "vote", "latest", "for"), all(votes.against ?? [], "vote", "latest", "against")]);
    const voted = await does(people[2], "proposal", "latest");
    await passUntil(Number(voted.closesAt) + 1);
    return (await does(people[2], "proposal", "latest")).state;
  }

  async function enacts(): Promise<void> {
    const queued = await does(people[4], "queue", "latest");
    await passUntil(at(queued, "result", "executableAt"));
    await does(people[4], "execute", "latest");
  }

  /** Has a case drawn and voted on, until its ruling can be appealed against. */
  async function judges(caseId: string, choice: string, machines: ReadonlyMap<string, Machine>): Promise<Json> {
    let found = await does(people[1], "case", caseId);
    for (let turn = 0; turn < 40 && found.phase !== "appeal" && found.isFinal !== true; turn++) {
      const panel = (at(found, "round", "panel") as { citizenId: string }[]).map(({ citizenId }) =>
        machines.get(citizenId)!,
      );
      if (found.phase === "evidence") {
        await passUntil(found.endsAt);
        await does(people[1], "case", caseId, "advance");
      } else if (found.phase === "draw") {
        // The seed is the hash of a block to come.
        for (let block = 0; block < 8; block++) await pass(12);
        await does(people[1], "case", caseId, "draw");
      } else if (found.phase === "commit") {
        await all(panel, "judge", "commit", caseId, choice);
        await passUntil(at(found, "round", "commitEndsAt"));
        await all(panel, "judge", "reveal", caseId, "--because", "By what was handed in.");
        await does(people[1], "case", caseId, "advance");
      } else throw new Error(`the case is in its phase ${String(found.phase)}`);
      found = await does(people[1], "case", caseId);
    }
    return found;
  }

  it("founds the nation, and verifies it", async () => {
    const env = (index: number) => ({ CIVITAS_RPC: chain.url, CIVITAS_KEY: localAccount(index).privateKey });
    const founder = new Machine(env(0));
    const founded = await does(founder, "found", path.join(root, "charters/demonstration.json"));
    nation = String(founded.nation);
    expect(founded.verdict).to.equal("whole");
    const known = { CIVITAS_NATION: nation };
    people = [founder, ...Array.from({ length: 12 }, (_, index) => new Machine({ ...env(index + 1), ...known }))];
    expect(await reads(people[1], "status")).to.match(/Aurelia[^]*citizens +12/);
  });

  it("makes the friend a key, and shows what comes first", async () => {
    noor = new Machine();
    writeFileSync(noor.file("password"), "correct horse battery\n");
    Object.assign(noor.env, { CIVITAS_PASSWORD_FILE: noor.file("password") });
    account = String((await does(noor, "account", "new", "me.json")).address);
    await provider.send(chain.kind === "anvil" ? "anvil_setBalance" : "hardhat_setBalance", [
      account,
      toQuantity(parseEther("10")),
    ]);
    await does(noor, "use", nation, "--rpc", chain.url, "--keystore", "me.json");
    expect(await reads(noor)).to.match(/You are no citizen yet[^]*civitas join/);
  });

  it("admits the friend who asked", async () => {
    await does(noor, "join");
    expect(await reads(people[1], "applicants")).to.include(account);
    await does(people[1], "admit", account);
    expect(await reads(noor, "citizens", "me")).to.match(/Citizen 13[^]*votes from/);
  });

  it("lets citizens pay each other, and shows the treasury's share", async () => {
    await does(people[1], "pay", "2", "100");
    const paid = await does(people[1], "pay", account, "200", "--net");
    expect(at(paid, "result", "received")).to.equal("200000000000000000000");
    expect(await reads(noor, "account")).to.match(/coin +200 CROWN/);
  });

  it("lets citizens lock coin", async () => {
    await all(people.slice(1, 6), "stake", "add", "150");
    expect(await reads(people[1], "stake")).to.match(/staked +150 CROWN of 750 CROWN/);
  });

  it("tries a lower tax by ballots in person and by post, and lets it lapse", async () => {
    const made = await does(
      people[1],
      "propose",
      "Try a tax of 1.25 %",
      "--call",
      "coin.tryProvision(taxRate, 1.25 %, 30 days)",
    );
    await passUntil(Number(at(made, "result", "proposal", "opensAt")) + 1);
    await all(people.slice(1, 4), "vote", "latest", "for");
    const ballots = people.slice(4, 7).map((machine) => machine.file("ballot.json"));
    await Promise.all(
      people
        .slice(4, 7)
        .map((machine, index) =>
          does(machine, "vote", "latest", index === 0 ? "against" : "for", "--sign", ballots[index]),
        ),
    );
    const sent = await does(noor, "batch", "latest", ...ballots);
    expect(at(sent, "result", "counted")).to.have.length(3);
    await passUntil(at(made, "result", "proposal", "closesAt"));
    await pass(2);
    await enacts();
    expect(await reads(noor, "status")).to.match(/tax 1\.25 %/);
    await pass(31 * DAY);
    expect(await reads(noor, "status")).to.match(/tax 2\.5 %/);
  });

  it("amends the constitution with two thirds, and not without", async () => {
    const call = 'constitution.amend(1, "The nation", "Aurelia is a nation of persons.")';
    const [few, many] = [people.slice(1, 6), people.slice(1, 9)];
    expect(await decides("Amend article 1", call, { for: few, against: people.slice(6, 10) })).to.equal("defeated");
    expect(await decides("Amend article 1, after talking", call, { for: many, against: people.slice(9, 11) })).to.equal(
      "succeeded",
    );
    await enacts();
    expect(await reads(noor, "constitution", "1")).to.match(/version 2[^]*Aurelia is a nation of persons/);
  });

  it("opens a budget that cannot be overspent", async () => {
    const terms = {
      purpose: "The common garden",
      spender: 3,
      asset: "coin",
      ceiling: "40",
      period: "30 days",
      until: "120d",
    };
    expect(
      await decides("A garden", `treasury.openBudget(${JSON.stringify(terms)})`, { for: people.slice(1, 6) }),
    ).to.equal("succeeded");
    await enacts();
    await does(people[3], "budgets", "spend", "1", "4", "30", "A wall for the garden");
    expect(await isRefused(people[3], "budgets", "spend", "1", "4", "30", "Another wall")).to.match(/^\s*Refused: /);
    expect(await reads(noor, "budgets")).to.match(/10 CROWN[^]*The common garden/);
  });

  it("puts citizens on the jury roll", async () => {
    await all([...people.slice(1, 3), ...people.slice(4, 7), ...people.slice(9, 12)], "judge", "enrol");
    await does(noor, "judge", "enrol");
    expect(await reads(noor, "judge")).to.match(/roll +enrolled/);
  });

  it("decides a broken promise, by a panel and then by all", async () => {
    const [greta, hugo, neighbour, friend] = [people[7], people[8], people[3], people[12]];
    await does(
      greta,
      "agree",
      "open",
      "Hugo paints the north wall.",
      "--party",
      "7:300:0",
      "--party",
      "8:60:360",
      "--until",
      "30d",
    );
    await does(hugo, "agree", "sign", "1", "--file", hugo.file("signed.json"));
    await does(greta, "agree", "hand-in", hugo.file("signed.json"));
    await does(greta, "agree", "sign", "1");
    expect(await reads(noor, "agreements", "1")).to.match(/phase +binding/);

    await pass(20 * DAY);
    await does(hugo, "agree", "perform", "1", "It is painted. Come and see.");
    await does(greta, "agree", "dispute", "1", "360/0", "It is as bare as it was.");
    expect(await reads(hugo)).to.match(/You must[^]*agree answer 1/);
    await does(hugo, "agree", "answer", "1", "160/200", "The first coat is white. So was the wall.");
    await does(greta, "evidence", "1", "The photograph is of yesterday.");

    const citizens = new Map(
      [...people.entries()].slice(1).map(([index, machine]) => [String(index), machine] as const),
    );
    citizens.set("13", noor);
    expect((await judges("1", "2", citizens)).ruling).to.equal(2);

    const half = String(at((await does(greta, "case", "1")).appeal, "sides", 1, "missing"));
    const coins = (BigInt(half) / 2n).toString().padStart(19, "0");
    await does(greta, "appeal", "1", "1", `${coins.slice(0, -18)}.${coins.slice(-18)}`);
    await does(neighbour, "appeal", "1", "1");
    await does(friend, "appeal", "1", "2");
    // The other side may answer until the end; then the next round hears evidence.
    await passUntil((await does(greta, "case", "1")).endsAt);
    expect(at(await does(greta, "case", "1", "advance"), "result", "phase")).to.equal("evidence");
    await passUntil((await does(greta, "case", "1")).endsAt);
    expect(at(await does(greta, "case", "1", "advance"), "result", "phase")).to.equal("plenary");
    await Promise.all([all(people.slice(1, 7), "judge", "vote", "1", "1"), does(hugo, "judge", "vote", "1", "2")]);
    await passUntil((await does(greta, "case", "1")).endsAt);
    await does(greta, "case", "1", "advance");
    await does(noor, "case", "1", "execute");
    await does(noor, "agree", "carry-out", "1");
    const claimed = await does(greta, "claim");
    expect(claimed.paid).to.have.length(1);
    expect(await reads(neighbour, "owed")).to.match(/by the court/);
    await does(neighbour, "claim");
    expect(await reads(neighbour, "owed")).to.match(/Nothing is owed/);
  });

  it("dismisses a false accusation, and pays its bond to the accused", async () => {
    await pass(90 * DAY);
    const charge = ["13", "duplicate", "Noor is Bruno under a false name.", "--other", "2"];
    const brought = await does(people[12], "challenge", "bring", ...charge);
    const caseId = String(at(brought, "result", "caseId"));
    await does(noor, "challenge", "answer", caseId, "We both stood in this hall yesterday.");
    const citizens = new Map(
      [...people.entries()].slice(1).map(([index, machine]) => [String(index), machine] as const),
    );
    citizens.set("13", noor);
    const ruled = await judges(caseId, "1", citizens);
    expect(ruled.ruling).to.equal(1);
    await passUntil(ruled.endsAt);
    await does(people[1], "case", caseId, "advance");
    await does(people[1], "case", caseId, "execute");
    expect(await reads(noor, "owed")).to.match(/by the tribunal, as citizen 13/);
    await does(noor, "claim");
    expect(await isRefused(people[12], "challenge", "bring", ...charge)).to.match(/Refused: /);
  });

  it("refuses whoever reaches for power", async () => {
    await isRefused(people[1], "admit", localAccount(30).address);
    await isRefused(people[2], "invite", localAccount(30).address);
    await isRefused(noor, "renew", "2");
    const made = await does(people[1], "propose", "One coin for me", "--call", "coin.mint(me, 1)");
    await isRefused(people[1], "queue", "latest");
    await passUntil(Number(at(made, "result", "proposal", "opensAt")) + 1);
    await does(people[1], "vote", "latest", "for");
    await isRefused(people[1], "vote", "latest", "for");
  });

  it("writes no key and no password anywhere but into the keystore", () => {
    const profile = readFileSync(path.join(noor.home, "config/civitas/profile.json"), "utf8");
    expect(profile).not.to.match(/horse|privateKey/);
    expect(JSON.parse(readFileSync(noor.file("me.json"), "utf8"))).to.have.nested.property("Crypto");
  });
});
