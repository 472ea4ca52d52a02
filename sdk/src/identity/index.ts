/**
 * Identity off chain: identifiers, credentials, dossiers and checks of persons. It needs packages that nothing else here needs, see
 * docs/identity.md.
 *
 * @packageDocumentation
 *
 * @example
 * import { openConnection } from "@civitas/sdk/connection";
 * import { resolveDid } from "@civitas/sdk/identity";
 *
 * const connection = await openConnection(provider, "0x…");
 * const { controller } = await resolveDid({ connection, did: "did:ethr:0x7a69:0x…" });
 */
export { didOf, readDid, type Did } from "../institutions/did-registry/did";
export { ageClaims } from "./ages";
export { credentialSchemas, type CredentialSchema } from "./anchors";
export { dossierKeyAttribute, keyAttribute, linkedDomainAttribute, type DidAttribute } from "./attributes";
export {
  issueCredential,
  verifyCredential,
  type ExpectedCredential,
  type IssuedCredential,
  type Issuer,
  type VerifiedCredential,
} from "./credentials";
export {
  didOfAccount,
  didResolver,
  nationDidOf,
  resolveDid,
  type DidDocument,
  type DidResolution,
  type DidResolver,
  type ResolvedDid,
} from "./dids";
export { domainFiles, verifyDomain, type DomainFile, type FetchText, type VerifiedDomain } from "./domains";
export {
  CredentialRefusedError,
  DidError,
  DomainRefusedError,
  DossierError,
  KycError,
  type CredentialFault,
  type DidFault,
  type DomainFault,
  type DossierFault,
  type KycFault,
} from "./errors";
export {
  createHolderKey,
  holderKeyFrom,
  walletKey,
  type CredentialKey,
  type PublicJwk,
  type SecretJwk,
  type WalletKey,
} from "./keys";
export { presentCredential, verifyPresentation } from "./presentations";
export { issuePrivateCredential, presentPrivateCredential, verifyPrivatePresentation } from "./private-credentials";
export { presentationRequests, type PresentationRequest, type PresentationRequests } from "./requests";
export {
  createDossierKey,
  deleteDossiers,
  dossierKeyOf,
  openDossier,
  sealDossier,
  type Deletion,
  type DossierRecord,
  type OpenedDossier,
  type SealedDossier,
} from "./dossiers";
export {
  checkPerson,
  KYC_SCHEMA,
  kycData,
  verifyKycResult,
  type KycProvider,
  type KycRequest,
  type KycResult,
  type KycSession,
  type KycStatus,
} from "./kyc";
export { localKycProvider, type KycOutcome } from "./local-kyc";
export { verifyReceipt, type DossierReceipt } from "./receipts";
export { folderStore, httpStore, memoryStore, type DossierStore, type FetchBytes, type FolderAccess } from "./stores";
export type { DossierFile } from "./tar";
export { createUniquenessKey, uniquenessDigest, type IdentityDocument } from "./uniqueness";
