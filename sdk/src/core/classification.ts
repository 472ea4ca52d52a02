import { isError } from "ethers";
import { executionIn, saidIn, type Said } from "./answers";
import { NationError, ReplacedError, RevertTextError, UnexpectedError } from "./errors";
import { inputFault } from "./input-faults";
import {
  FeesRefusedError,
  GasLimitError,
  InsufficientFundsError,
  MissingStateError,
  NetworkFaultError,
  NodeFaultError,
  NodeRefusedError,
  NonceError,
  RateLimitError,
  RequestPendingError,
  TooMuchAskedError,
  UnknownChainError,
  UnsupportedError,
  UserRejectedError,
  WalletLockedError,
  WrongChainError,
  type NonceProblem,
} from "./node-errors";
import { decodeRevert, loadRefusals } from "./reverts";

/** A kind of failure, and by what it is known. */
interface Kind {
  readonly make: (what: string, options: ErrorOptions) => NationError;
  readonly codes?: readonly (number | string)[];
  /** Codes that mean different things to different nodes: they decide where no words do. */
  readonly vagueCodes?: readonly number[];
  /** Of HTTP. */
  readonly statuses?: (status: number) => boolean;
  readonly words?: RegExp;
}

const known: Readonly<Record<NonceProblem, RegExp>> = {
  known: /already (known|imported|exists|in (the )?(mem)?pool)|known transaction|alreadyknown|same hash/i,
  ahead: /too high|too ?far|too distant|\bgap|noncegap|future|in-flight|already reserved|pooled/i,
  used: /./,
};

const problemIn = (what: string): NonceProblem =>
  known.known.test(what) ? "known" : known.ahead.test(what) ? "ahead" : "used";

const is = (status: number) => (found: number) => found === status;

/**
 * Nodes and wallets agree on few codes, so words decide first. The kinds stand in the order in which they are looked for: what is
 * said in particular before what is said in general.
 */
const kinds: readonly Kind[] = [
  {
    make: (_, options) => new UserRejectedError(options),
    codes: [4001, "ACTION_REJECTED", 5000, 5750, 0x6985, 0x5501, "TransportOpenUserCancelled"],
    words:
      /user cancel|pin_?cancell?ed|method_interrupted|proposal expired|connection request reset|user (rejected|denied|declined|cancell?ed|closed)|(rejected|denied|declined|cancell?ed) by (the )?user|condition of use not satisfied|^(the )?(request|transaction|signature)( was)? (rejected|declined|denied)|^cancell?ed$|action_rejected/i,
  },
  {
    make: (what, options) => new RequestPendingError(what, options),
    words:
      /already (pending|processing)|request .*pending|pending request|after current approval|callinprogress|(call|operation|request) .*(is )?in progress/i,
  },
  {
    make: (what, options) => new UnknownChainError(what, options),
    codes: [4902, 5100, 5710],
    words: /unrecogni[sz]ed chain|unknown chain|unsupported chain|chain .*(has not been|not yet|isn't|is not) added/i,
  },
  {
    make: (what, options) => new WrongChainError(what, options),
    codes: [4901, "ConnectorChainMismatchError"],
    words:
      /chain ?id (is )?not supported|request\(\) chainid|chain ?id .*(mismatch|must match|does not match|doesn't match)|(invalid|wrong|incorrect|mismatched?) chain ?id|invalid ?tx ?chain ?id|network changed|chain disconnected|not connected to (the )?(requested )?chain|current chain of the wallet/i,
  },
  {
    make: (what, options) => new WalletLockedError(what, options),
    codes: [
      4100,
      4900,
      6000,
      7001,
      ...[0x5515, 0x6511, 0x6d00, 0x6d02, 0x6e00, 0x6e01, 0x6804, 0x6b0c, 0x6a80, 0x6a15, 0x650f, 0x530c],
      "TransportInterfaceNotAvailable",
      "ConnectorAccountNotFoundError",
      "ConnectorNotConnectedError",
      "ProviderNotFoundError",
      "AccountNotFoundError",
    ],
    words:
      /device was disconnected|unable to claim interface|no ?device( (selected|found))?\b|cannot open device|transport_missing|device_not_?found|call connect\(\)|popup (window )?was blocked|disconnected port|locked device|(wallet|device|keyring|account) (is )?locked|unlock|authorized by the user|must call 'eth_requestaccounts'|no (frame |wallet )?account (is )?(selected|connected)|disconnected from all chains|provider is disconnected|permission denied, approve|(session|request) (topic|expired|disconnected)|no matching key|user disconnected|disconnecteddevice|device (is )?disconnected|wallet (is )?(not connected|disconnected)|blind sign|contract data in the ethereum app|must has at least one account|(0x5515|0x6511|0x6d0[02]|0x6e0[01]|0x6804|0x6b0c|0x6a80|0x6a15|0x650f|0x530c)\)?/i,
  },
  {
    make: (_, options) => new InsufficientFundsError(options),
    codes: ["INSUFFICIENT_FUNDS"],
    words:
      /insufficient ?(funds|balance|sender balance)|(doesn't|does not) have enough funds|not enough (balance|funds)|upfront cost exceeds|lackoffund|sender balance too low|overdraft/i,
  },
  {
    make: (what, options) => new FeesRefusedError(what, options),
    codes: ["REPLACEMENT_UNDERPRICED"],
    words:
      /underpriced|fee ?too ?low|max ?fee ?per ?gas|fee ?cap|base ?fee|max ?priority ?fee|gas ?price .*(too low|below|less|minimum)|(tip|price) .*(below|too low)|exceeds the configured cap|replacement ?(fee|not ?allowed)|could not replace|premium is negative/i,
  },
  {
    make: (what, options) => new NonceError(what, { ...options, problem: problemIn(what) }),
    codes: ["NONCE_EXPIRED"],
    words:
      /nonce|already (known|imported|exists|reserved)|known transaction|alreadyknown|tx with same hash|future transaction|in-flight transaction|pooled \d+ txs/i,
  },
  {
    make: (what, options) => new GasLimitError(what, options),
    words:
      /out ?of ?gas|gas required exceeds|intrinsic gas|more ?than ?gas ?limit|gas ?limit ?.*(exceed|too (low|high)|greater|above)|exceeds .*gas ?limit|exceeds (the )?allowance|(exceeds|greater than) (the )?(maximum |max )?.*\bgas\b|gas uint64 overflow|floor data gas|gas cap/i,
  },
  {
    make: (what, options) => new RateLimitError(what, options),
    codes: [429, -32_017, -32_012, -32_090, -32_097],
    vagueCodes: [-32_016, -32_007],
    statuses: is(429),
    words:
      /rate.?limit|too many requests|requests? (rate|count|limit)|over (the )?rate|compute units|throughput|throttl|quota|per (second|minute|day)\b|\/(s|sec|second)\b|\brps\b|slow down|backoff|credits|daily .*(limit|exceeded)|usage limit|over capacity|too many errors|you are being limited/i,
  },
  {
    // The range or state is not there yet, or not on this node: asking for less would find no more.
    make: (what, options) => new MissingStateError(what, options),
    words:
      /beyond (the )?(current )?head|invalid block range params|blocks specified in filter|not executed yet|no state found|(requires?|needs) an? archive/i,
  },
  {
    make: (what, options) => new NodeRefusedError(what, options),
    words: /requires? (a )?paid plan|not available on your (current )?plan|not enabled for this app|app is inactive/i,
  },
  {
    make: (what, options) => new TooMuchAskedError(what, options),
    codes: [-32_020, 5740],
    statuses: is(413),
    words:
      /request is too (big|large)|batch request was too large|batch(ed)? requests? .*not supported|oversized data|max ?tx ?size ?exceeded|(block|blocks) range|blocks? .*range|\branges?\b.*(too|exceed|limit|over|wide|large|max|than)|more than [\d,]+ (results|logs|requests|blocks|events)|(too|exceeds?) .*(large|big|many|long|wide) .*(results|logs|blocks|events|responses?|calls)|(results?|logs|response|batch|payload|query|body)( is| size)? (too (large|big|many|long)|exceed|limit)|max(imum)? (results|logs|blocks|batch)|too many (results|logs|blocks|events|rpc calls)|response (size|too)|limited to (a )?[\d,]+ ?(block|range|request)|[\d,]+ block range|request entity too large|content too large|limit the query|(?<!want )at most \d+$/i,
  },
  {
    make: (what, options) => new UnsupportedError(what, options),
    codes: [-32_601, -32_004, 4200, 5101, 5700, 5720, 5730, 5760],
    words:
      /unauthori[sz]ed method|sender (is )?not an? ?eoa|sender ?is ?contract|invalid sender|failed ?to ?resolve ?sender|invalid ?tx ?type|authorization list not allowed|invalid signature|too many arguments|missing (value for )?required|invalid argument|invalid params|method .*(not (found|supported|available|allowed|enabled|whitelisted|implemented)|does not exist|unavailable|disabled|deprecated)|unsupported method|not supported|unsupported operation|replay-protected/i,
  },
  {
    make: (what, options) => new MissingStateError(what, options),
    vagueCodes: [-32_001],
    words:
      /header not found|missing trie node|(block|header|state|trie|account|receipt|history|data|body|tip).*(not (found|available|exist|synced)|missing|unavailable|pruned|does not exist|could not be found)|unknown block|no state available|no historical|could not be found|(history|state|block).*pruned|block .*out of range|blockoutofrange|requested was|does not have the requested block|invalid block tag|not have the (block|state)|unfinalized|state histor|proof window|resource not found|pending .*(not|un)/i,
  },
  {
    make: (what, options) => new NodeFaultError(what, options),
    words: /time(d|s)?[ -]?out/i,
  },
  {
    make: (what, options) => new NodeRefusedError(what, options),
    codes: [-32_052],
    statuses: (status) => [401, 402, 403, 404, 405].includes(status),
    words:
      /unauthori[sz]ed|(account|sender) (is )?(not authori[sz]ed|blocked)|forbidden|api.?key|must be authenticated|authenticat|project id|invalid (token|key)|access denied|not allowed to access|payment required|subscription|please specify an address|free.?tier|upgrade (your|to)|tenant/i,
  },
  {
    // What no rule above knows, and the node calls a wrong request, is wrong for it as often as it is asked.
    make: (what, options) => new UnsupportedError(what, options),
    codes: [-32_600, -32_602],
  },
  {
    make: (what, options) => new RateLimitError(what, options),
    codes: [-32_005],
    words: /limit exceeded|exceeded .*limit/i,
  },
  {
    make: (what, options) => new NodeFaultError(what, options),
    codes: [-32_603, -32_011, -32_013, -32_015, -32_046],
    vagueCodes: [-32_002],
    statuses: (status) => status === 408 || status >= 500,
    words:
      /internal|bad gateway|service unavailable|gateway time|overload|busy|temporar|(pool|queue) (is )?full|no backend|no available|unhealthy|not ready|syncing|try again|retry|cannot fulfill|database|aborted|could not connect|upstream|can't route|unable to (perform|process|complete)|sequencer/i,
  },
  {
    make: (what, options) => new NetworkFaultError(what, options),
    codes: [
      "NETWORK_ERROR",
      "SERVER_ERROR",
      "TIMEOUT",
      "BAD_DATA",
      "CANCELLED",
      "OFFCHAIN_FAULT",
      "ECONNREFUSED",
      "ECONNRESET",
      "ETIMEDOUT",
      "ENOTFOUND",
      "EAI_AGAIN",
      "EPIPE",
      "EHOSTUNREACH",
      "ENETUNREACH",
      "ECONNABORTED",
      "CERT_HAS_EXPIRED",
      "DEPTH_ZERO_SELF_SIGNED_CERT",
      "SELF_SIGNED_CERT_IN_CHAIN",
      "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
      "UND_ERR_SOCKET",
      "UND_ERR_CONNECT_TIMEOUT",
    ],
    words:
      /fetch failed|failed to fetch|load failed|network ?error|could not detect network|socket|hang up|econn|etimedout|enotfound|eai_again|epipe|ehostunreach|connection was lost|internet connection|certificate|provider destroyed|missing response|invalid json|not valid json|unexpected (token|end)/i,
  },
];

function isOf({ codes, statuses, words }: Kind, said: Said): boolean {
  if (said.code !== undefined && codes?.includes(said.code) === true) return true;
  if (said.status !== undefined && statuses?.(said.status) === true) return true;
  return words?.test(said.words) === true;
}

const isPerhaps = ({ vagueCodes }: Kind, { code }: Said): boolean =>
  typeof code === "number" && vagueCodes?.includes(code) === true;

/** Turns any failure of ethers, a node or a wallet into a class of the SDK, custom errors as far as they are known. */
export function toNationError(failure: unknown): NationError {
  if (failure instanceof NationError) return failure;
  const options = { cause: failure };
  if (isError(failure, "TRANSACTION_REPLACED"))
    return new ReplacedError(`transaction ${failure.replacement.hash}`, options);
  const input = inputFault(failure);
  if (input !== undefined) return input;

  const said = saidIn(failure);
  if (said.some(({ code }) => code === 4001 || code === "ACTION_REJECTED")) return new UserRejectedError(options);
  // What a contract says may contain any words.
  const execution = executionIn(failure);
  if (execution !== undefined) {
    const { data, reason } = execution;
    return reason === undefined ? decodeRevert(data, options) : new RevertTextError(reason, options);
  }
  // An answer that ethers could not read is the node's.
  if (isError(failure, "INVALID_ARGUMENT")) return new NodeFaultError(failure.shortMessage, options);
  const own = said.filter(({ byLibrary }) => !byLibrary);
  for (const candidates of [own, said]) {
    for (const isMeant of [isOf, isPerhaps]) {
      for (const kind of kinds) {
        const found = candidates.find((one) => isMeant(kind, one));
        if (found !== undefined) return kind.make(found.words || `it answers with ${String(found.code)}`, options);
      }
    }
  }
  const words = [...own, ...said].find((one) => one.words !== "")?.words;
  return new UnexpectedError(words ?? String(failure), options);
}

/** Turns any failure into a class of the SDK, and loads what custom errors mean if it is one. */
export async function classify(failure: unknown): Promise<NationError> {
  await loadRefusals(executionIn(failure)?.data);
  return toNationError(failure);
}
