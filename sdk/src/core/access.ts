/** Who may call a function. */
export interface Access {
  readonly power: string;
  /** Whether a proposal that calls it changes the constitution. */
  readonly constitutional: boolean;
  /** What else there is to know. */
  readonly note: string | undefined;
}

const ACCESS = /^(?<power>[a-z]+)(?<constitutional> constitutional)?(?:: (?<note>.+))?$/;

/**
 * What a line says of who may call a function, as contracts have it behind `@custom:access`: the power, then ` constitutional`
 * if a proposal that calls the function changes the constitution, then `: ` and a note if there is more to say.
 *
 * @returns undefined if the line has another form.
 */
export function parseAccess(line: string): Access | undefined {
  const { power, constitutional, note } = ACCESS.exec(line)?.groups ?? {};
  return power === undefined ? undefined : { power, constitutional: constitutional !== undefined, note };
}
