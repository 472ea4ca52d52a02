/** What one transaction does, and how to see on chain that it is done. */
export interface Act {
  readonly id: string;
  /** What it does, for people. */
  readonly title: string;
  /** Where it goes and with what; receiver null: it creates a contract. Asked only when it is about to be sent. */
  request(): Promise<Call>;
  /** Whether the chain shows its work done. */
  done(): Promise<boolean>;
  /** Told which nonce the transaction takes, before that is journaled and sent. If it throws, nothing is. */
  reserve?(nonce: number): Promise<void>;
}

/** Where a transaction goes and with what; receiver null: it creates a contract. */
export interface Call {
  readonly to: string | null;
  readonly data: string;
}
