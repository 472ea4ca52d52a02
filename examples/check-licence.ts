import type { Provider } from "ethers";
import { openConnection } from "@civitas/sdk/connection";
import {
  credentialSchemas,
  verifyPrivatePresentation,
  type PresentationRequests,
} from "@civitas/sdk/identity";

/** The class of a driver's licence, of which its holder shows nothing else: all it takes is the nation's address. */
export async function checkLicence(
  provider: Provider,
  nation: string,
  presentation: string,
  requests: PresentationRequests,
): Promise<unknown> {
  const connection = await openConnection(provider, nation);
  const schemas = await credentialSchemas({ connection });
  const { schemaId } = schemas.find(({ definition }) => definition === "bytes32 DriversLicence")!;
  const { claims } = await verifyPrivatePresentation({
    connection,
    presentation,
    requests,
    expected: { type: "DriversLicence", schemaId },
    required: ["class"],
  });
  return claims.class;
}
