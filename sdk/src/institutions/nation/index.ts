export type { Appointment, NationProfileClient, Profile, TextChange } from "./client";
