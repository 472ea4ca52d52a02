import { setBalance } from "@nomicfoundation/hardhat-network-helpers";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { ethers } from "hardhat";

/** Base units of so many coins. */
export const coins = (amount: number | string) => ethers.parseEther(String(amount));

export const DAY = 24 * 60 * 60;
export const YEAR = 365 * DAY;
export const MAX_SUPPLY = coins(1_000_000);
export const COOLDOWN = 7 * DAY;
export const key = ethers.encodeBytes32String;
export const Exemption = { None: 0, Sending: 1, Receiving: 2, Both: 3 } as const;
export const TAX_RATE = key("taxRate");
export const YEARLY_MINT = key("yearlyMint");

export const provisionTerms = {
  taxRate: { value: 2_00, min: 0, max: 20_00 },
  yearlyMint: { value: 5_00, min: 0, max: 10_00 },
  cooldown: { value: COOLDOWN, min: DAY, max: 90 * DAY },
};

/** A coin and a stake under one government, with six accounts that own a thousand coins each; the first four are citizens. */
export async function aPurse() {
  const [government, justice, treasury, ...others] = await ethers.getSigners();
  const [ana, ben, cem, dao, eve, fay, stranger] = others as [
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
  ];
  const authority = await ethers.deployContract("AccessManager", [government]);
  const citizenship = await ethers.deployContract("CitizenshipStub");
  const stakeAddress = ethers.getCreateAddress({
    from: government.address,
    nonce: (await government.getNonce()) + 1,
  });
  const holders = [ana, ben, cem, dao, eve, fay];
  const coin = await ethers.deployContract("CivicCoin", [
    authority,
    {
      name: "Aurora",
      symbol: "AUR",
      treasury: treasury.address,
      maxSupply: MAX_SUPPLY,
      genesis: [
        ...holders.map((holder) => ({ holder: holder.address, amount: coins(1_000) })),
        { holder: treasury.address, amount: coins(4_000) },
      ],
      exempt: [stakeAddress],
    },
    [provisionTerms.taxRate, provisionTerms.yearlyMint],
  ]);
  const stake = await ethers.deployContract("Stake", [
    authority,
    coin,
    citizenship,
    treasury,
    [provisionTerms.cooldown],
  ]);

  const slash = stake.interface.getFunction("slash").selector;
  await authority.setTargetFunctionRole(stake, [slash], 2n);
  await authority.grantRole(2n, justice, 0);
  for (const citizen of [ana, ben, cem, dao]) await citizenship.admit(citizen);
  for (const holder of holders) await coin.connect(holder).approve(stake, ethers.MaxUint256);

  return {
    authority,
    citizenship,
    coin,
    stake,
    government: government,
    justice: justice,
    treasury: treasury,
    ana,
    ben,
    cem,
    dao,
    eve,
    fay,
    stranger,
    holders,
  };
}

/** An account that is a contract, made to act as a sender. */
export async function impersonated(address: string) {
  await setBalance(address, ethers.parseEther("1"));
  return ethers.getImpersonatedSigner(address);
}

/** What a contract's EIP-712 signatures are bound to, as it states it itself (ERC-5267). */
export async function domainOf(contract: {
  eip712Domain(): Promise<{ name: string; version: string; chainId: bigint; verifyingContract: string }>;
}) {
  const { name, version, chainId, verifyingContract } = await contract.eip712Domain();
  return { name, version, chainId, verifyingContract };
}
