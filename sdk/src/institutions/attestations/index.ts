export * from "./client";
export { attestationsSignedTypes } from "./signatures";
export * from "./units";
