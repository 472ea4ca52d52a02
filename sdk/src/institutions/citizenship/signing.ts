import { ZeroHash, type ContractRunner } from "ethers";
import type { Address } from "../../core/address";
import { withNationErrors } from "../../core/failures";
import { sign, signerAddress } from "../../core/typed-data";
import type { Moment } from "../../core/units";
import type { Citizenship } from "../../generated/contracts";
import { citizenshipSignedTypes } from "./signatures";
import type { CitizenId } from "./units";

/** What people sign for somebody else to deliver. */
export const signatures = (contract: Citizenship, runner: ContractRunner) => ({
  signRequest: ({ dossier = ZeroHash, deadline }: { dossier?: string; deadline: Moment }) =>
    withNationErrors(async () => {
      const applicant = await signerAddress(runner, "signing a request");
      const message = { applicant, dossier, nonce: await contract.admissionNonce(applicant), deadline };
      const signature = await sign({
        runner,
        contract,
        types: citizenshipSignedTypes,
        type: "AdmissionRequest",
        message,
        takes: "either",
      });
      return { applicant, dossier, deadline, signature };
    }),
  signVoucher: (parameters: { applicant: Address; dossier?: string; deadline: Moment }) =>
    withNationErrors(async () => {
      const { applicant, dossier = ZeroHash, deadline } = parameters;
      const registrar = await signerAddress(runner, "signing a voucher");
      const message = { applicant, dossier, nonce: await contract.admissionNonce(applicant), deadline };
      const signature = await sign({
        runner,
        contract,
        types: citizenshipSignedTypes,
        type: "AdmissionVoucher",
        message,
        takes: "either",
      });
      return { applicant, dossier, deadline, registrar, signature };
    }),
  signDelegation: ({ to, expiry }: { to: Address; expiry: Moment }) =>
    withNationErrors(async () => {
      const nonce = await contract.nonces(await signerAddress(runner, "signing a delegation"));
      const message = { delegatee: to, nonce, expiry };
      return {
        to,
        nonce,
        expiry,
        signature: await sign({
          runner,
          contract,
          types: citizenshipSignedTypes,
          type: "Delegation",
          message,
          takes: "key",
        }),
      };
    }),
  signRenewal: ({ citizenId, deadline }: { citizenId: CitizenId; deadline: Moment }) =>
    withNationErrors(async () => {
      const { until } = await contract.citizen(citizenId);
      const message = { citizenId, until, deadline };
      const signature = await sign({
        runner,
        contract,
        types: citizenshipSignedTypes,
        type: "Renewal",
        message,
        takes: "key",
      });
      return { citizenId, deadline, signature };
    }),
  signAcceptance: ({ citizenId, deadline }: { citizenId: CitizenId; deadline: Moment }) =>
    withNationErrors(async () => {
      const newHolder = await signerAddress(runner, "signing an acceptance");
      const message = { citizenId, newHolder, nonce: await contract.admissionNonce(newHolder), deadline };
      const signature = await sign({
        runner,
        contract,
        types: citizenshipSignedTypes,
        type: "Acceptance",
        message,
        takes: "either",
      });
      return { citizenId, newHolder, deadline, signature };
    }),
});
