import { watchedAddress } from "./hits";

/** What solidity-coverage writes into sources. */
export interface Injector {
  _getDefaultMethodIdentifier(id: string): string;
  _getTrueMethodIdentifier(id: string): string;
  _getFalseMethodIdentifier(id: string): string;
  _getDefaultMethodDefinition(id: string): string;
  _getTrueMethodDefinition(id: string): string;
  _getFalseMethodDefinition(id: string): string;
  _getFileScopedHashMethodDefinition(id: string): string;
  _getFileScopeTrueMethodDefinition(id: string): string;
  _getFileScopedFalseMethodDefinition(id: string): string;
}

/**
 * A function that calls the watched address with a hash, and is pure for the compiler, as what it stands in may be. With the gas that is
 * left, each hit of a transaction is another: how often a requirement was reached less how often it held is how often it failed.
 */
const telling = (name: string, visibility: string): string => `
function ${name}(bytes8 hash) ${visibility} pure {
  function(bytes8) internal view viewing = ${name}_call;
  function(bytes8) internal pure tell;
  assembly { tell := viewing }
  tell(hash);
}
function ${name}_call(bytes8 hash) ${visibility} view {
  assembly ("memory-safe") {
    mstore(0, or(hash, gas()))
    pop(staticcall(0, ${watchedAddress}, 0, 32, 0, 0))
  }
}
`;

const answering = (name: string, teller: string, answer: boolean, visibility: string): string =>
  `function ${name}(bytes8 hash) ${visibility} pure returns (bool) { ${teller}(hash); return ${answer}; }\n`;

/** Replaces the functions, which do nothing, that solidity-coverage has instrumented statements call with their hashes. */
export function instrumentByCalls(injector: Injector): void {
  const definitions = (visibility: string) => ({
    hit(this: Injector, id: string) {
      return telling(this._getDefaultMethodIdentifier(id), visibility);
    },
    yes(this: Injector, id: string) {
      return answering(this._getTrueMethodIdentifier(id), this._getDefaultMethodIdentifier(id), true, visibility);
    },
    no(this: Injector, id: string) {
      return answering(this._getFalseMethodIdentifier(id), this._getDefaultMethodIdentifier(id), false, visibility);
    },
  });
  const [inContracts, inFiles] = [definitions("internal"), definitions("")];
  const replaced: Partial<Injector> = {
    _getDefaultMethodDefinition: inContracts.hit,
    _getTrueMethodDefinition: inContracts.yes,
    _getFalseMethodDefinition: inContracts.no,
    _getFileScopedHashMethodDefinition: inFiles.hit,
    _getFileScopeTrueMethodDefinition: inFiles.yes,
    _getFileScopedFalseMethodDefinition: inFiles.no,
  };
  for (const name of Object.keys(replaced))
    if (!(name in injector)) throw new Error(`solidity-coverage has no ${name}.`);
  Object.assign(injector, replaced);
}
