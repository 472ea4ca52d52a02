import type { Command } from "../command";
import { check } from "./check";
import { admit, applicants, citizens, invite, join, renew } from "./citizens";
import { constitution } from "./constitution";
import { found } from "./found";
import { collect, make, sign } from "./requests";
import { status } from "./status";
import { verify } from "./verify";

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
];
