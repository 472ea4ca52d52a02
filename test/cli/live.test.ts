import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { EXIT } from "../../cli/src/errors";
import { governmentActs } from "../../cli/src/input/calls";
import { run } from "../../cli/src/program";
import { citizenId, civic, connect, wei } from "../../sdk/src";
import { epochId } from "../../sdk/src/institutions/dividends";
import { aConnectedNation } from "../fixtures/connected";
import { publicNode, type PublicNode } from "../fixtures/public-node";
import { agreed, answering, chosen, declined, surroundingsOf, typed, type Answer } from "../fixtures/terminal";
import { anEpoch } from "../unit/dividends/world";

/** What is written to a terminal, without what only moves its cursor. */
const plain = (text: string): string => stripVTControlCharacters(text);

describe("civitas, beside a living nation", () => {
  let node: PublicNode;
  let folder: string;

  beforeEach(async () => {
    node = await publicNode();
    folder = mkdtempSync(path.join(tmpdir(), "civitas-live-"));
  });

  afterEach(async () => {
    await node.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const file = (name: string): string => path.join(folder, name);

  /** The nation of three, and what a command line says beside it. */
  async function world() {
    const given = await loadFixture(aConnectedNation);
    const { nation } = given.founding.addresses;
    const place = ["--rpc", node.url, "--nation", nation];
    /** Whose keys the people have: Hardhat's accounts in their order. */
    const [{ address: founder }, ...others] = await (await import("hardhat")).ethers.getSigners();
    const keyOf = (address: string): string[] => {
      const index = [founder, ...others.map((one) => one.address)].indexOf(address);
      return ["--dev", String(index)];
    };
    const runs = async (...args: readonly string[]) => {
      const surroundings = surroundingsOf();
      const status = await run([...args, ...place], surroundings);
      return { status, output: surroundings.said.output.text, errors: surroundings.said.errors.text };
    };
    const asks = async (answers: readonly Answer[], ...args: readonly string[]) => {
      const surroundings = answering(answers);
      const status = await run([...args, ...place], surroundings);
      const { output, errors } = surroundings.said;
      return { status, output: plain(output.text), errors: plain(errors.text), left: surroundings.left() };
    };
    return { ...given, runs, asks, keyOf };
  }

  /** A nation of which the second epoch divides coin, and what its first citizen's command line says. */
  async function aSharedNation() {
    const { founding, citizens } = await loadFixture(anEpoch);
    const nation = await connect(citizens[0], founding.addresses.nation);
    const accounts = await (await import("hardhat")).ethers.getSigners();
    const key = ["--dev", String(accounts.findIndex(({ address }) => address === citizens[0].address))];
    const place = ["--rpc", node.url, "--nation", founding.addresses.nation, ...key];
    const citizen = async (...args: readonly string[]) => {
      const surroundings = surroundingsOf();
      const status = await run([...args, ...place], surroundings);
      return { status, output: surroundings.said.output.text, errors: surroundings.said.errors.text };
    };
    const said = ({ status, output, errors }: Awaited<ReturnType<typeof citizen>>): string => {
      expect(status, errors).to.equal(EXIT.done);
      return output;
    };
    return { founding, nation, citizen, said };
  }

  describe("status", () => {
    it("asks the node three times", async () => {
      const { runs } = await world();
      const { status, output } = await runs("status");
      expect(status).to.equal(EXIT.done);
      expect(output).to.include("Testland");
      expect(node.requests()).to.equal(3);
    });
  });

  describe("case", () => {
    for (const which of ["9999", "latest"]) {
      it(`says that there is none: ${which}`, async () => {
        const { runs } = await world();
        const { status, errors } = await runs("case", which);
        expect(status).to.equal(EXIT.failed);
        expect(errors).to.include("There is no case yet.");
      });
    }
  });

  describe("whoever acts without a key", () => {
    for (const args of [
      ["citizens", "me"],
      ["stake", "show"],
      ["pay", "1", "1"],
    ]) {
      it(`is told how to name one: ${args.join(" ")}`, async () => {
        const { runs } = await world();
        const { status, errors } = await runs(...args);
        expect(status).to.equal(EXIT.locked);
        expect(errors).to.include("There is no key to act with.");
      });
    }
  });

  describe("watch", () => {
    it("tells what happens, in sentences with times, and where to go on", async () => {
      const { runs, client, stranger } = await world();
      const watching = runs("watch", "--for", "4s");
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      await client.coin.transfer.wait({ to: stranger.address, amount: civic.parse("3") });
      const { status, output, errors } = await watching;
      expect(status).to.equal(EXIT.done);
      expect(output).to.match(/^\d{4}-\d\d-\d\d \d\d:\d\d UTC {2}\S[^]*\bpaid\b/m);
      expect(errors).to.match(/Go on from here: civitas watch --after \S+/);
    });

    it("goes on where the watch before it ended, by a file", async () => {
      const { runs, client, stranger } = await world();
      const state = file("watched.txt");
      await runs("watch", "--for", "1s", "--state", state);
      expect(existsSync(state)).to.equal(true);
      await client.coin.transfer.wait({ to: stranger.address, amount: civic.parse("4") });
      const second = await runs("watch", "--for", "2s", "--state", state);
      expect(second.output).to.include("paid");
      const third = await runs("watch", "--for", "1s", "--state", state);
      expect(third.output).to.not.include("paid");
    });

    it("tells each event in a line of JSON where that is asked for", async () => {
      const { runs, client, stranger } = await world();
      const state = file("watched.txt");
      await runs("watch", "--for", "1s", "--state", state);
      await client.coin.transfer.wait({ to: stranger.address, amount: civic.parse("5") });
      const { output } = await runs("watch", "--for", "2s", "--state", state, "--json");
      const events = output
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as { institution?: string; text?: string });
      expect(
        events.some(({ institution, text }) => institution === "coin" && text?.includes("paid") === true),
      ).to.equal(true);
    });

    it("says that its file cannot be written", async () => {
      const { runs } = await world();
      const { status, errors } = await runs("watch", "--for", "1s", "--state", path.join(folder, "none", "here.txt"));
      expect(status).to.equal(EXIT.failed);
      expect(errors).to.include("cannot be written");
    });
  });

  describe("keep", () => {
    /** A nation with a proposal that passed, and waits to be queued. */
    async function aDueProposal() {
      const given = await world();
      const { client, clients, stranger } = given;
      const calls = [{ target: stranger.address, value: wei.from(0n), data: "0x" }];
      const { proposal } = await client.governor.propose.wait({ calls, description: "Do nothing" });
      await time.increaseTo(proposal.opensAt + 1n);
      for (const one of clients) await one.governor.vote.wait({ proposalId: proposal.id, support: "for" });
      await time.increaseTo((await client.governor.status({ proposalId: proposal.id })).closesAt + 1n);
      return { ...given, proposal };
    }

    it("carries out what is due, once", async () => {
      const { runs, keyOf, client, stranger, proposal } = await aDueProposal();
      const { status, output } = await runs("keep", "--once", "--yes", ...keyOf(stranger.address));
      expect(status).to.equal(EXIT.done);
      expect(output)
        .to.match(/^done /m)
        .and.match(/[1-9] acts? carried out\./);
      expect((await client.governor.status({ proposalId: proposal.id })).state).to.equal("queued");
      const again = await runs("keep", "--once", "--yes", ...keyOf(stranger.address));
      expect(again.output).to.include("Nothing is due.");
    });

    it("sends nothing that costs more than it may", async () => {
      const { runs, keyOf, client, stranger, proposal } = await aDueProposal();
      const key = keyOf(stranger.address);
      const { output } = await runs("keep", "--once", "--yes", "--max-cost", "0.000000001", ...key);
      expect(output).to.not.match(/^done /m);
      expect((await client.governor.status({ proposalId: proposal.id })).state).to.equal("succeeded");
    });

    it("asks first, and sends nothing where nobody agrees", async () => {
      const { asks, keyOf, client, stranger, proposal } = await aDueProposal();
      const { status, left } = await asks([[/Do it\?/, ...declined]], "keep", "--once", ...keyOf(stranger.address));
      expect([status, left]).to.deep.equal([EXIT.declined, 0]);
      expect((await client.governor.status({ proposalId: proposal.id })).state).to.equal("succeeded");
    });

    it("sends nothing in a dry run", async () => {
      const { runs, keyOf, client, stranger, proposal } = await aDueProposal();
      const { output } = await runs("keep", "--once", "--dry-run", ...keyOf(stranger.address));
      expect(output).to.include("Nothing was sent.");
      expect((await client.governor.status({ proposalId: proposal.id })).state).to.equal("succeeded");
    });

    it("looks at the institutions alone that are named, and knows which there are", async () => {
      const { runs, keyOf, stranger } = await aDueProposal();
      const key = keyOf(stranger.address);
      const other = await runs("keep", "--once", "--yes", ...key, "--only", "court");
      expect(other.output).to.include("Nothing is due.");
      const none = await runs("keep", "--once", "--yes", ...key, "--only", "senate");
      expect(none.status).to.equal(EXIT.usage);
      expect(none.errors).to.include("There is no institution senate.");
    });
  });

  describe("claim", () => {
    it("claims the dividend that the home page tells of, and names no more afterwards", async () => {
      const { nation, citizen, said } = await aSharedNation();
      expect(said(await citizen()))
        .to.include("Claim your dividend of epoch 2")
        .and.to.include("civitas claim");
      expect(said(await citizen("owed")))
        .to.include("225 ")
        .and.to.include("by the dividends of epoch 2");
      expect(said(await citizen("claim", "--dry-run")))
        .to.include("in about 1 transaction")
        .and.to.match(/costs about [\d.]+ \w+ for all of them, at most [\d.]+/);
      expect(said(await citizen("claim", "--yes"))).to.match(/✓ Paid: 225 .*\n +0x[0-9a-f]{64}\n/);
      expect(await nation.dividends.isPaid({ epochId: epochId.from(2), citizenId: citizenId.from(1) })).to.equal(true);
      expect(said(await citizen("claim", "--yes"))).to.include("Nothing is owed");
    });
  });

  describe("propose --call", () => {
    it("reads an amount of the civic coin alike by the coin's name and by its address", async () => {
      const { founding, citizen, said } = await aSharedNation();
      for (const asset of ["coin", founding.addresses.coin]) {
        const terms = { purpose: "Dividends", spender: "dividends", asset, ceiling: "500", period: "30 days" };
        const call = `treasury.openBudget(${JSON.stringify({ ...terms, until: "900d" })})`;
        const proposed = said(await citizen("propose", "A budget", "--call", call, "--dry-run"));
        expect(proposed).to.include("up to 500 civic coin");
      }
    });

    it("reads an amount of another token in its smallest units", async () => {
      const { founding, citizen, said } = await aSharedNation();
      const asset = founding.addresses.nation;
      const call = `treasury.pay(${asset}, 2, 500, Wages)`;
      expect(said(await citizen("propose", "Wages", "--call", call, "--unrehearsed", "--dry-run"))).to.include(
        "500 base units",
      );
    });
  });

  describe("propose, guided", () => {
    /** The keys that choose an institution, an act of its and a provision of its, by what the lists hold. */
    async function choosing(client: Parameters<typeof governmentActs>[0], act: string) {
      const acts = await governmentActs(client);
      const institutions = [...new Set(acts.map(({ contract }) => contract))];
      const own = acts.filter(({ contract }) => contract === "coin").map((one) => one.function.name);
      return {
        institution: chosen(institutions.indexOf("coin")),
        act: chosen(own.indexOf(act)),
        provision: chosen(0),
      };
    }

    it("asks for the act and what it takes, shows what it means, and proposes it", async () => {
      const { asks, keyOf, client, citizens } = await world();
      const keys = await choosing(client, "tryProvision");
      const answers: Answer[] = [
        [/Which institution\?/, ...keys.institution],
        [/Which act\?/, ...keys.act],
        [/Which provision\?/, ...keys.provision],
        [/new value\?/, ...typed("1.25 %")],
        [/period\?/, ...typed("30 days")],
        [/One more act in the same proposal\?/, ...declined],
        [/Everybody reads this\./, ...typed("Try a lower tax")],
        [/Do it\?/, ...agreed],
      ];
      const { status, output, errors, left } = await asks(answers, "propose", ...keyOf(citizens[0].address));
      expect([status, left], errors).to.deep.equal([EXIT.done, 0]);
      expect(output).to.include("Propose: Try a lower tax").and.include("Try a tax of 1.25 % for 30 days");
      expect(output).to.include("Everybody can read for good what you propose, and why.");
      const { items } = await client.governor.list({ limit: 1 });
      expect(items[0].description).to.match(/^Try a lower tax/);
      expect(await client.describeCalls(items[0].calls)).to.have.length(1);
    });

    it("puts several acts into one proposal", async () => {
      const { asks, keyOf, client, citizens } = await world();
      const first = await choosing(client, "tryProvision");
      const second = await choosing(client, "setProvision");
      const answers: Answer[] = [
        [/Which institution\?/, ...first.institution],
        [/Which act\?/, ...first.act],
        [/Which provision\?/, ...first.provision],
        [/new value\?/, ...typed("1.25 %")],
        [/period\?/, ...typed("30 days")],
        [/One more act in the same proposal\?/, ...agreed],
        [/Which institution\?/, ...second.institution],
        [/Which act\?/, ...second.act],
        [/Which provision\?/, ...chosen(1)],
        [/new value\?/, ...typed("1 %")],
        [/One more act in the same proposal\?/, ...declined],
        [/Do it\?/, ...agreed],
      ];
      const { status, errors, left } = await asks(answers, "propose", "Two things", ...keyOf(citizens[0].address));
      expect([status, left], errors).to.deep.equal([EXIT.done, 0]);
      expect((await client.governor.list({ limit: 1 })).items[0].calls).to.have.length(2);
    });

    it("sends nothing when somebody stops at a question", async () => {
      const { asks, keyOf, client, citizens } = await world();
      const answers: Answer[] = [[/Which institution\?/, "\u0003"]];
      const { status, errors } = await asks(answers, "propose", ...keyOf(citizens[0].address));
      expect(status).to.equal(EXIT.interrupted);
      expect(errors).to.include("You stopped.");
      expect((await client.governor.list({ limit: 1 })).items).to.deep.equal([]);
    });

    it("says of a value out of bounds which bounds there are", async () => {
      const { asks, keyOf, client, citizens } = await world();
      const keys = await choosing(client, "setProvision");
      const answers: Answer[] = [
        [/Which institution\?/, ...keys.institution],
        [/Which act\?/, ...keys.act],
        [/Which provision\?/, ...keys.provision],
        [/new value\?/, ...typed("99 %")],
      ];
      const { status, errors } = await asks(answers, "propose", "Too much", ...keyOf(citizens[0].address));
      expect(status).to.equal(EXIT.usage);
      expect(errors).to.include("99 % is out of the bounds of taxRate.");
    });

    it("asks nothing where nobody is there, and says how to write it", async () => {
      const { runs, keyOf, citizens } = await world();
      const { status, errors } = await runs("propose", "Why", ...keyOf(citizens[0].address));
      expect(status).to.equal(EXIT.usage);
      expect(errors).to.include("Which acts?").and.include("--call");
    });
  });
});
