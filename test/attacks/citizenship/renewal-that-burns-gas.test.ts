import { loadFixture, setBalance } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { parseEther, ZeroHash } from "ethers";
import { ethers } from "hardhat";
import { DAY, foundingCitizens, nextAt, signedRenewal, waitUntil } from "../../fixtures/citizenship";

// The signature check of one contract account took the gas of all the others.
describe("Attack: one account stops the renewals of all whom a batch renews", () => {
  /** Citizens 1 to 5 have keys. Citizen 6 is a contract account of a manner of its own. All of them may renew. */
  async function aBatch(manner: number) {
    const world = await foundingCitizens(5, { term: 365n });
    const { citizenship, registrar, people } = world;
    const wallet = await ethers.deployContract("HostileWallet", [manner]);
    const account = await ethers.getImpersonatedSigner(wallet.target as string);
    await setBalance(account.address, parseEther("1"));
    await citizenship.connect(account).requestAdmission(ZeroHash);
    await citizenship.connect(registrar).admit(account);
    const until = await citizenship.endTime(1);
    await waitUntil(until - 11n * DAY);
    const renewals = await Promise.all(
      people.slice(0, 5).map((signer, index) => signedRenewal(citizenship, { citizenId: BigInt(index + 1), signer })),
    );
    const hostile = { ...renewals[0], citizenId: 6n };
    return { ...world, account, until, renewals, hostile };
  }

  const manners = {
    "burns all gas": async () => aBatch(0),
    reverts: async () => aBatch(1),
    "returns much": async () => aBatch(2),
    "denies every signature": async () => aBatch(3),
  };
  for (const [manner, batch] of Object.entries(manners)) {
    it(`fails with an account that ${manner}`, async () => {
      const { citizenship, stranger, renewals, hostile, until } = await loadFixture(batch);
      await nextAt(until - 10n * DAY);
      await citizenship.connect(stranger).renewSigned([hostile, ...renewals], { gasLimit: 2_000_000 });
      const ends = await Promise.all([1, 2, 3, 4, 5].map((id) => citizenship.endTime(id)));
      expect(ends).to.deep.equal(Array(5).fill(until + 355n * DAY));
    });
  }

  it("leaves the contract account to renew itself", async () => {
    const { citizenship, account, until } = await loadFixture(manners["burns all gas"]);
    await nextAt(until - 10n * DAY);
    await citizenship.connect(account).renewOwn();
    expect(await citizenship.endTime(6)).to.equal(until + 355n * DAY);
  });
});
