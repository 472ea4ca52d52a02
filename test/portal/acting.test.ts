import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { civic } from "../../sdk/src";
import { foundNation } from "../fixtures/nation";
import { Page } from "./page";

const aNation = () => foundNation(5, { offices: [{ role: "registrar", citizen: "Citizen 1", term: "365 days" }] });

/** The demonstration's people are Hardhat's accounts: the first is the first citizen. */
const [FIRST, STRANGER] = [1, 9];

describe("the portal, acted upon", () => {
  const page = new Page();

  before(() => page.begin());
  afterEach(() => page.clear());
  after(() => page.end());

  async function at(path: string, as = FIRST) {
    const world = await loadFixture(aNation);
    return { ...world, ...page.open(world.nation.target as string, path, { as }) };
  }

  async function anOpenVote() {
    const world = await loadFixture(aNation);
    const { propose, coin } = world;
    const call = { target: coin.target as string, data: coin.interface.encodeFunctionData("mint", [coin.target, 5n]) };
    const proposal = propose([call], "Five for the coin");
    await proposal.propose();
    await proposal.open();
    return { ...world, proposal };
  }

  it("pays what the sheet said, after it was tried, and lists it among one's acts", async () => {
    const { coin, citizens, write, click, sheet, findByText, heading } = await at("/money");
    const before = await coin.balanceOf(citizens[1]);
    await write("To whom (address)", citizens[1].address);
    await write("How much leaves you", "2");
    await findByText(/ arrive\. /);
    await click("Pay");
    const { findByText: inSheet, send } = await sheet();
    await inSheet(/^Pay 2 civic coin to citizen 2/);
    await inSheet(/It goes through\.$/);
    expect(await coin.balanceOf(citizens[1])).to.equal(before);
    await send();
    await inSheet("Done. A block includes it.");
    expect((await coin.balanceOf(citizens[1])) - before).to.equal(civic.parse("1.98"));
    const { go } = await import("../../portal/src/router");
    page.testing.act(() => go("/acts"));
    await heading("Your acts");
    await findByText("Included");
  });

  it("shows what the chain refuses before anything is signed, and sends nothing", async () => {
    const { citizens, write, click, sheet } = await at("/money");
    await write("To whom (address)", citizens[1].address);
    await write("How much leaves you", "1000000000");
    await click("Pay");
    const { findByText, findByRole } = await sheet();
    await findByText("We tried it. The chain refuses it as things are.");
    expect((await findByRole("alert")).textContent).to.contain("ERC20InsufficientBalance");
    const nonce = await ethers.provider.getTransactionCount(citizens[0].address);
    // All that is offered is to try it once more.
    expect(page.testing.screen.queryByRole("button", { name: "Sign and send" })).to.equal(null);
    page.testing.fireEvent.click(await findByRole("button", { name: "Try it again" }));
    await findByText("We tried it. The chain refuses it as things are.");
    expect(await ethers.provider.getTransactionCount(citizens[0].address)).to.equal(nonce);
  });

  it("asks who acts, before an act of nobody", async () => {
    const { nation, proposal } = await loadFixture(anOpenVote);
    const { findByText } = page.open(nation.target as string, `/decisions/${proposal.id}`);
    await findByText("To vote, say who acts.");
  });

  it("votes, and says then that a vote counts once", async () => {
    const { nation, governor, proposal } = await loadFixture(anOpenVote);
    const { click, sheet, findByText } = page.open(nation.target as string, `/decisions/${proposal.id}`, { as: FIRST });
    await click("For");
    const { findByText: inSheet, send } = await sheet();
    await inSheet(/It goes through\.$/);
    await send();
    await inSheet("Done. A block includes it.");
    expect(await governor.hasCitizenVoted(proposal.id, 1n)).to.equal(true);
    await findByText("You voted. A vote counts once.");
  });

  it("says to a stranger why there is no ballot", async () => {
    const { nation, proposal } = await loadFixture(anOpenVote);
    const { findByText } = page.open(nation.target as string, `/decisions/${proposal.id}`, { as: STRANGER });
    await findByText("Only citizens vote. You are none here.");
  });

  it("proposes a trial of another tax from a form, rehearsed before", async () => {
    const { governor, write, click, sheet, findByText, findByLabelText } = await at("/decisions/new");
    const select = await findByLabelText("Which number");
    await page.testing.within(select).findByText("the tax rate");
    page.testing.fireEvent.change(select, { target: { value: "coin.taxRate" } });
    await write("New value", "0.5");
    await write("Title", "Try a lower tax");
    await write("Why", "To learn.");
    await findByText("Try a tax of 0.5 % for 30 days");
    await findByText("All of it would go through.");
    await click("Propose it");
    const { findByText: inSheet, send } = await sheet();
    await inSheet(/It goes through\.$/);
    await send();
    await page.until(() => window.location.hash === "#/decisions");
    const [event] = await governor.queryFilter(governor.filters.ProposalCreated());
    expect(event.args.description).to.match(/^Try a lower tax\n\nTo learn\./);
  });

  it("says what of a form the chain would not understand", async () => {
    const { write, findByLabelText, findByRole } = await at("/decisions/new");
    const select = await findByLabelText("Which number");
    await page.testing.within(select).findByText("the tax rate");
    page.testing.fireEvent.change(select, { target: { value: "coin.taxRate" } });
    await write("New value", "a little");
    expect((await findByRole("alert")).textContent).to.contain('"a little"');
  });

  it("puts coin at stake and takes it out again", async () => {
    const { stake, write, click, sheet } = await at("/money/stake");
    const before = await stake.totalStaked();
    await write("How much", "3");
    await click("Put at stake");
    const { findByText: inSheet, send } = await sheet();
    await inSheet(/It goes through\.$/);
    await send();
    await inSheet("Done. A block includes it.");
    expect((await stake.totalStaked()) - before).to.equal(civic.parse("3"));
  });

  it("asks for citizenship as a stranger, and admits as the registrar", async () => {
    const { citizenship, nation, ...asked } = await at("/people/me", STRANGER);
    const account = (await ethers.getSigners())[STRANGER].address;
    await asked.click("Ask to become a citizen");
    const first = await asked.sheet();
    await first.findByText(/It goes through\.$/);
    await first.send();
    await first.findByText("Done. A block includes it.");

    const { click, sheet } = page.open(nation.target as string, "/people/applicants", { as: FIRST });
    await click("Admit");
    const { findByText: inSheet, send } = await sheet();
    await inSheet(/It goes through\.$/);
    await send();
    await inSheet("Done. A block includes it.");
    expect(await citizenship.citizenOf(account)).to.equal(6n);
  });

  it("gives up a citizenship after it said what that means", async () => {
    const { citizenship, citizens, click, sheet, findByText } = await at("/people/me", 5);
    await findByText(/^It is for good\./);
    await click("Give up your citizenship");
    const { findByText: inSheet, send } = await sheet();
    await inSheet(/It goes through\.$/);
    await send();
    await inSheet("Done. A block includes it.");
    expect(await citizenship.activeCitizenOf(citizens[4])).to.equal(0n);
  });

  it("verifies the nation in the reader's browser, in sentences", async () => {
    const { click, findByText } = await at("/verify");
    await click("Verify this nation now");
    await findByText(/questions, answered at block/);
  });
});
