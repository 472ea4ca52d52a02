import { declare, each } from "../../core/declaration";
import { BlockRandomness__factory, DrandRandomness__factory } from "../../generated/contracts";
import { durationOf } from "../../core/quantities";
import { randomnessClient } from "./client";
import { logs } from "./logs";
import type { RandomnessSource } from "./source";
import { allowsSource, check, chooseSource, randomnessTermsOf, section, verifiesBeacon } from "./source";
import { verify } from "./verification";

export const randomness = declare({
  name: "randomness",
  // The beacon's, which has all that the block's has.
  contract: "DrandRandomness",
  factory: DrandRandomness__factory,
  summary: "where the seeds of draws come from",
  founded: "by default",
  charter: ["justice", "randomness"],
  section,
  check,
  variants: {
    contracts: {
      drand: { contract: "DrandRandomness", factory: DrandRandomness__factory },
      block: { contract: "BlockRandomness", factory: BlockRandomness__factory },
    },
    choose: (settings, { chainId, provider }) =>
      chooseSource(settings, { chainId, verifies: () => verifiesBeacon(provider) }),
    allows: (settings, { chainId, variant }) =>
      allowsSource(settings, { chainId, source: variant as RandomnessSource }),
  },
  terms: (_, { settings, chainId, variant }) =>
    randomnessTermsOf(settings, { chainId, source: variant as RandomnessSource }),
  settingsFrom: (created, { variant }) => ({
    source: variant,
    ...(variant === "block"
      ? { block: { blocksAhead: Number(created[0]) } }
      : { drand: { blocksAhead: Number(created[0]), margin: durationOf(created[1] as bigint) } }),
  }),
  verify,
  counted: [{ what: "requests for randomness", by: "lastRequestId", told: each("Requested") }],
  logs,
  client: randomnessClient,
  // Anyone asks for randomness, and a round of drand takes many times as much gas as asking for it.
  kept: ["pin"],
});
