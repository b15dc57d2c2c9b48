/** For what a letter waits, beside its address being allowed: its only mailboxes are full, or the day's quota is used up. */
export const MAILBOX_FULL = "mailbox full";
export const PAST_QUOTA = "past the day's quota";
