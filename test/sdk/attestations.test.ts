import { impersonateAccount, loadFixture, setBalance, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { getAddress, id, solidityPackedKeccak256, toBeHex, ZeroAddress, ZeroHash } from "ethers";
import { ethers } from "hardhat";
import { citizenId, connect, moment } from "../../sdk/src";
import { foundNation } from "../fixtures/nation";

const [ANA, BEN, CYD] = [1, 2, 3].map(citizenId.from);
const DEFINITION = "bytes32 licence";
const about = { citizenId: CYD };

/** A nation whose first two citizens may attest, one under the first schema, two together under the second. */
async function aNationOfWords() {
  const world = await foundNation(3, { institutions: { attestations: true } });
  const { nation, timelock } = world.founding.addresses;
  await impersonateAccount(timelock);
  await setBalance(timelock, 10n ** 20n);
  const government = await connect(await ethers.getSigner(timelock), nation);
  const [ana, ben] = await Promise.all(world.citizens.slice(0, 2).map((signer) => connect(signer, nation)));
  const terms = { definition: DEFINITION, resolver: undefined, isRevocable: true };
  const { schemaId: single } = await government.attestations.registerSchema.wait({ ...terms, quorum: 1 });
  const { schemaId: double } = await government.attestations.registerSchema.wait({ ...terms, quorum: 2 });
  const until = moment.from((await time.latest()) + 86_400 * 365);
  for (const schemaId of [single, double])
    for (const one of [ANA, BEN]) await government.attestations.accredit.wait({ schemaId, citizenId: one, until });
  const anyone = await connect(world.stranger, nation);
  return { ...world, government, ana, ben, anyone, single, double, until, deadline: moment.of(new Date(4e12)) };
}

/** Ana attested a licence of Cyd. */
async function aLicence() {
  const world = await aNationOfWords();
  const { ana, single } = world;
  const content = { schemaId: single, about, data: id("licence 7") };
  const { uids } = await ana.attestations.attest.wait({ contents: [content] });
  return { ...world, content, uid: uids[0] };
}

describe("nation.attestations", () => {
  it("attests, and reads what was attested", async () => {
    const { anyone, single, uid, content } = await loadFixture(aLicence);
    expect(await anyone.attestations.attestationOf({ uid })).to.deep.equal({
      schemaId: single,
      attestedAt: BigInt(await time.latest()),
      expiration: undefined,
      revokedAt: undefined,
      attesters: [ANA],
    });
    expect(await anyone.attestations.uidOf(content)).to.equal(uid);
  });

  it("tells whether it counts, and revokes", async () => {
    const { ana, anyone, uid } = await loadFixture(aLicence);
    expect(await anyone.attestations.isValid({ uid })).to.equal(true);
    expect(await ana.attestations.revoke.wait({ uids: [uid] })).to.deep.include({ uids: [uid] });
    expect(await anyone.attestations.isValid({ uid })).to.equal(false);
  });

  it("disowns an attester", async () => {
    const { government, anyone, single, uid } = await loadFixture(aLicence);
    await government.attestations.disown.wait({ schemaId: single, citizenId: ANA, reasons: id("bribed") });
    expect(await anyone.attestations.isValid({ uid })).to.equal(false);
    const { until, disownedAt } = await anyone.attestations.accreditationOf({ schemaId: single, citizenId: ANA });
    expect([until, disownedAt]).to.deep.equal([undefined, BigInt(await time.latest())]);
  });

  it("attests as two signed, and revokes as one signed", async () => {
    const { ana, ben, anyone, double, deadline } = await loadFixture(aNationOfWords);
    const content = { schemaId: double, about, data: id("licence 8") };
    const approvals = [
      await ana.attestations.signAttestation({ ...content, deadline }),
      await ben.attestations.signAttestation({ ...content, deadline }),
    ];
    const { uid } = await anyone.attestations.attestSigned.wait({ ...content, approvals });
    expect((await anyone.attestations.attestationOf({ uid }))!.attesters).to.deep.equal([ANA, BEN]);
    await anyone.attestations.revokeSigned.wait(await ben.attestations.signRevocation({ uid, deadline }));
    expect(await anyone.attestations.isValid({ uid })).to.equal(false);
  });

  it("gives an attestation in the fields of EAS", async () => {
    const { ana, anyone, uid, content } = await loadFixture(aLicence);
    expect(await anyone.attestations.easOf({ uid })).to.deep.equal({
      uid,
      schema: solidityPackedKeccak256(["string", "address", "bool"], [DEFINITION, ZeroAddress, true]),
      time: BigInt(await time.latest()),
      expirationTime: 0n,
      revocationTime: 0n,
      refUID: ZeroHash,
      recipient: getAddress(toBeHex(CYD, 20)),
      attester: ana.account,
      revocable: true,
      data: content.data,
    });
  });

  it("says undefined of what was not attested", async () => {
    const { anyone } = await loadFixture(aNationOfWords);
    expect(await anyone.attestations.attestationOf({ uid: ZeroHash })).to.equal(undefined);
    expect(await anyone.attestations.easOf({ uid: ZeroHash })).to.equal(undefined);
  });

  it("reads schemas", async () => {
    const { anyone, double } = await loadFixture(aNationOfWords);
    expect(await anyone.attestations.schemaCount()).to.equal(2);
    expect(await anyone.attestations.schemaOf({ schemaId: double })).to.deep.equal({
      resolver: undefined,
      quorum: 2,
      isRevocable: true,
    });
  });
});
