import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { civic } from "../../sdk/src";
import type { RecordedEvent } from "../../sdk/src/watch";
import { aConnectedNation } from "../fixtures/connected";

describe("nation.record()", () => {
  async function aPayment() {
    const world = await loadFixture(aConnectedNation);
    const { client, clients } = world;
    const { receipt } = await client.coin.transfer.wait({ to: clients[1].account!, amount: civic.parse("2") });
    return { ...world, receipt };
  }

  it("begins with what happened last, in a sentence with its time", async () => {
    const { client, clients, asStranger, receipt } = await aPayment();
    const { items, unreadable } = await asStranger.record({ limit: 2 });
    expect(unreadable).to.deep.equal([]);
    const [tax, paid] = items;
    expect(tax.text).to.equal(`Citizen 1 (${client.account}) paid 0.02 civic coin to the treasury.`);
    expect(paid.text).to.contain(`paid 1.98 civic coin to citizen 2 (${clients[1].account}).`);
    expect(paid).to.include({ institution: "coin", event: "Transfer", transaction: receipt.hash });
    expect(paid.fields).to.include({ to: clients[1].account });
    const block = await receipt.getBlock();
    expect(paid.at).to.equal(BigInt(block.timestamp));
  });

  it("goes on where a page ended, with nothing twice and no gap", async () => {
    const { asStranger } = await aPayment();
    const whole = await asStranger.record({ limit: 1_000 });
    const parts: RecordedEvent[] = [];
    let cursor: string | undefined;
    do {
      const page = await asStranger.record({ limit: 7, ...(cursor !== undefined && { cursor }) });
      parts.push(...page.items);
      ({ cursor } = page);
    } while (cursor !== undefined);
    const place = ({ block, logIndex }: RecordedEvent) => `${block}.${logIndex}`;
    expect(parts.map(place)).to.deep.equal(whole.items.map(place));
    expect(whole.items.length).to.be.greaterThan(7);
  });

  it("tells of one institution alone", async () => {
    const { asStranger } = await aPayment();
    const { items } = await asStranger.record({ institution: "coin" });
    expect(items.every(({ institution }) => institution === "coin")).to.equal(true);
    expect(items.length).to.be.greaterThan(1);
  });

  it("has nothing to tell of what was never an institution", async () => {
    const { asStranger } = await aPayment();
    const page = await asStranger.record({ institution: "navy" });
    expect(page).to.deep.equal({ items: [], unreadable: [], cursor: undefined });
  });
});
