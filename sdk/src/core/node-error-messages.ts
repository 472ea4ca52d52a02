import { catalogue } from "./messages";

/** What the errors of nodes and wallets say: what happened by the class, what to do by the class and `.advice`. */
export const nodeErrorMessages = /* @__PURE__ */ catalogue("error", {
  RateLimitError: "The node is asked too often: {what}",
  "RateLimitError.advice": "Wait a minute and try again, or use an RPC address with a key of your own.",
  NodeFaultError: "The node failed: {what}",
  "NodeFaultError.advice":
    "Try again in a moment, and use another node if it goes on; look first whether what you sent has arrived.",
  NodeRefusedError: "The node does not serve this: {what}",
  "NodeRefusedError.advice": "Check the RPC address, its key and its plan, or use another node.",
  TooMuchAskedError: "The node refuses so much at once: {what}",
  "TooMuchAskedError.advice":
    "Ask for fewer blocks at once (`blocksPerRequest`) and put fewer requests into a batch, or use another node.",
  InsufficientFundsError: "The account has too little of the chain's native coin for the amount and the gas.",
  "InsufficientFundsError.advice": "Fund the account, or lower the amount; `.estimate` gives the cost.",
  "NonceError.used": "The transaction's number is taken: {what}",
  "NonceError.used.advice": "Wait for the account's other transactions, then send it again.",
  "NonceError.ahead": "The transaction comes too early: {what}",
  "NonceError.ahead.advice": "Send the account's missing transaction first: the node waits for it.",
  "NonceError.known": "The transaction's number is taken: {what}",
  "NonceError.known.advice": "Wait until it is included; do not send it again.",
  FeesRefusedError: "The node refuses the fees: {what}",
  "FeesRefusedError.advice":
    "Offer what the chain asks now; to replace a waiting transaction, an eighth more than that one offers.",
  GasLimitError: "The gas does not fit: {what}",
  "GasLimitError.advice": "Give more gas, or do less in one transaction if it takes more than the chain allows.",
  UserRejectedError: "The request was declined in the wallet.",
  "UserRejectedError.advice": "Confirm it in the wallet if you meant it.",
  WalletLockedError: "The wallet is not ready: {what}",
  "WalletLockedError.advice":
    "Unlock it and connect this account; on a hardware wallet open the Ethereum app and allow blind signing.",
  RequestPendingError: "The wallet waits for an answer to an earlier request: {what}",
  "RequestPendingError.advice": "Open the wallet and answer what it asks, then try again.",
  WrongChainError: "The wallet is on another chain: {what}",
  "WrongChainError.advice": "Switch the wallet to the nation's chain, then try again.",
  UnknownChainError: "The wallet does not know the chain: {what}",
  "UnknownChainError.advice": "Add the chain to the wallet, then switch to it.",
});
