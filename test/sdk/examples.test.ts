import { loadFixture, mine, setCode, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { Contract, type Signer } from "ethers";
import { ethers } from "hardhat";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import {
  bps,
  civic,
  citizenId,
  UserRejectedError,
  type Call,
  type CitizenId,
  type NationClient,
  type NationError,
} from "../../sdk/src";
import type { CharterInput, Founding } from "../../sdk/src/founding";
import { CREATE2_PROXY } from "../../sdk/src/founding/steps";
import {
  didOfAccount,
  issuePrivateCredential,
  presentationRequests,
  presentPrivateCredential,
  walletKey,
} from "../../sdk/src/identity";
import type { AgreementId } from "../../sdk/src/institutions/agreements";
import type { CaseId } from "../../sdk/src/institutions/court";
import type { Proposal } from "../../sdk/src/institutions/governor";
import { aConnectedNation } from "../fixtures/connected";
import { example } from "../fixtures/examples";
import { aNationOfHolders } from "../fixtures/identity";
import { aFullCourtroom, aLawfulNation, CITIZENS, outwait, pass } from "../fixtures/justice";
import { charterOf } from "../fixtures/nation";
import { BLOCKS_AHEAD } from "../fixtures/randomness";

const root = path.join(__dirname, "../..");

/** Waits until something is so. */
async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !isSo(); ++tries) await new Promise((done) => setTimeout(done, 50));
}

describe("the READMEs' examples", () => {
  const log = console.log;
  let printed: string[];

  beforeEach(() => {
    printed = [];
    console.log = (...values: unknown[]) => void printed.push(values.map(String).join(" "));
  });

  afterEach(() => {
    console.log = log;
  });

  it("shows each file in one of them", () => {
    const texts = ["README.md", "sdk/README.md"].map((file) => readFileSync(path.join(root, file), "utf8")).join();
    const files = readdirSync(path.join(root, "examples")).filter((file) => file.endsWith(".ts"));
    expect(files).not.to.be.empty;
    for (const file of files) expect(texts).to.contain(`<!-- example: examples/${file} -->`);
    expect(texts.match(/```ts/g)).to.have.length(files.length);
  });

  it("tells the nation in a sentence (greet)", async () => {
    const { client, stranger, founding } = await aConnectedNation();
    const { greet } = example<{ greet: (wallet: unknown, address: string) => Promise<string> }>("greet");
    const wallet = walletOf(stranger.address);
    const { citizenship, articles } = await client.overview();
    expect(await greet(wallet, founding.addresses.nation)).to.equal(
      `Testland: ${citizenship!.count} citizens, ${articles.length} articles`,
    );
  });

  it("pays, and proposes a lower tax (act)", async () => {
    const { client, government, stranger } = await aConnectedNation();
    await government.coin.mint.wait({ to: client.account!, amount: civic.parse("50") });
    const { act } = example<{ act: (nation: NationClient, to: string) => Promise<void> }>("act");
    await act(client, stranger.address);
    expect(await client.coin.balanceOf({ account: stranger.address })).to.be.greaterThan(civic.parse("9"));
    expect(await client.governor.events.ProposalCreated.query({ from: 0 })).to.have.length(1);
  });

  it("reads the class of a driver's licence, and nothing else of it (check-licence)", async () => {
    const { address, connection, clients, wallets, licences: schemaId } = await aNationOfHolders();
    const issuer = { did: await didOfAccount(connection, wallets.ada.address), key: walletKey(wallets.ada) };
    const key = walletKey(wallets.bo);
    const { credential, content } = await issuePrivateCredential({
      connection,
      issuer,
      holderKey: key.publicJwk,
      type: "DriversLicence",
      schemaId,
      claims: { name: "Bo", class: "B" },
    });
    await clients.ada.attestations.attest.wait({ contents: [content] });
    const requests = presentationRequests({ audience: "https://rental.example" });
    const shown = { credential, show: ["class"], key, request: requests.open() };
    const presentation = await presentPrivateCredential(shown);
    const { checkLicence } = example<{
      checkLicence: (provider: unknown, nation: string, shown: string, asked: typeof requests) => Promise<unknown>;
    }>("check-licence");
    expect(await checkLicence(ethers.provider, address, presentation, requests)).to.equal("B");
  });

  it("says what one person can do about a refusal (lower)", async () => {
    const { client, government } = await aConnectedNation();
    const { lower } = example<{ lower: (nation: NationClient, value: unknown) => Promise<string> }>("lower-the-tax");
    expect(await lower(client, bps.percent("1"))).to.contain("propose");
    expect(await lower(government, bps.percent("100"))).to.match(/^between \d+ and \d+$/);
    expect(await lower(government, bps.percent("1"))).to.equal("done");
  });

  it("counts a ballot that another account sends (deliver)", async () => {
    const { clients, asStranger } = await aConnectedNation();
    const calls = [clients[0].coin.setProvision.call({ key: "taxRate", value: bps.percent("1") })];
    const { proposal } = await clients[0].governor.propose.wait({ calls, description: "Lower" });
    await time.increase(86_400 + 1);
    const { deliver } = example<{
      deliver: (citizen: NationClient, relayer: NationClient, proposal: Proposal) => Promise<void>;
    }>("deliver");
    // The example signs for an hour from now, and the chain's clock is ahead of ours.
    await withClock(() => deliver(clients[1], asStranger, proposal));
    expect(printed).to.deep.equal(["1 "]);
  });

  it("brings a case, and does in each phase what it asks for (dispute, judge)", async () => {
    const world = await loadFixture(aFullCourtroom);
    const escrow = await anEscrow(await world.court.getAddress(), world.stranger);
    const { dispute } = example<{
      dispute: (nation: NationClient, escrow: Contract, parties: CitizenId[]) => Promise<CaseId>;
    }>("dispute");
    const caseId = await dispute(world.asStranger, escrow, [citizenId.from(1), citizenId.from(2)]);
    const { judge } = example<{ judge: (juror: NationClient, caseId: CaseId) => Promise<void> }>("judge");

    await judge(world.as(3), caseId);
    await pass(world, caseId);
    await mine(BLOCKS_AHEAD + 1);
    await judge(world.as(3), caseId);
    const { round } = await world.asStranger.court.case({ caseId });
    const panel = round.panel.map((seat) => world.as(seat.citizenId));
    for (const juror of panel) await judge(juror, caseId);
    await outwait(world, caseId);
    for (const juror of panel) await judge(juror, caseId);
    await world.asStranger.court.advance({ caseId });
    await judge(world.as(3), caseId);
    await pass(world, caseId);
    const { phase, ruling } = await world.asStranger.court.case({ caseId });
    // An unanswered appeal opens the next round.
    expect([phase, ruling]).to.deep.equal(["evidence", 1]);
    expect(printed).to.include("3/3");
  });

  it("delivers a final ruling, and collects the fees (judge)", async () => {
    const world = await loadFixture(aFullCourtroom);
    const escrow = await anEscrow(await world.court.getAddress(), world.stranger);
    const { dispute } = example<{
      dispute: (nation: NationClient, escrow: Contract, parties: CitizenId[]) => Promise<CaseId>;
    }>("dispute");
    const caseId = await dispute(world.asStranger, escrow, []);
    const { judge } = example<{ judge: (juror: NationClient, caseId: CaseId) => Promise<void> }>("judge");
    await pass(world, caseId);
    await mine(BLOCKS_AHEAD + 1);
    await judge(world.as(3), caseId);
    const { round } = await world.asStranger.court.case({ caseId });
    const panel = round.panel.map((seat) => world.as(seat.citizenId));
    for (const juror of panel) await judge(juror, caseId);
    await outwait(world, caseId);
    for (const juror of panel) await judge(juror, caseId);
    await world.asStranger.court.advance({ caseId });
    await pass(world, caseId);
    const before = await ethers.provider.getBalance(panel[0].account!);
    await judge(panel[0], caseId);
    expect((await world.asStranger.court.case({ caseId })).phase).to.equal("executed");
    expect(await ethers.provider.getBalance(panel[0].account!)).not.to.equal(before);
  });

  it("waits for nothing where seeds come from blocks (drawByDrand)", async () => {
    const world = await loadFixture(aFullCourtroom);
    const { drawByDrand } = example<{ drawByDrand: (nation: NationClient, caseId: CaseId) => Promise<void> }>(
      "draw-by-drand",
    );
    const escrow = await anEscrow(await world.court.getAddress(), world.stranger);
    const { dispute } = example<{
      dispute: (nation: NationClient, escrow: Contract, parties: CitizenId[]) => Promise<CaseId>;
    }>("dispute");
    const caseId = await dispute(world.asStranger, escrow, []);
    await pass(world, caseId);
    await drawByDrand(world.asStranger, caseId);
    expect((await world.asStranger.court.case({ caseId })).phase).to.equal("draw");
  });

  it("charges a citizen, and tells the charge (accuse)", async () => {
    const world = await loadFixture(aFullCourtroom);
    const { accuse } = example<{ accuse: (nation: NationClient, citizenId: CitizenId) => Promise<void> }>("accuse");
    await accuse(world.as(2), citizenId.from(7));
    expect(printed[0]).to.contain("Citizen 7").and.contain("article 1").and.contain("25 civic coin");
    // It is pending now.
    await accuse(world.as(3), citizenId.from(7));
    expect(printed).to.have.length(2);
  });

  it("opens an agreement, signs it, and brings it before the court (agree, contest)", async () => {
    const world = await loadFixture(aLawfulNation);
    const [ana, ben] = [world.as(CITIZENS - 1), world.as(CITIZENS)];
    for (const person of [ana, ben])
      await world.government.coin.mint.wait({ to: person.account!, amount: civic.parse("200") });
    await ben.coin.approve.wait({ spender: ben.agreements.address, amount: civic.parse("60") });
    const { agree, contest } = example<{
      agree: (ana: NationClient, ben: NationClient) => Promise<AgreementId>;
      contest: (ben: NationClient, agreementId: AgreementId) => Promise<void>;
    }>("agree");
    const agreementId = await withClock(() => agree(ana, ben));
    expect(await ana.agreements.events.PerformanceDeclared.query({ from: 0 })).to.have.length(1);
    await contest(ben, agreementId);
    expect(printed[0]).to.match(/^disputed /);
  });

  it("claims what is owed (collect)", async () => {
    const world = await loadFixture(aFullCourtroom);
    const { collect } = example<{ collect: (nation: NationClient) => Promise<void> }>("collect");
    const cost = await world.asStranger.court.cost();
    // What is paid too much is owed back to who paid.
    await world.court
      .connect(await ethers.getSigner(world.as(1).account!))
      .createDispute(2, "0x", { value: cost + 5n });
    expect(await world.court.owedTo(ethers.ZeroAddress, world.as(1).account!)).to.equal(5n);
    await collect(world.as(1));
    expect(await world.court.owedTo(ethers.ZeroAddress, world.as(1).account!)).to.equal(0n);
    expect(await world.as(1).claimable()).to.deep.equal([]);
  });

  it("greets who is admitted (watch)", async () => {
    const { client, government, stranger, asStranger, citizenship } = await aConnectedNation();
    const { watch } = example<{
      watch: (nation: NationClient, greet: (citizen: CitizenId) => void) => Promise<() => Promise<void>>;
    }>("watch");
    const greeted: CitizenId[] = [];
    const end = await watch(client, (citizen) => void greeted.push(citizen));
    await asStranger.citizenship.requestAdmission.wait({});
    await government.citizenship.admit.wait({ applicant: stranger.address });
    await until(() => greeted.length > 0);
    await end();
    expect(greeted).to.deep.equal([citizenId.from(await citizenship.lastCitizenId())]);
    expect(printed[0]).to.match(/^\d+ payments to the treasury$/);
  });

  it("pays by the coin alone (tip)", async () => {
    const { client, government, stranger, founding, citizens } = await aConnectedNation();
    await government.coin.mint.wait({ to: client.account!, amount: civic.parse("50") });
    const { tip } = example<{ tip: (wallet: unknown, nation: string, to: string) => Promise<void> }>("tip");
    await tip(walletOf(citizens[0].address), founding.addresses.nation, stranger.address);
    expect(await client.coin.balanceOf({ account: stranger.address })).to.be.greaterThan(0n);
  });

  it("says what a proposal would do (preview)", async () => {
    const { client } = await aConnectedNation();
    const { preview } = example<{ preview: (nation: NationClient, calls: Call[]) => Promise<string[]> }>("preview");
    const calls = [client.coin.setProvision.call({ key: "taxRate", value: bps.percent("1") })];
    const sentences = await preview(client, calls);
    expect(sentences[0]).to.contain("tax");
    expect(sentences[1]).to.match(/^The proposal is (ordinary|constitutional); the calls were tried \w+\.$/);
    expect(sentences).to.include("0 assets leave the treasury.");
  });

  it("gives advice in another language (advice)", () => {
    const { advice } = example<{ advice: (error: NationError) => string }>("advice");
    expect(advice(new UserRejectedError())).to.equal("Bestätige es in der Wallet, wenn du es wolltest.");
  });

  it("lists proposals and citizens (show)", async () => {
    const { client } = await aConnectedNation();
    const { show } = example<{ show: (nation: NationClient) => Promise<void> }>("show");
    await show(client);
    expect(printed).to.have.length(3);
    expect(printed[0]).to.contain("3 0x");
  });

  it("tells what is to be done (todo)", async () => {
    const { client, clients } = await aConnectedNation();
    const calls = [client.coin.setProvision.call({ key: "taxRate", value: bps.percent("1") })];
    await client.governor.propose.wait({ calls, description: "Lower" });
    await time.increase(86_400 + 1);
    const { todo } = example<{ todo: (nation: NationClient) => Promise<void> }>("todo");
    await todo(clients[1]);
    expect(printed.join("\n")).to.match(/^(must|can) .*[Vv]ote/m);
  });

  it("follows everything that happens (follow)", async () => {
    const { client, government } = await aConnectedNation();
    const { follow } = example<{
      follow: (nation: NationClient, kept: undefined, keep: (cursor: string) => void) => Promise<() => Promise<void>>;
    }>("follow");
    const cursors: string[] = [];
    const end = await follow(client, undefined, (cursor) => void cursors.push(cursor));
    await government.coin.mint.wait({ to: client.account!, amount: civic.parse("50") });
    await mine(5);
    await until(() => printed.length > 0);
    await end();
    expect(printed.join("\n")).to.contain("50");
    expect(cursors).not.to.be.empty;
  });

  it("admits who signed, and invites the others (foundTogether)", async () => {
    const signers = await ethers.getSigners();
    const { foundTogether } = example<{
      foundTogether: (charter: CharterInput, founder: Signer, citizen: Signer) => Promise<Founding>;
    }>("found-together");
    const charter = charterOf(signers.slice(1, 4).map(({ address }) => address));
    const factory = await ethers.deployContract("Create2Factory");
    await setCode(CREATE2_PROXY, await ethers.provider.getCode(factory));
    const { addresses } = await foundTogether(charter, signers[0], signers[1]).finally(() =>
      // What code accounts have is told to no other test.
      setCode(CREATE2_PROXY, "0x"),
    );
    const citizenship = await ethers.getContractAt("Citizenship", addresses.citizenship);
    expect(await citizenship.citizenOf(signers[1])).to.equal(1n);
    expect(await citizenship.citizenOf(signers[2])).to.equal(0n);
  });
});

/** A browser's wallet with one account of this chain. */
const walletOf = (account: string) => ({
  request: ({ method, params }: { method: string; params?: unknown[] }) =>
    method === "eth_requestAccounts" || method === "eth_accounts"
      ? Promise.resolve([account])
      : (ethers.provider.send(method, params ?? []) as Promise<unknown>),
});

/** An escrow whose parties bring their dispute before the court. */
async function anEscrow(court: string, sender: Signer): Promise<Contract> {
  const arbitrable = await ethers.deployContract("PlainArbitrable", [court]);
  // The example's contract names its own function, which does what the arbitrable's does.
  const contract = new Contract(await arbitrable.getAddress(), ["function dispute(bytes) payable"], sender);
  const open = (data: string, options: { value: bigint }) =>
    arbitrable.connect(sender).open(2, data, { value: options.value });
  return Object.assign(Object.create(contract) as Contract, { getFunction: () => open });
}

/** Runs what reads the clock of this machine as if it were the chain's. */
async function withClock<Result>(act: () => Promise<Result>): Promise<Result> {
  const now = Date.now;
  const ahead = (await time.latest()) * 1000 - now();
  Date.now = () => now() + ahead;
  try {
    return await act();
  } finally {
    Date.now = now;
  }
}
