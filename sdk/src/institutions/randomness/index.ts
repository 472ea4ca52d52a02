export * from "./client";
export * from "./drand";
export * from "./units";
