import { civic, bps } from "../../../sdk/src";
import { act, doing } from "../act";
import { command } from "../command";
import { personOf } from "../input/people";
import { someCoinsIn } from "../input/quantities";
import { civicOf } from "../output/money";
import { printable } from "../output/text";

export const pay = command({
  name: "pay",
  group: "money",
  summary: "pay somebody civic coin",
  arguments: { "<who>": "a citizen's number, an account, or an institution", "<amount>": "of civic coin" },
  options: { "--net": "cover the tax, so that the amount arrives whole" },
  example: "pay 3 12.5 --net",
  run: async (context, { who, amount: text, net }) => {
    const amount = someCoinsIn(text);
    const [nation, person, { civic: symbol }, account] = await Promise.all([
      context.nation(),
      personOf(context, who),
      context.symbols(),
      context.account(),
    ]);
    const from = account ?? (await (await context.signer()).getAddress());
    const [gross, rate] = await Promise.all([
      net === true ? nation.coin.grossFor({ from, to: person.address, net: amount }) : amount,
      nation.coin.taxRate(),
    ]);
    const [tax, balance] = await Promise.all([
      nation.coin.taxOn({ from, to: person.address, amount: gross }),
      nation.coin.balanceOf({ account: from }),
    ]);
    const received = civic.from(gross - tax);
    return act(context, {
      title: `Pay ${civicOf(gross, symbol)} to ${person.name}`,
      effects: [
        tax === 0n
          ? "It is free of tax: all of it arrives."
          : `${civicOf(received, symbol)} arrive, ${civicOf(tax, symbol)} are tax (${bps.format(rate)}).`,
        `You have ${civicOf(balance, symbol)}.`,
      ],
      act: (on) =>
        net === true
          ? doing(on.coin.transferNet, { to: person.address, net: amount })
          : doing(on.coin.transfer, { to: person.address, amount }),
      done: (paid) => [
        `${civicOf(paid.received, symbol)} arrived at ${person.name}; ${civicOf(paid.tax, symbol)} went to the treasury.`,
      ],
    });
  },
});

export const requestPayment = command({
  name: "request-payment",
  group: "money",
  summary: "write a request that somebody pays you, for a message or a picture code",
  details: "Nothing is sent. Wallets read the address (ERC-681); citizens run the command.",
  arguments: { "<amount>": "of civic coin, which arrives whole if the payer covers the tax" },
  options: { "--for <text>": "what for", "--to <who>": "who is to be paid; you if left out" },
  example: 'request-payment 200 --for "The north wall"',
  run: async (context, { amount: text, for: purpose, to = "me" }) => {
    const amount = someCoinsIn(text);
    const [nation, chain, person, { civic: symbol }] = await Promise.all([
      context.nation(),
      context.chain(),
      personOf(context, to),
      context.symbols(),
    ]);
    const uri = `ethereum:${nation.coin.address}@${chain.chainId}/transfer?address=${person.address}&uint256=${amount}`;
    const run = `civitas pay ${person.address} ${civic.format(amount).replaceAll(",", "")} --net --nation ${nation.address}`;
    return {
      data: { uri, command: run, to: person.address, amount, purpose },
      lines: [
        `${civicOf(amount, symbol)} to ${person.name}${purpose === undefined ? "" : `, for: ${printable(purpose)}`}`,
        "",
        "For a wallet:",
        `  ${uri}`,
        "For the terminal:",
        `  ${run}`,
      ],
    };
  },
});
