/** What a transaction took. */
export interface Figure {
  readonly gas: number;
  readonly newSlots: number;
}

/** An act of a user beside the same on OpenZeppelin's contracts, and its lower bound. */
export interface ActRecord extends Figure {
  readonly lowerBound: number;
  readonly baseline?: Figure;
}

/** All that the bench measures: what `bench/gas.json` holds. */
export interface GasRecord {
  readonly acts: Readonly<Record<string, ActRecord>>;
  /** By act, in the order of {@link SIZES}. */
  readonly scaling: Readonly<Record<string, readonly Figure[]>>;
  /** By act, in the order of {@link DEPTHS}. */
  readonly depth: Readonly<Record<string, readonly Figure[]>>;
  /** By panel, in the order of {@link ROLLS}. */
  readonly draws: Readonly<Record<string, readonly Figure[]>>;
}

function* figuresOf(record: GasRecord): Generator<[string, Figure]> {
  for (const [id, act] of Object.entries(record.acts)) yield [id, act];
  for (const part of ["scaling", "depth", "draws"] as const) {
    for (const [id, figures] of Object.entries(record[part])) {
      for (const [index, figure] of figures.entries()) yield [`${part}, ${id}, column ${index + 1}`, figure];
    }
  }
}

/** What is worse in a record than in an earlier one, in sentences; and whether anything is better. */
export function compare(earlier: GasRecord, later: GasRecord): { worse: string[]; better: string[] } {
  const before = new Map(figuresOf(earlier));
  const after = new Map(figuresOf(later));
  const worse: string[] = [];
  const better: string[] = [];
  for (const [id, figure] of after) {
    const was = before.get(id);
    if (was === undefined) worse.push(`${id}: is not in the record.`);
    else {
      for (const unit of ["gas", "newSlots"] as const) {
        const line = `${id}: ${unit} ${was[unit]} -> ${figure[unit]}`;
        if (figure[unit] > was[unit]) worse.push(line);
        if (figure[unit] < was[unit]) better.push(line);
      }
    }
  }
  for (const id of before.keys()) if (!after.has(id)) worse.push(`${id}: is in the record, but was not measured.`);
  return { worse, better };
}
