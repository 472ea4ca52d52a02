import { declare } from "../../core/declaration";
import { scaled, unscaled } from "../../core/quantities";
import { CivicCoin__factory } from "../../generated/contracts";
import { check, coinNameOf, section } from "./charter";
import { coinClient } from "./client";
import { logs } from "./logs";
import { overview } from "./overview";
import { provisions } from "./provisions";
import { supplyTold, verify, type CoinTerms } from "./verification";

export const coin = declare({
  name: "coin",
  contract: "CivicCoin",
  factory: CivicCoin__factory,
  summary: "the nation's money, taxed as it moves",
  charter: ["coin"],
  section,
  provisions,
  check,
  terms: ({ constitution, treasury }, terms) => {
    const { settings, citizens, taxExempt } = terms;
    const genesis = [
      ...citizens.map((holder) => ({ holder, amount: scaled(settings.genesis.perCitizen, 18) })),
      { holder: treasury, amount: scaled(settings.genesis.treasury, 18) },
    ].filter(({ amount }) => amount > 0n);
    const { symbol, maxSupply } = settings;
    return [
      constitution,
      { name: coinNameOf(terms), symbol, treasury, maxSupply: scaled(maxSupply, 18), genesis, exempt: taxExempt },
      terms.provisions,
    ];
  },
  settingsFrom: (created, { citizens }) => {
    const { name, symbol, maxSupply, treasury, genesis } = created[1] as unknown as CoinTerms;
    const of = (account: string | undefined) =>
      unscaled(genesis.find(({ holder }) => holder === account)?.amount ?? 0n, 18);
    const shares = { perCitizen: of(citizens[0]), treasury: of(treasury) };
    return { name, symbol, maxSupply: unscaled(maxSupply, 18), genesis: shares };
  },
  inherited: {
    anyone: [
      "transfer",
      "transferAndCall(address,uint256)",
      "transferAndCall(address,uint256,bytes)",
      "transferFromAndCall(address,address,uint256)",
      "transferFromAndCall(address,address,uint256,bytes)",
      "approve",
      "approveAndCall(address,uint256)",
      "approveAndCall(address,uint256,bytes)",
    ],
    "anyone: as far as the holder allowed it": ["transferFrom"],
    "anyone: with the holder's signature": ["permit"],
    constitution: ["setAuthority"],
  },
  exempting: {
    fix: (account) => CivicCoin__factory.createInterface().encodeFunctionData("fixExemption", [account]),
    isFixed: (account) => CivicCoin__factory.createInterface().encodeFunctionData("isExemptionFixed", [account]),
  },
  counted: [{ what: "base units of coin", by: "totalSupply", told: supplyTold }],
  verify,
  logs,
  client: coinClient,
  overview,
});
