/**
 * Founding a nation, verifying one, and adopting institutions later.
 *
 * @packageDocumentation
 */
export { adopt, type Adoption, type AdoptionOptions } from "./adoption/adopt";
export {
  CHARTER_LIMITS,
  charterJsonSchema,
  CharterError,
  flagIn,
  namesIn,
  parseCharter,
  provisionsIn,
  type Charter,
  type CharteredProvision,
  type CharterInput,
  type CharterProblem,
  type OfficeRole,
} from "./charter";
export { admissionRequest, type AdmissionRequest, type AskConsent, type FoundingCitizen } from "./consents";
export {
  BlockTooSmallError,
  ChainTooOldError,
  CitizenWithoutAccountError,
  ConsentLapsedError,
  ConsentRefusedError,
  CostExceededError,
  DependentsLeftError,
  FactoryMissingError,
  JournalMismatchError,
  LookalikeError,
  type Mismatch,
  NeedsMissingError,
  NodeUnableError,
  NodeUnreachableError,
  NotAdoptableError,
  NothingToVerifyError,
  NotMinedError,
  OfficeRefusedError,
  OutOfFundsError,
  type RequestMismatch,
  RequestMismatchError,
  StepFailedError,
  StepTooBigError,
  VerificationFailedError,
} from "./errors";
export { isRequestSigned } from "./gather";
export { estimateFounding, type FoundingEstimate } from "./estimate";
export { TRANSACTION_GAS_CAP, type CostOverrun } from "./sender-options";
export { found, type Founding, type FoundingOptions, type FoundingProgress } from "./found";
export { packagedCode, type CodeSource } from "./codes";
export { contractOf, contractsOf, type Addresses, type Variants } from "./institutions";
export {
  memoryJournal,
  type Attempt,
  type FoundingRecord,
  type InstitutionRecord,
  type JournaledTransaction,
  type Journal,
  type Outcome,
} from "./journal";
export {
  examineRequest,
  type FoundingRequest,
  prepareRequests,
  type RequestOptions,
  signRequest,
  typedDataOf,
} from "./requests";
export { parseRequest } from "./request-schema";
export { type SignedConsent } from "./steps";
export { powers, roles, type Power, type PoweredName, type PowerEntry } from "./powers";
export { powerMeanings } from "../institutions/powers";
export { RandomnessUnsupportedError, type RandomnessSource } from "../institutions/randomness/source";
export { institutionNames, type InstitutionName, type OptionalName } from "../institutions/registry";
export {
  reportText,
  verifyFounding,
  type Check,
  type Finding,
  type Verdict,
  type VerificationOptions,
  type VerificationReport,
} from "./verify";
