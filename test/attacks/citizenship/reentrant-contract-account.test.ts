import { expect } from "chai";
import { ZeroHash } from "ethers";
import { ethers } from "hardhat";
import { aRegister, citizens, DAY, DOSSIER, ENDLESS, now, Role } from "../../fixtures/citizenship";

describe("Attack: a contract account acts in the middle of the act that asks for its signature", () => {
  it("fails as an applicant", async () => {
    const { citizenship, registrar } = await aRegister();
    const attempts = [
      citizenship.interface.encodeFunctionData("requestAdmission", [ZeroHash]),
      citizenship.interface.encodeFunctionData("withdrawRequest"),
    ];
    const wallet = await (await ethers.getContractFactory("ReentrantWallet")).deploy(citizenship, attempts);
    const applicant = await wallet.getAddress();
    await citizenship
      .connect(registrar)
      .admitSigned([{ applicant, dossier: DOSSIER, deadline: ENDLESS, signature: "0x" }]);
    expect(await citizenship.lastCitizenId()).to.equal(1n);
    expect(await citizenship.admissionOf(applicant)).to.deep.equal([0n, 0n]);
  });

  it("fails as a registrar", async () => {
    const { citizenship, authority, government, stranger } = await aRegister();
    const attempts = [citizenship.interface.encodeFunctionData("invite", [[stranger.address], ENDLESS])];
    const wallet = await (await ethers.getContractFactory("ReentrantWallet")).deploy(citizenship, attempts);
    const registrar = await wallet.getAddress();
    await authority.connect(government).grantRole(Role.Registrar, wallet, 0);
    const deadline = (await now()) + DAY;
    const voucher = { applicant: stranger.address, dossier: DOSSIER, deadline, registrar };
    await citizenship.connect(stranger).redeem(voucher, "0x");
    expect(await citizenship.admissionOf(stranger)).to.deep.equal([0n, 0n]);
  });

  it("fails as a new holder", async () => {
    const { citizenship, recovery } = await citizens(1);
    const attempts = [citizenship.interface.encodeFunctionData("requestAdmission", [ZeroHash])];
    const wallet = await (await ethers.getContractFactory("ReentrantWallet")).deploy(citizenship, attempts);
    await citizenship.connect(recovery).move(1, wallet, ENDLESS, "0x");
    expect(await citizenship.holderOf(1)).to.equal(await wallet.getAddress());
    expect(await citizenship.lastCitizenId()).to.equal(1n);
  });
});
