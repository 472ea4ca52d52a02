import { impersonateAccount, setBalance } from "@nomicfoundation/hardhat-network-helpers";
import { id, Wallet } from "ethers";
import hre from "hardhat";
import { connect, wei } from "../../sdk/src";
import { foundNation } from "../../test/fixtures/nation";

const { ethers } = hre;

/** So many requests are admitted in one transaction. */
const BATCH = 50;

/** A nation that has lived: founded by three, with so many admissions and proposals. Resolves to its address. */
export async function aLivedNation({ admissions, proposals }: { admissions: number; proposals: number }) {
  const { founding, citizens, citizenship } = await foundNation(3);
  const { nation: address, timelock } = founding.addresses;
  await impersonateAccount(timelock);
  await setBalance(timelock, 10n ** 20n);
  const signer = await ethers.getSigner(timelock);
  const government = await connect(signer, address);
  await government.constitution.setTargetFunctionRole.wait({
    target: government.citizenship.address,
    selectors: [citizenship.interface.getFunction("admitSigned").selector],
    role: "government",
  });
  await citizenship.connect(signer).allowAdmissions(admissions);
  for (let first = 0; first < admissions; first += BATCH) {
    const requests = Array.from({ length: Math.min(BATCH, admissions - first) }, (_, index) =>
      requestOf(`applicant ${first + index}`),
    );
    await citizenship.connect(signer).admitSigned(await Promise.all(requests));
  }

  const client = await connect(citizens[0], address);
  for (let number = 1; number <= proposals; number++) {
    const calls = [
      client.treasury.pay.call({ to: timelock, amount: { native: wei.from(0n) }, purpose: `No. ${number}` }),
    ];
    await client.governor.propose.wait({ calls, description: `Proposal ${number}`, rehearse: false });
  }
  return address;

  async function requestOf(name: string) {
    const wallet = new Wallet(id(name));
    const { name: domainName, version, chainId, verifyingContract } = await citizenship.eip712Domain();
    const deadline = 2 ** 40 - 1;
    const dossier = id("dossier");
    const signature = await wallet.signTypedData(
      { name: domainName, version, chainId, verifyingContract },
      {
        AdmissionRequest: [
          { name: "applicant", type: "address" },
          { name: "dossier", type: "bytes32" },
          { name: "nonce", type: "uint256" },
          { name: "deadline", type: "uint256" },
        ],
      },
      { applicant: wallet.address, dossier, nonce: 0, deadline },
    );
    return { applicant: wallet.address, dossier, deadline, signature };
  }
}
