import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { Page } from "./page";

/** The demonstration's people are Hardhat's accounts; who founds is none of the citizens. */
const [ADA, BRUNO, CHIARA, FOUNDER] = [1, 2, 3, 7];

const accountOf = async (index: number): Promise<string> => (await ethers.getSigners())[index].address;

/** A chain on which nobody has done anything. */
const nothing = (): Promise<void> => Promise.resolve();

type Opened = ReturnType<Page["open"]>;

describe("founding a nation in the portal", () => {
  const page = new Page();

  before(() => page.begin());
  beforeEach(() => loadFixture(nothing));
  afterEach(() => page.clear());
  after(() => page.end());

  async function goTo(path: string): Promise<void> {
    const { go } = await import("../../portal/src/router");
    page.testing.act(() => go(path));
  }

  /** A device of its own: what it keeps is given back when another person has theirs. */
  const kept = () => new Map(Object.entries({ ...window.localStorage }));
  function giveBack(device: ReadonlyMap<string, string>): void {
    window.localStorage.clear();
    for (const [key, value] of device) window.localStorage.setItem(key, value);
  }

  async function writeCharter(shown: Opened, people: readonly string[]): Promise<void> {
    await shown.write("Name", "Weekend");
    await shown.write("Motto", "Free from Friday to Monday");
    await goTo("/found/citizens");
    for (const name of people) await shown.click(`Add ${name}`);
    await goTo("/found/signatures");
  }

  /** As far as the invitations, for a charter of three citizens. */
  async function settled(people: readonly string[] = ["Ada", "Bruno", "Chiara"]): Promise<Opened> {
    const shown = page.open("", "/found", { as: FOUNDER });
    await shown.findByRole("button", { name: "You act as Greta" });
    await writeCharter(shown, people);
    await shown.click("Make the invitations");
    await shown.click("Put the factory there");
    await shown.findByText(`0 of ${people.length} signed`);
    return shown;
  }

  const valueIn = async (shown: Opened, label: string): Promise<string> =>
    ((await shown.findByLabelText(label)) as HTMLInputElement).value;

  /** What a citizen gives back, who opens the link on a device of their own. */
  async function signatureOf(link: string, as: number): Promise<string> {
    const shown = page.open("", new URL(link).hash.slice(1), { as });
    await shown.click("Sign the request");
    await shown.findByText("You have signed");
    return valueIn(shown, "Your signature as a link");
  }

  /** The founder's device, with the signatures of some who signed on theirs. */
  async function collected(signers: readonly { readonly name: string; readonly as: number }[], people?: string[]) {
    const founder = await settled(people);
    const links = [];
    for (const { name, as } of signers) links.push({ as, link: await valueIn(founder, `Link for ${name}`) });
    const device = kept();
    const answers = [];
    for (const { as, link } of links) answers.push(await signatureOf(link, as));
    giveBack(device);
    const shown = page.open("", "/found/signatures", { as: FOUNDER, isKept: true });
    for (const [index, answer] of answers.entries()) {
      await shown.write("The link or code that came back", answer);
      await shown.click("Take it");
      await shown.findByText(`The signature of ${signers[index].name} is here.`);
    }
    return shown;
  }

  it("is reached from the page that is shown while no nation is chosen", async () => {
    const { findByRole } = page.open("", "/");
    expect((await findByRole("link", { name: "Found a nation" })).getAttribute("href")).to.equal("#/found");
  });

  it("founds by three signers through the page alone, with a reload in the middle, and proves it", async () => {
    const before = await collected([
      { name: "Ada", as: ADA },
      { name: "Bruno", as: BRUNO },
      { name: "Chiara", as: CHIARA },
    ]);
    await before.findByText("3 of 3 signed");
    await goTo("/found/progress");
    await before.findByText("Most it can take");
    await before.click("Found it now");
    await before.findByText(/^[3-9] of \d+ steps are done\.$/);
    await before.click("Stop after this step");
    await before.findByText("Stopped. Nothing is lost: go on whenever you want.");
    const sent = await ethers.provider.getTransactionCount(await accountOf(FOUNDER));

    const shown = page.open("", "/found/progress", { as: FOUNDER, isKept: true });
    await shown.findByText("A founding is on its way");
    expect(await ethers.provider.getTransactionCount(await accountOf(FOUNDER))).to.equal(sent);
    await shown.click("Go on");
    await shown.findByText("Weekend stands");
    await shown.findByText(/^Your browser asked \d+ questions\./);

    const link = (await shown.findByRole("link", { name: "Run the proof again" })).getAttribute("href")!;
    const nation = new URLSearchParams(link.slice(1, link.indexOf("#"))).get("nation")!;
    expect(link).to.match(/#\/verify$/);
    const profile = await ethers.getContractAt("Nation", nation);
    const citizenship = await ethers.getContractAt(
      "Citizenship",
      await profile.institution(ethers.encodeBytes32String("citizenship")),
    );
    expect(await citizenship.activeCitizenOf(await accountOf(ADA))).to.equal(1n);
    expect(await citizenship.activeCitizenOf(await accountOf(CHIARA))).to.equal(3n);

    const verifying = page.open(nation, "/verify", { isKept: true });
    await verifying.click("Verify this nation now");
    await verifying.findByText(/questions, answered at block/);
    await verifying.findByText("It is whole: everything is as it was founded.");
    // Who founded it on this device has its charter to compare with.
    expect(verifying.queryByText(/^No charter was at hand/)).to.equal(null);
  });

  /** A wallet over Hardhat's chain, which signs nothing while it refuses. */
  function aWallet(account: string) {
    const habits = { refuses: true };
    const provider = {
      request: async ({ method, params }: { method: string; params?: unknown[] }): Promise<unknown> => {
        if (method === "eth_requestAccounts" || method === "eth_accounts") return [account];
        if (/^eth_(signTypedData_v4|sendTransaction)$/.test(method) && habits.refuses)
          throw Object.assign(new Error("User rejected."), { code: 4001 });
        return ethers.provider.send(method, params ?? []);
      },
    };
    const announce = (name: string) => {
      const detail = { info: { uuid: name, name }, provider };
      page.testing.act(() => void window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail })));
    };
    return { habits, announce };
  }

  it("goes on through a wallet that refused a step, sending nothing before", async () => {
    await settled(["Ada"]);
    window.localStorage.removeItem("civitas.demonstration");
    const founder = await accountOf(FOUNDER);
    const { habits, announce } = aWallet(founder);
    const shown = page.open("", "/found/progress", { isKept: true });
    await shown.findByText("Say first who founds. The founder pays, and keeps no power.");
    announce("Careful");
    await shown.click("Open Careful");
    await shown.findByText(/^Your wallet asks once for each step\./);
    const sent = await ethers.provider.getTransactionCount(founder);
    await shown.findByText("Most it can take");
    await shown.click("Found it now");
    await shown.findByRole("alert");
    expect(await ethers.provider.getTransactionCount(founder)).to.equal(sent);
    habits.refuses = false;
    await shown.click(/^(Go on|Found it now)$/);
    await shown.findByText(/^[2-9] of \d+ steps are done\.$/);
    await shown.click("Stop after this step");
    await shown.findByText("Stopped. Nothing is lost: go on whenever you want.");
  });

  it("gives up a founding that is on its way, so that another can begin", async () => {
    const shown = await settled(["Ada"]);
    await goTo("/found/progress");
    await shown.findByText("Most it can take");
    await shown.click("Found it now");
    await shown.findByText(/^[1-9] of \d+ steps are done\.$/);
    await shown.click("Stop after this step");
    await shown.findByText("Stopped. Nothing is lost: go on whenever you want.");
    await shown.click("Forget this founding");
    await shown.findByText("Settle the charter first.");
    expect([...kept().keys()]).not.to.include("civitas.founding.journal");
  });

  it("goes on without signatures that count no longer, if its founder says so", async () => {
    const shown = await collected([{ name: "Ada", as: ADA }], ["Ada"]);
    await time.increase(31 * 86_400);
    await goTo("/found/progress");
    await shown.findByText("Most it can take");
    await shown.click("Found it now");
    await shown.findByText(/^The request for citizenship of Ada counted until/);
    await shown.click("Go on without them, and invite their citizens");
    await shown.findByText(/^1 citizen has not signed/);
  });

  it("goes on while its founder looks at another page", async () => {
    const shown = await settled(["Ada"]);
    await goTo("/found/progress");
    await shown.findByText("Most it can take");
    await shown.click("Found it now");
    await shown.findByText(/^[1-9] of \d+ steps are done\.$/);
    await goTo("/");
    await shown.findByText("Which nation?");
    await goTo("/found/progress");
    await shown.click("Stop after this step");
    await shown.findByText("Stopped. Nothing is lost: go on whenever you want.");
  });

  it("takes a signature that another window of the same browser took meanwhile for its own", async () => {
    const founder = await settled(["Ada", "Bruno"]);
    const links = [await valueIn(founder, "Link for Ada"), await valueIn(founder, "Link for Bruno")];
    const device = kept();
    const [first, second] = [await signatureOf(links[0], ADA), await signatureOf(links[1], BRUNO)];
    giveBack(device);
    const shown = page.open("", new URL(first).hash.slice(1), { as: FOUNDER, isKept: true });
    await shown.findByText("The signature of Ada is here.");
    const meanwhile = window.localStorage.getItem("civitas.founding.plan")!;
    giveBack(device);
    const other = page.open("", "/found/signatures", { as: FOUNDER, isKept: true });
    await other.findByText("0 of 2 signed");
    window.localStorage.setItem("civitas.founding.plan", meanwhile);
    await other.write("The link or code that came back", second);
    await other.click("Take it");
    await other.findByText("2 of 2 signed");
  });

  it("invites who has not signed, and says so before", async () => {
    const shown = await collected([{ name: "Ada", as: ADA }], ["Ada", "Bruno"]);
    await goTo("/found/progress");
    await shown.findByText(/^1 citizen has not signed, and will be invited\./);
  });

  it("shows what the SDK says of a charter, at its field, while it is written", async () => {
    const shown = page.open("", "/found", { as: FOUNDER });
    await shown.findByRole("button", { name: "You act as Greta" });
    await shown.write("Symbol of the coin", "?");
    expect((await shown.findAllByText(/must be a symbol of 2 to 11 letters and digits/)).length).to.equal(2);
    expect((await shown.findByLabelText("Symbol of the coin")).getAttribute("aria-invalid")).to.equal("true");
    await writeCharter(shown, ["Ada"]);
    await shown.findByText("The charter is not sound yet. Mend what is listed here first.");
    expect(shown.queryByText("Make the invitations")).to.equal(null);
  });

  it("shows what of a charter only shows when its parts are seen together", async () => {
    const shown = page.open("", "/found", { as: FOUNDER });
    await shown.findByRole("button", { name: "You act as Greta" });
    await writeCharter(shown, ["Ada"]);
    await shown.findByText("A nation can be founded by this charter.");
    await goTo("/found/law");
    const [text] = await shown.findAllByLabelText("Text");
    page.testing.fireEvent.change(text, { target: { value: "{coin.tax}" } });
    expect((await shown.findAllByText(/cites \{coin\.tax\}, which is no provision/)).length).to.equal(2);
  });

  it("shows the law with the numbers that it cites, as they are being chosen", async () => {
    const shown = page.open("", "/found/numbers", { as: FOUNDER });
    await shown.findByText(/^Of every payment 1 % goes to the treasury/);
    await shown.write("The tax rate", "2.5");
    await goTo("/found");
    await shown.write("Name", "Weekend");
    await goTo("/found/citizens");
    await shown.click("Add Ada");
    await shown.findByText(/^Of every payment 2\.5 % goes to the treasury/);
  });

  it("takes a nation's sections away with its institutions, and says what needs what", async () => {
    const shown = page.open("", "/found/numbers", { as: FOUNDER });
    page.testing.fireEvent.click(await shown.findByLabelText(/^Jury roll/));
    await shown.findByText(/^is not founded, and court and tribunal cannot be without/);
    for (const name of [/^Court/, /^Agreements/, /^Tribunal/, /^Randomness/])
      page.testing.fireEvent.click(await shown.findByLabelText(name));
    await page.until(() => shown.queryByText("Justice") === null);
  });

  it("opens a charter as a file, and shows everything that is wrong with it", async () => {
    const shown = page.open("", "/found", { as: FOUNDER });
    const open = async (json: string) =>
      page.testing.fireEvent.change(await shown.findByLabelText("Open a charter"), {
        target: { files: [new File([json], "charter.json", { type: "application/json" })] },
      });
    await open(JSON.stringify({ nation: { name: "Opened" }, citizens: [{ name: "Ada", address: "0x12" }], more: 1 }));
    await page.until(() => (shown.getByLabelText("Name") as HTMLInputElement).value === "Opened");
    await shown.findByText(/has unknown field more/);
    await shown.findByText(/must be an address: 0x and 40 hexadecimal digits/);
    await open("{");
    await shown.findByText(/a file with a charter in JSON/);
    expect(((await shown.findByLabelText("Name")) as HTMLInputElement).value).to.equal("Opened");
  });

  it("mends a flag whose colours few could tell apart", async () => {
    const shown = page.open("", "/found", { as: FOUNDER });
    page.testing.fireEvent.click(await shown.findByLabelText("Disc"));
    await shown.write("On the ground", "#7a1f3e");
    await shown.findByText("The two colours have a contrast of 1.0. Many people need 3 to tell them apart.");
    await shown.click("Make the second stand out");
    await shown.findByText(/They are told apart by everybody\.$/);
  });

  it("keeps what is written over a reload", async () => {
    const shown = page.open("", "/found", { as: FOUNDER });
    await shown.write("Name", "Kept");
    const again = page.open("", "/found", { as: FOUNDER, isKept: true });
    expect(await valueIn(again, "Name")).to.equal("Kept");
  });

  describe("by an invitation", () => {
    it("shows digest and words, and the account that it is for", async () => {
      const link = await valueIn(await settled(["Ada"]), "Link for Ada");
      const shown = page.open("", new URL(link).hash.slice(1), { as: BRUNO });
      await shown.findByText("Digest of the charter");
      await shown.findByText(/^Ada, you are asked to be a founding citizen of Weekend\./);
      await shown.findByText(/^Of every payment 1 % goes to the treasury/);
      await shown.findByText(
        `You act as ${await accountOf(BRUNO)}. The invitation is for another account: act as that one.`,
      );
      expect(shown.queryByText("Sign the request")).to.equal(null);
    });

    it("is a link that leaves the defaults to whoever opens it, and a code that a camera reads", async () => {
      const shown = await settled(["Ada"]);
      const link = await valueIn(shown, "Link for Ada");
      const { readInvitation } = await import("../../portal/src/found/links");
      const { charter } = await readInvitation(link);
      const plan = JSON.parse(window.localStorage.getItem("civitas.founding.plan")!) as { charter: object };
      expect(charter).to.deep.equal(plan.charter);
      expect(link.length).to.be.lessThan(1_732);
      const code = page.testing.within((await shown.findByLabelText("Link for Ada")).parentElement!);
      const details = (await code.findByText("Show as a QR code")).parentElement as HTMLDetailsElement;
      details.open = true;
      page.testing.fireEvent(details, new Event("toggle"));
      const image = await code.findByRole("img", { name: "QR code: Link for Ada" });
      expect(image.getAttribute("src")).to.match(/^data:image\/svg\+xml/);
    });

    it("refuses one whose charter is not the one of the digest", async () => {
      const link = await valueIn(await settled(["Ada"]), "Link for Ada");
      const { packed, readInvitation } = await import("../../portal/src/found/links");
      const { charter, request } = await readInvitation(link);
      const other = { ...charter, nation: { ...charter.nation, motto: "Another one" } };
      const shown = page.open("", `/found/sign?i=${await packed({ charter: other, request })}`, { as: ADA });
      await shown.findByText(/The request is not for this founding/);
      await shown.findByText("Do not sign for it. Ask whoever sent it for a new one.");
      expect(shown.queryByText("Sign the request")).to.equal(null);
    });

    it("says of a broken link that it is none", async () => {
      const shown = page.open("", "/found/sign?i=bm9uZQ", { as: ADA });
      expect((await shown.findByRole("alert")).textContent).to.contain("a link of a founding");
    });

    it("opens nothing that unfolds to more than any charter", async () => {
      const { packed, readInvitation } = await import("../../portal/src/found/links");
      const bomb = await packed({ charter: " ".repeat(2_000_000) });
      expect(bomb.length).to.be.lessThan(5_000);
      const error: unknown = await readInvitation(bomb).catch((reason: unknown) => reason);
      expect((error as Error).name).to.equal("InvalidInputError");
    });

    it("refuses the signature of somebody else, and keeps none of it", async () => {
      const shown = await settled(["Ada", "Bruno"]);
      const link = await valueIn(shown, "Link for Ada");
      const device = kept();
      const { packed, readAnswer } = await import("../../portal/src/found/links");
      const given = await readAnswer(await signatureOf(link, ADA));
      giveBack(device);
      const founder = page.open("", "/found/signatures", { as: FOUNDER, isKept: true });
      const take = async (answer: object) => {
        await founder.write("The link or code that came back", await packed(answer));
        await founder.click("Take it");
      };
      await take({ ...given, index: 1 });
      await founder.findByText(/The request for citizenship of Bruno was signed by/);
      await take({ ...given, charterHash: ethers.id("another") });
      await founder.findByText(/The request is not for this founding/);
      await founder.findByText("0 of 2 signed");
    });

    it("says what a wallet refused, and asks again", async () => {
      const link = await valueIn(await settled(["Ada"]), "Link for Ada");
      const shown = page.open("", new URL(link).hash.slice(1));
      const { habits, announce } = aWallet(await accountOf(ADA));
      await shown.findByText("What you sign");
      announce("Refusing");
      await shown.click("Open Refusing");
      await shown.click("Sign the request");
      await shown.findByRole("alert");
      expect(shown.queryByText("You have signed")).to.equal(null);
      habits.refuses = false;
      await shown.click("Sign the request");
      await shown.findByText("You have signed");
    });
  });
});
