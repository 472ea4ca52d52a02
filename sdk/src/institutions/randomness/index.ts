export * from "./client";
export * from "./drand";
