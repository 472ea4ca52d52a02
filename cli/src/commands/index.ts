import type { Command } from "../command";
import { check } from "./check";
import { admit, applicants, citizens, invite, join, renew } from "./citizens";
import { constitution } from "./constitution";
import { found } from "./found";
import { collect, make, sign } from "./requests";
import { status } from "./status";
import { verify } from "./verify";

import { account, newAccount, use } from "./account";
import { claim, owed } from "./owed";
import { pay, requestPayment } from "./pay";
import { execute, proposal, proposals, queue } from "./proposals";
import { propose } from "./propose";
import { add, delegate, show, take, withdraw } from "./stake";
import { budgets, spend, treasury } from "./treasury";
import { batch, vote } from "./vote";

export { home } from "./home";

/** Every command, in the order in which help lists them. */
export const commands: readonly Command[] = [
  found,
  check,
  make,
  sign,
  collect,
  verify,
  status,
  constitution,
  citizens,
  applicants,
  join,
  invite,
  admit,
  renew,
  delegate,
  pay,
  requestPayment,
  show,
  add,
  take,
  withdraw,
  owed,
  claim,
  treasury,
  budgets,
  spend,
  propose,
  proposals,
  proposal,
  vote,
  batch,
  queue,
  execute,
  use,
  account,
  newAccount,
];
