/** How Amazon SES tells of a bounce: with what the receiving server said, which an automatic reply has not. */
export const BOUNCES = {
  lasting: { bounceType: "Permanent", bounceSubType: "General", bouncedRecipients: [{ status: "5.1.1" }] },
  forNow: { bounceType: "Transient", bounceSubType: "General", bouncedRecipients: [{ status: "4.2.2" }] },
  automaticReply: { bounceType: "Transient", bounceSubType: "General", bouncedRecipients: [{}] },
};
