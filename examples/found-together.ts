import type { Signer } from "ethers";
import { found, prepareRequests, signRequest, type CharterInput } from "@civitas/sdk/founding";

export async function foundTogether(charter: CharterInput, founder: Signer, citizen: Signer) {
  const requests = await prepareRequests(charter, founder.provider!, {
    founder: await founder.getAddress(),
  });
  // A request is plain JSON, which each person signs wherever they are. Who does not is invited.
  const signed = await signRequest(requests[0], { charter, signer: citizen });
  return found(charter, founder, { requests: [signed, ...requests.slice(1)] });
}
