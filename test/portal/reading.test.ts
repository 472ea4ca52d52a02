import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { foundNation } from "../fixtures/nation";
import { Page } from "./page";

const aNation = () => foundNation(5);

async function aProposal() {
  const world = await loadFixture(aNation);
  const { propose, coin } = world;
  const call = { target: coin.target as string, data: coin.interface.encodeFunctionData("mint", [coin.target, 5n]) };
  const proposal = propose([call], "Five for the coin\n\nBecause <b>it</b> can.");
  await proposal.propose();
  return { ...world, proposal };
}

describe("the portal, read without a wallet", () => {
  const page = new Page();

  before(() => page.begin());
  afterEach(() => page.clear());
  after(() => page.end());

  const at = async (path: string) => {
    const world = await loadFixture(aNation);
    return { ...world, ...page.open(world.nation.target as string, path) };
  };

  it("shows the nation, its figures and what happened lately", async () => {
    const { heading, findByText, findAllByText } = await at("/");
    await heading("Testland");
    await findByText("Tested and true");
    await findByText(/^Block [\d,]+, /, { selector: ".wide-only" });
    expect((await findAllByText("Citizens")).length).to.be.greaterThan(0);
    await findByText("Lately");
  });

  it("says who can be acted as on a demonstration's chain, and that the keys are public", async () => {
    const { findByText, findByRole } = await at("/");
    await findByText(/Their keys come from the public development mnemonic/);
    await findByRole("button", { name: "Be Ada" });
  });

  it("shows articles with the numbers in force", async () => {
    const { heading, findByText } = await at("/constitution");
    await heading("Constitution");
    await findByText(/^Of every payment 1 % goes to the treasury\.$/);
  });

  it("shows every number with its bounds", async () => {
    const { findByRole } = await at("/constitution/provisions");
    const row = (await findByRole("link", { name: "the tax rate" })).closest("tr");
    expect(row?.textContent).to.contain("1 %").and.to.contain("from 0 % to 10 %");
  });

  it("shows who may do what, in words", async () => {
    const { findByText } = await at("/constitution/powers");
    await findByText("an active citizen");
    await findByText("Create … for …");
  });

  it("says that nothing was proposed yet, and one way on", async () => {
    const { findByText, findByRole } = await at("/decisions");
    await findByText("Nothing was proposed yet");
    await findByRole("link", { name: "Propose something" });
  });

  it("lists proposals, and shows one with its calls in sentences and its words as text", async () => {
    const { nation, proposal } = await loadFixture(aProposal);
    const list = page.open(nation.target as string, "/decisions");
    const link = await list.findByRole("link", { name: "Five for the coin" });
    expect(link.getAttribute("href")).to.equal(`#/decisions/${proposal.id}`);
    const shown = page.open(nation.target as string, `/decisions/${proposal.id}`);
    await shown.heading("Five for the coin");
    const call = await shown.findByText(/^Create 0\.000000000000000005 civic coin/);
    expect(call.textContent).to.match(/civic coin for the (civic )?coin/);
    const words = await shown.findByText("Because <b>it</b> can.");
    expect(words.querySelector("b")).to.equal(null);
    await shown.findByText("The electorate is fixed when the vote opens.");
  });

  it("lists citizens, and shows one with the passport as an image", async () => {
    const { findAllByRole } = await at("/people");
    const links = await findAllByRole("link", { name: /Citizen 5|no\. 5/ });
    expect(links[0].getAttribute("href")).to.equal("#/people/5");
    const { findByAltText } = await at("/people/5");
    expect((await findByAltText("Passport of citizen 5")).getAttribute("src")).to.match(/^data:image\//);
  });

  it("says that there is no such citizen", async () => {
    const { heading } = await at("/people/99");
    await heading("There is no such citizen");
  });

  it("shows what the treasury holds and paid", async () => {
    const { heading, findByText } = await at("/money/treasury");
    await heading("Treasury");
    await findByText("Nothing was ever paid");
    await findByText("There is no budget");
  });

  it("says what would stand where there is no case and no agreement", async () => {
    await (await at("/justice")).findByText("No case was ever brought");
    await (await at("/agreements")).findByText("There is no agreement");
  });

  it("tells the record in sentences, back to the founding", async () => {
    const { click, findByText, findAllByText } = await at("/record");
    await click("Read back to the founding");
    await findByText(/lines, back to the founding$/);
    expect((await findAllByText(/, block \d/)).length).to.be.greaterThan(10);
  });

  it("says what it does not know of a place, and goes on", async () => {
    const { heading, findByRole } = await at("/nowhere/at/all");
    await heading("There is no such page");
    await findByRole("link", { name: "Go to Today" });
  });

  it("says that there is no nation at an address, with advice and another try", async () => {
    const { citizens } = await loadFixture(aNation);
    const { findByRole, findByLabelText } = page.open(citizens[0].address, "/");
    expect((await findByRole("alert")).textContent).to.contain("Try again");
    expect(((await findByLabelText("Nation")) as HTMLInputElement).value).to.equal(citizens[0].address);
  });

  it("asks for an address where it has none, and refuses what is none", async () => {
    const { heading, click, write, findByText } = page.open("", "/");
    await heading("Which nation?");
    await write("Nation", "Aurelia");
    await click("Open the nation");
    await findByText(/^This is no address/);
  });

  it("moves the focus to the heading after a change of place, and names the page", async () => {
    const { heading } = await at("/");
    await heading("Testland");
    const { go } = await import("../../portal/src/router");
    page.testing.act(() => go("/people"));
    const found = await heading("People");
    await page.until(() => document.activeElement === found);
    expect(document.title).to.equal("Citizens · Testland");
  });
});
