import type { StackSource } from "../../../../lib/rehearsal/stack.ts";
import type { Resources } from "../stacks.ts";

export type Kept = { title: string; resources: Resources; others?: Partial<StackSource> };
export type Broken = Kept & { says: string[] };
/** By the rule's id: stacks that keep it, and stacks that break it, with what is said of them. */
export type RuleCases = Record<string, { keeps: Kept[]; breaks: Broken[] }>;
