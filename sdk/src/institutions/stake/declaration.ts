import { declare } from "../../core/declaration";
import { addressOf } from "../../core/directory";
import { readEncoder } from "../../core/reader";
import { Stake__factory } from "../../generated/contracts";
import { civic } from "../coin/units";
import { stakeClient } from "./client";
import { logs } from "./logs";
import { provisions } from "./provisions";

export const stake = declare({
  name: "stake",
  contract: "Stake",
  factory: Stake__factory,
  summary: "coin that citizens lock, and the votes that it gives",
  charter: ["stake"],
  provisions,
  terms: ({ constitution, coin, citizenship, treasury }, { provisions: figures }) => [
    constitution,
    coin,
    citizenship,
    treasury,
    figures,
  ],
  inherited: {
    constitution: ["setAuthority"],
  },
  taxExempt: true,
  logs,
  client: stakeClient,
  next: async (query) => (await import("./next")).nextOf(query),
  overview: (connection) => {
    const address = addressOf(connection, "stake");
    const contract = Stake__factory.connect(address, connection.runner);
    return { total: readEncoder(contract, address)(contract.totalStaked, [], civic.from) };
  },
});
