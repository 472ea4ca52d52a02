/** An account or contract: 0x and 40 hexadecimal digits. */
export type Address = string;
