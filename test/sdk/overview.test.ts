import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { BrowserProvider, type Eip1193Provider } from "ethers";
import { ethers, network } from "hardhat";
import { bps, citizenId, civic, connect, institutionNames, isRevert, seconds } from "../../sdk/src";
import { multicall } from "../../sdk/src/core";
import { renderCitations, type AllProvisions } from "../../sdk/src/overview";
import { declarationOf } from "../../sdk/src/institutions/registry";
import { aConnectedNation } from "../fixtures/connected";
import { aCourtroom, bring, JURORS } from "../fixtures/justice";
import { aWholeNation } from "../fixtures/whole";

/** Hardhat's chain as a browser's wallet offers it, counting what it is asked. */
function aCountingWallet() {
  const asked: string[] = [];
  const wallet: Eip1193Provider = {
    request: (request) => {
      asked.push(request.method);
      return network.provider.request({ method: request.method, params: request.params as unknown[] });
    },
  };
  return { asked, provider: new BrowserProvider(wallet) };
}

describe("overview()", () => {
  it("takes one request", async () => {
    const { nation } = await loadFixture(aConnectedNation);
    const { asked, provider } = aCountingWallet();
    const client = await connect(provider, await nation.getAddress());
    asked.length = 0;
    await client.overview();
    expect(asked).to.deep.equal(["eth_call"]);
  });

  it("tells how the nation presents itself", async () => {
    const { client, founding } = await loadFixture(aConnectedNation);
    const { profile } = await client.overview();
    expect(profile).to.include({ name: "Testland", motto: "Tested and true" });
    expect(profile.institutions).to.deep.equal(founding.addresses);
  });

  it("tells the money, the people and the wait", async () => {
    const { client, citizenship, coin, treasury, stake, timelock } = await loadFixture(aConnectedNation);
    const overview = await client.overview();
    expect(overview.citizenship?.count).to.equal(await citizenship.citizenCount());
    expect(overview.coin?.supply).to.equal(await coin.totalSupply());
    expect(overview.treasury?.coin).to.equal(await coin.balanceOf(treasury));
    expect(overview.stake?.total).to.equal(await stake.totalStaked());
    expect(overview.timelock?.delay).to.equal(await timelock.getMinDelay());
  });

  it("tells the treasury's native coin", async () => {
    const { client, treasury, stranger } = await loadFixture(aConnectedNation);
    await stranger.sendTransaction({ to: treasury, value: 7n });
    expect((await client.overview()).treasury?.native).to.equal(7n);
  });

  context("given terms that end at one midnight", () => {
    async function termsOfAYear() {
      const world = await loadFixture(aConnectedNation);
      const { until } = await world.client.citizenship.citizen({ citizenId: citizenId.from(1n) });
      const citizens = [1n, 2n, 3n].map((id) => citizenId.from(id));
      return { ...world, until, citizens };
    }
    const DAY = 86_400n;

    it("warns of none until 90 days before", async () => {
      const { client, until } = await loadFixture(termsOfAYear);
      await time.increaseTo(until - 90n * DAY - 1n);
      const { citizenship } = await client.overview();
      expect(citizenship?.terms).to.deep.equal({ lookedAt: 3n, ending: [] });
    });

    it("warns of each from then on", async () => {
      const { client, until, citizens } = await loadFixture(termsOfAYear);
      await time.increaseTo(until - 90n * DAY);
      const { citizenship } = await client.overview();
      const renewableUntil = until + 90n * DAY;
      const ending = citizens.map((id) => ({ citizenId: id, until, renewableUntil, isOver: false }));
      expect(citizenship?.terms).to.deep.equal({ lookedAt: 3n, ending });
      expect(await client.citizenship.termsEnding()).to.deep.equal(citizenship?.terms);
      await client.citizenship.renewOwn.wait();
    });

    it("warns no more of whom has renewed", async () => {
      const { client, until, citizens } = await loadFixture(termsOfAYear);
      await time.increaseTo(until - 90n * DAY);
      await client.citizenship.renewOwn.wait();
      const { citizenship } = await client.overview();
      expect(citizenship?.terms.ending.map((one) => one.citizenId)).to.deep.equal(citizens.slice(1));
    });

    it("says that they are over, and warns until 90 days after", async () => {
      const { client, until } = await loadFixture(termsOfAYear);
      await time.increaseTo(until);
      const over = (await client.overview()).citizenship?.terms.ending.map(({ isOver }) => isOver);
      expect(over).to.deep.equal([true, true, true]);
      await time.increaseTo(until + 90n * DAY);
      expect((await client.overview()).citizenship?.terms.ending).to.deep.equal([]);
    });

    it("leaves out whoever holds no citizenship any more", async () => {
      const { client, until } = await loadFixture(termsOfAYear);
      await client.citizenship.renounce.wait();
      await time.increaseTo(until);
      expect((await client.overview()).citizenship?.terms.lookedAt).to.equal(2n);
    });

    it("tells those of a range of citizens", async () => {
      const { client, until, citizens } = await loadFixture(termsOfAYear);
      await time.increaseTo(until);
      const { lookedAt, ending } = await client.citizenship.termsEnding({ first: citizens[1], last: citizens[1] });
      expect([lookedAt, ending.map((one) => one.citizenId)]).to.deep.equal([1n, [citizens[1]]]);
    });
  });

  it("tells how busy justice is", async () => {
    const world = await loadFixture(aCourtroom);
    await bring(world);
    const { court, juryRoll } = await world.asStranger.overview();
    expect({ ...court, ...juryRoll }).to.deep.equal({ cases: 1, jurors: BigInt(JURORS) });
  });

  it("tells every provision of every institution as the institution does", async () => {
    const { asStranger: client } = await loadFixture(aWholeNation);
    const { provisions } = await client.overview();
    const holders = institutionNames.filter((name) => declarationOf(name).provisions !== undefined);
    expect(Object.keys(provisions)).to.deep.equal(holders);
    for (const name of Object.keys(provisions) as (keyof AllProvisions)[]) {
      expect(provisions[name], name).to.deep.equal(await client[name].provisions());
    }
  });

  it("fills in what the articles cite", async () => {
    const { client } = await loadFixture(aConnectedNation);
    const [, tax] = (await client.overview()).articles;
    expect(tax.text).to.equal("Of every payment {coin.taxRate} goes to the treasury.");
    expect(tax.rendered).to.equal("Of every payment 1 % goes to the treasury.");
  });

  it("reads every institution", async () => {
    const { client } = await loadFixture(aConnectedNation);
    expect((await client.overview()).unreadable).to.deep.equal([]);
  });

  // Of those that a silent charter founds.
  for (const name of institutionNames.filter((one) => declarationOf(one).founded !== "if named")) {
    context(`given a nation that closed its ${name}`, () => {
      async function aClosedInstitution() {
        const world = await loadFixture(aConnectedNation);
        await world.government.appointInstitution.wait({ name });
        return { ...world, anew: await connect(world.citizens[0], world.client.address) };
      }

      it("tells of the others", async () => {
        const { anew } = await loadFixture(aClosedInstitution);
        const { profile, provisions, ...parts } = await anew.overview();
        expect(profile.name).to.equal("Testland");
        expect(Object.keys(profile.institutions)).not.to.include(name);
        expect(Object.hasOwn(parts, name)).to.equal(false);
        expect(Object.hasOwn(provisions, name)).to.equal(false);
      });

      it("can be copied field by field", async () => {
        const { anew } = await loadFixture(aClosedInstitution);
        expect(Object.keys({ ...anew })).not.to.include(name);
      });
    });

    if (name === "nation") continue;
    context(`given another contract where its ${name} was`, () => {
      it(`tells of the others, and names the ${name} as unreadable if there is anything to tell of it`, async () => {
        const { client, government, citizens } = await loadFixture(aConnectedNation);
        const account = await (await (await ethers.getContractFactory("PlainAgent")).deploy()).getAddress();
        await government.appointInstitution.wait({ name, account });
        const { unreadable, ...overview } = await (await connect(citizens[0], client.address)).overview();
        const { overview: part, provisions } = declarationOf(name);
        expect(unreadable.includes(name)).to.equal(part !== undefined || provisions !== undefined);
        expect(Object.hasOwn(overview, name)).to.equal(false);
        expect(overview.profile.name).to.equal("Testland");
      });
    });
  }

  context("given an institution that this software does not know", () => {
    it("tells where it is", async () => {
      const { client, government, citizens } = await loadFixture(aConnectedNation);
      const account = await (await (await ethers.getContractFactory("PlainAgent")).deploy()).getAddress();
      await government.appointInstitution.wait({ name: "observatory", account });
      const { profile } = await (await connect(citizens[0], client.address)).overview();
      expect(profile.institutions.observatory).to.equal(account);
    });
  });

  context("given a provision on trial", () => {
    it("fills in what is tried", async () => {
      const { client, government } = await loadFixture(aConnectedNation);
      const trial = { key: "taxRate", value: bps.percent("0.5"), period: seconds.days(30) } as const;
      await government.coin.tryProvision.wait(trial);
      const { articles, provisions } = await client.overview();
      expect(articles[1].rendered).to.equal("Of every payment 0.5 % goes to the treasury.");
      expect(provisions.coin?.taxRate).to.deep.include({ current: 50n, standing: 100n, text: "0.5 %" });
    });
  });

  context("given a constitution longer than a contract's code may be", () => {
    async function aLongConstitution() {
      const world = await loadFixture(aConnectedNation);
      const text = "x".repeat(2_048);
      for (let batch = 0; batch < 4; ++batch) {
        const articles = Array.from({ length: 5 }, (_, index) => ({ title: `Article ${batch}.${index}`, text }));
        await world.government.constitution.enact.wait({ articles });
      }
      return world;
    }

    it("tells all of it all the same", async () => {
      const { client } = await loadFixture(aLongConstitution);
      const { articles } = await client.overview();
      expect(articles.slice(2).map(({ rendered }) => rendered.length)).to.deep.equal(Array(20).fill(2_048));
    });

    it("still takes one request", async () => {
      const { nation } = await loadFixture(aLongConstitution);
      const { asked, provider } = aCountingWallet();
      const client = await connect(provider, await nation.getAddress());
      asked.length = 0;
      await client.overview();
      expect(asked).to.deep.equal(["eth_call"]);
    });
  });
});

describe("renderCitations()", () => {
  it("leaves as it is what no institution knows", async () => {
    const { client } = await loadFixture(aConnectedNation);
    const { provisions } = await client.overview();
    const text = "{coin.taxRate} {coin.nothing} {nobody.taxRate} {coin} {__proto__.toString}";
    expect(renderCitations({ text, provisions })).to.equal(
      "1 % {coin.nothing} {nobody.taxRate} {coin} {__proto__.toString}",
    );
  });
});

describe("ask()", () => {
  it("fails with what the first failing question answered", async () => {
    const { client } = await loadFixture(aConnectedNation);
    const data = client.treasury.contract.interface.encodeFunctionData("budget", [7n]);
    const question = { target: client.treasury.address, data, decode: String };
    const error: unknown = await multicall(ethers.provider, [question]).catch((failure: unknown) => failure);
    expect(isRevert(error, "Treasury_UnknownBudget") && error.args).to.deep.equal({ budgetId: 7n, lastBudgetId: 0n });
  });

  it("asks a provider that takes no raw requests by its call", async () => {
    const { client, coin } = await loadFixture(aConnectedNation);
    const provider = { call: (request: { data: string }) => ethers.provider.call(request) };
    const data = coin.interface.encodeFunctionData("totalSupply");
    const question = { target: client.coin.address, data, decode: (answer: string) => civic.from(BigInt(answer)) };
    const { values } = await multicall(provider as never, [question]);
    expect(values[0]).to.equal(await coin.totalSupply());
  });
});
