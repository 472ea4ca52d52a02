/**
 * What a node or a wallet said: only its own fields are read. Libraries put what was asked beside what was answered, and compose
 * both into their message; neither is looked at.
 */

/** One thing that was said, by a node, a wallet or a library. */
export interface Said {
  /** A number or name that stands for the kind of failure. */
  readonly code: number | string | undefined;
  /** In words. */
  readonly words: string;
  /** Beside the words: revert data, or anything else. */
  readonly data: unknown;
  /** The status of an HTTP answer. */
  readonly status: number | undefined;
  /** Whether it was an answer to something that runs a contract: nothing else can give revert data. */
  readonly isExecution: boolean;
  /** Whether only the library said it: what the node said itself counts more. */
  readonly byLibrary: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null;

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** The requests by which a contract runs. */
const EXECUTIONS = new Set([
  "eth_call",
  "eth_estimateGas",
  "eth_sendTransaction",
  "eth_sendRawTransaction",
  "eth_createAccessList",
  "eth_simulateV1",
  "wallet_sendCalls",
]);

/** Where libraries and wallets put what they were answered, or what failed beneath them. */
const INSIDE = ["error", "originalError", "cause", "info", "data", "body", "responseBody"] as const;

/** So much of a message is read. */
const LONGEST = 600;

/** Everything that was said in a failure, the outermost first. */
export function saidIn(failure: unknown): Said[] {
  const found: Said[] = [];
  const seen = new Set<unknown>();

  const look = (value: unknown, isExecution: boolean): void => {
    if (typeof value === "string") {
      const inside = parsed(value);
      if (inside !== undefined) look(inside, isExecution);
      return;
    }
    if (!isObject(value) || seen.has(value)) return;
    seen.add(value);
    if (Array.isArray(value)) {
      // What answers a batch stands beside answers to others.
      for (const item of value as unknown[]) if (isObject(item)) look(item.error ?? item, isExecution);
      return;
    }
    if (isOfEthers(value)) lookAtEthers(value, isExecution);
    else lookAtOther(value, isExecution);
  };

  /** An error of ethers: its short message is its own, the long one quotes the question. */
  const lookAtEthers = (value: Fields, isExecution: boolean): void => {
    const info = isObject(value.info) ? value.info : {};
    const asked = [value.payload, info.payload].find(isObject)?.method;
    const runs = isExecution && (typeof asked !== "string" || EXECUTIONS.has(asked));
    const status = statusIn(textOf(info.responseStatus));
    found.push({
      code: value.code as string,
      words: textOf(value.shortMessage),
      data: value.code === "CALL_EXCEPTION" ? (value.data ?? undefined) : undefined,
      status,
      isExecution: runs,
      byLibrary: true,
    });
    look(value.error, runs);
    look(info.error, runs);
    look(info.responseBody, runs);
    if (typeof info.responseBody === "string") addPage(info.responseBody, status);
    // What came in place of an answer; what could not be decoded is no failure of a contract.
    if (value.code === "BAD_DATA" && typeof value.value !== "string") look(value.value, runs);
    look(value.cause, runs);
  };

  const lookAtOther = (value: Fields, isExecution: boolean): void => {
    const words = wordsOf(value);
    const code = codeOf(value);
    if (words !== "" || code !== undefined || value.data !== undefined) {
      const status = typeof value.status === "number" ? value.status : statusIn(words);
      found.push({ code, words, data: value.data, status, isExecution, byLibrary: false });
    }
    for (const key of INSIDE) look(value[key], isExecution);
    const quoted = /from RPC '(\{.*\})'/s.exec(textOf(value.message));
    if (quoted !== null) look(quoted[1], isExecution);
  };

  /** A page that stands in for an answer: its title says what it is. */
  const addPage = (body: string, status: number | undefined): void => {
    if (parsed(body) !== undefined) return;
    const title = /<title>([^<]*)<\/title>/i.exec(body)?.[1] ?? (body.includes("<") ? "" : body);
    const words = title.trim().slice(0, LONGEST);
    if (words !== "")
      found.push({ code: undefined, words, data: undefined, status, isExecution: false, byLibrary: false });
  };

  if (typeof failure === "string" && parsed(failure) === undefined) {
    return [
      {
        code: undefined,
        words: ownWords(failure),
        data: failure,
        status: undefined,
        isExecution: true,
        byLibrary: false,
      },
    ];
  }
  look(failure, true);
  return found;
}

/** ethers' errors have a name in capitals for a code, and their own words apart from the composed message. */
const isOfEthers = (value: Fields): boolean =>
  typeof value.shortMessage === "string" && typeof value.code === "string" && /^[A-Z_]+$/.test(value.code);

/** The words that are whoever's own who failed. */
function wordsOf(value: Fields): string {
  // Other libraries compose their message, too, and have their own words apart: viem, ethers 5.
  const own = [value.shortMessage, value.details].map(textOf).filter((text) => text !== "");
  if (own.length > 0) return ownWords(own.join(" "));
  if (typeof value.reason === "string" && typeof value.code === "string") return ownWords(value.reason);
  return ownWords(textOf(value.message));
}

/** An address in the web, up to where its path or key begins. */
const WEB_ADDRESS = /\b((?:https?|wss?):\/\/)(?:[^\s/@"'()]*@)?([^\s/?#"'()]+)[^\s"'()]*/gi;

/** Cuts off what a library adds, the fields of the question, and of addresses what may be a key. */
const ownWords = (message: string): string =>
  message
    .replace(WEB_ADDRESS, "$1$2")
    .split(/\s*\(\w+=|\s*\[ See: http|\n\s*(?:Request|Raw Call|Contract Call)[ \w]*:/)[0]
    .slice(0, LONGEST)
    .trim();

function codeOf({ code, statusCode, name }: Fields): number | string | undefined {
  if (typeof code === "number" || (typeof code === "string" && code !== "")) {
    return typeof code === "string" && /^-?\d+$/.test(code) ? Number(code) : code;
  }
  // Hardware wallets answer with a status of two bytes.
  if (typeof statusCode === "number") return statusCode;
  return typeof name === "string" && name !== "Error" && /^[A-Z]\w+$/.test(name) ? name : undefined;
}

/** "429 Too Many Requests", "Non-200 status code: '403'". */
const statusIn = (text: string): number | undefined => {
  const match = /^([1-5]\d\d)(?= |$)|(?:status code:?|server response:) '?([1-5]\d\d)\b/i.exec(text);
  return match === null ? undefined : Number(match[1] ?? match[2]);
};

function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What a failed run of a contract left: its data, "0x" if there is none, or the reason in words where a node gives no data. */
export interface Execution {
  readonly data: string;
  readonly reason?: string;
}

const HEX = /^0x([0-9a-f]{2})*$/i;

/** How nodes call a run that failed. */
const FAILED_RUN =
  /\brevert(ed)?\b|vm execution error|vm exception|\bevm error\b(?!:? call ?gas)|\bbad (instruction|jump)|invalid (opcode|jump)|opcode ?not ?found|stack (under|over)flow|stack limit reached|max (init ?)?code ?size exceeded|createcontractsizelimit|createinitcodesizelimit|contract address collision|create ?collision|write protection|return data out of bounds|must not begin with 0xef|invalidfeopcode/i;

/** Codes that nodes give only to runs that failed. */
const RUN_CODES = new Set<unknown>([3, -32_015, -32_521]);

/** "return data: 0x…", "custom error 0x…", "Reverted 0x…": the ways in which nodes write the data into a sentence. */
const IN_WORDS =
  /(?:return data: ?|custom error '?|reverted(?: with)?(?: data)?:? ?'?|^revert(?:ed)?:? )(0x[0-9a-f]{8,})/i;

/** "execution reverted: reason", "reverted with reason string 'reason'", "revert: reason". */
const REASON =
  /reverted with reason string '(.*)'|(?:execution )?revert(?:ed)?: (?!0x|custom error|panic)(.+)|transaction: revert (.+)/is;

/** What the failed run of a contract left; undefined if no contract ran, or none failed. */
export function executionIn(failure: unknown): Execution | undefined {
  const said = saidIn(failure);
  const found = said.flatMap((one) => executionOf(one) ?? []);
  const full = found.find(({ data }) => data !== "0x") ?? found.find(({ reason }) => reason !== undefined) ?? found[0];
  if (full !== undefined) return full;
  // ethers says so of a receipt, too, in which the transaction failed.
  const isAlone = said.length === 1 && said[0].code === "CALL_EXCEPTION";
  return isAlone ? { data: "0x" } : undefined;
}

function executionOf({ words, code, data, isExecution, byLibrary }: Said): Execution | undefined {
  if (!isExecution) return undefined;
  if (byLibrary) return typeof data === "string" && HEX.test(data) ? { data } : undefined;
  const hasData = typeof data === "string" && data !== "";
  // Some nodes give such codes to other failures, too, which have no data.
  const says = FAILED_RUN.test(words) || (RUN_CODES.has(code) && (hasData || words === ""));
  if (typeof data === "string") {
    if (HEX.test(data) && (says || (words === "" && data.length >= 10) || words === data)) return { data };
    const inWords = IN_WORDS.exec(data)?.[1];
    if (inWords !== undefined && HEX.test(inWords)) return { data: inWords };
    if (/^revert/i.test(data)) return withReason(data);
  }
  if (!says) return undefined;
  const inWords = IN_WORDS.exec(words)?.[1];
  if (inWords !== undefined && HEX.test(inWords)) return { data: inWords };
  return withReason(words);
}

function withReason(words: string): Execution {
  const match = REASON.exec(words);
  const reason = (match?.[1] ?? match?.[2] ?? match?.[3])?.trim();
  return reason === undefined || reason === "" ? { data: "0x" } : { data: "0x", reason };
}

/**
 * Finds the data of a revert wherever a node, a wallet or a library put it: `error.data`, `error.data.data`,
 * `error.info.error.data`, `error.error.data`, a JSON body, or the node's sentence. Never takes the question for the answer.
 *
 * @returns The data, "0x" if a contract failed without any, or undefined if none failed.
 *
 * @example
 * const data = findRevertData(error);
 */
export const findRevertData = (failure: unknown): string | undefined => executionIn(failure)?.data;
