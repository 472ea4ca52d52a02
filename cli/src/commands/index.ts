import type { Command } from "../command";
import { completionFor } from "./completion";
import { exportTable } from "./export";
import { keep } from "./keep";
import { watch } from "./watch";
import { check } from "./check";
import { admit, applicants, citizens, invite, join, renew } from "./citizens";
import * as admission from "./admission";
import { constitution } from "./constitution";
import { found } from "./found";
import { merit } from "./merit";
import * as grants from "./grants";
import * as recovery from "./recovery";
import { collect, make, sign } from "./requests";
import * as residency from "./residency";
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

import * as agreement from "./agree";
import { agreements } from "./agreements";
import { cases, oneCase } from "./cases";
import * as challenge from "./challenge";
import { evidence } from "./evidence";
import { appeal, commit, duties, enrol, plenary, recuse, retire, reveal } from "./judge";

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
  admission.apply,
  admission.applications,
  admission.oneApplication,
  admission.enter,
  admission.withdrawApplication,
  admission.settle,
  admission.validators,
  admission.attest,
  admission.refuse,
  admission.payBond,
  admission.resign,
  admission.returnBond,
  recovery.accept,
  recovery.moveTo,
  recovery.guardians,
  recovery.chooseGuardians,
  recovery.showRecovery,
  recovery.confirm,
  recovery.stop,
  recovery.contest,
  recovery.complete,
  residency.showResident,
  residency.subscribe,
  residency.cancelResidency,
  merit,
  delegate,
  pay,
  requestPayment,
  show,
  add,
  take,
  withdraw,
  owed,
  claim,
  grants.show,
  grants.contribute,
  grants.register,
  grants.accept,
  grants.settle,
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
  cases,
  oneCase,
  evidence,
  duties,
  enrol,
  commit,
  reveal,
  plenary,
  recuse,
  retire,
  appeal,
  challenge.bring,
  challenge.show,
  challenge.answer,
  challenge.enforce,
  agreements,
  agreement.open,
  agreement.sign,
  agreement.handIn,
  agreement.decline,
  agreement.perform,
  agreement.settle,
  agreement.retract,
  agreement.dispute,
  agreement.answer,
  agreement.concede,
  agreement.carryOut,
  use,
  account,
  newAccount,
  watch,
  keep,
  exportTable,
  completionFor(() => commands),
];
