import { declare } from "../../core/declaration";
import { addressOf } from "../../core/directory";
import { questioner } from "../../core/reader";
import { Constitution__factory } from "../../generated/contracts";
import { constitutionClient, toArticle } from "./client";

export const constitution = declare({
  name: "constitution",
  contract: "Constitution",
  factory: Constitution__factory,
  summary: "the articles, and who may do what",
  terms: ({ citizenship }, { founder }) => [founder, citizenship],
  client: constitutionClient,
  overview: (connection) => {
    const address = addressOf(connection, "constitution");
    const contract = Constitution__factory.connect(address, connection.runner);
    return { articles: questioner(contract, address)(contract.articles, [], (all) => all.map(toArticle)) };
  },
});
