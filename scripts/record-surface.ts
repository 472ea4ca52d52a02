import { writeFileSync } from "node:fs";
import path from "node:path";
import { surface } from "../test/sdk/surface";

const file = path.join(__dirname, "../test/sdk/surface.recorded.json");
writeFileSync(file, `${JSON.stringify(surface(), undefined, 2)}\n`);
