import type { Contact, Directive, Obligation } from "../domain/directive.ts";
import type { CalendarEntry, LetterText } from "../domain/letter-text.ts";
import { oneLine } from "../domain/one-line.ts";
import { layOut, paragraph } from "./layout.ts";
import type { Block, Mood } from "./letter-body.ts";
import { contactWords } from "../wording/sentences.ts";
import { subjectOf } from "./subject.ts";

/** What one letter says; the rest every letter has. */
export type Said = {
  /** What kind of letter it is, in two or three words. */
  readonly tag: string;
  /** What is the matter, as within a sentence: `còn 10 ngày làm việc`. */
  readonly lead?: string | undefined;
  readonly tail?: string | undefined;
  readonly mood: Mood;
  /** What stands above the letter. @default the tag */
  readonly heading?: string | undefined;
  /** Whom it is addressed to, after “Kính gửi:”. */
  readonly to: string;
  readonly blocks: readonly Block[];
  readonly calendarEntry?: CalendarEntry | undefined;
};

type From = { readonly directive: Directive; readonly obligation: Obligation; readonly receiverName: string };

/** A letter of one of the product's kinds: the directive in the subject, the officer in charge at the end, in its thread. */
export function letterTo({ directive, obligation, receiverName }: From, threadName: string, said: Said): LetterText {
  const { number, contact } = directive;
  const { tag, lead, tail, mood, heading = tag, to, blocks, calendarEntry } = said;
  return {
    subject: subjectOf({ tag, number, lead, title: obligation.title, tail }),
    ...layOut({
      mood,
      title: heading,
      to,
      blocks: [...blocks, ...contactOf(contact)],
      footer: [
        `Thư tự động của hệ thống Đúng Hạn, gửi theo yêu cầu của ${receiverName}. ${contact ? "Thư trả lời sẽ đến đầu mối theo dõi nêu trên." : "Đề nghị không trả lời thư này."}`,
        "Hệ thống không tiếp nhận tài liệu chứa bí mật nhà nước (Mật, Tối mật, Tuyệt mật); tài liệu đó gửi theo quy định về bảo vệ bí mật nhà nước.",
      ],
    }),
    calendarEntry,
    thread: { name: threadName, topic: oneLine(`${number}: ${obligation.title}`) },
    replyTo: contact?.email,
  };
}

/** Whom to telephone, or to write to. */
function contactOf(contact: Contact | undefined): Block[] {
  return contact ? [paragraph(`Đầu mối theo dõi: ${contactWords(contact)}.`)] : [];
}
