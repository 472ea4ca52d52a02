export type { Appointment, NationProfileClient, Profile } from "./client";
