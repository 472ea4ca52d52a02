import { format } from "prettier";
import { charterJsonSchema } from "../../sdk/src/founding/charter";

/** The JSON Schema of charters, as it is committed. */
export const charterSchemaText = (): Promise<string> =>
  format(JSON.stringify(charterJsonSchema()), { parser: "json", printWidth: 120 });
