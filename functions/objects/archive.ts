/** Where an object lies: whole words and ids, parted by slashes; archive-keys.ts spells them. */
export type ArchiveKey = string;

/** An object as it is kept. With its version it is never any other content. */
export type Kept = {
  readonly version: string;
  /** Bytes. */
  readonly size: number;
  readonly contentType: string;
};

/** A form of the browser's that sends one file straight to the archive: its fields first, then the file, as `file`. */
export type UploadForm = { readonly url: string; readonly fields: Readonly<Record<string, string>> };

/** The files that the program keeps: in a bucket of its own, private, versioned and encrypted. */
export type Archive = {
  /**
   * Keeps what is given under the key. Of a stream no more is held in memory at a time than a part of it, however
   * long it is; nothing stands under the key before all of it is there, and nothing is left of a stream that broke off.
   */
  readonly put: (
    key: ArchiveKey,
    content: Uint8Array | AsyncIterable<Uint8Array>,
    about: { readonly contentType: string },
  ) => Promise<Kept>;
  /** Undefined when there is nothing under the key. Without a version, the latest. */
  readonly head: (key: ArchiveKey, version?: string) => Promise<Kept | undefined>;
  /** The content, piece by piece; undefined when there is nothing under the key. Without a version, the latest. */
  readonly read: (key: ArchiveKey, version?: string) => Promise<AsyncIterable<Uint8Array> | undefined>;
  /**
   * An address that gives the object, to be saved under a name, to whoever has it within the time.
   * @param fileName as people read it, in any script
   * @param contentType what the browser is told that it is; whatever that is, it is offered for saving, never shown
   */
  readonly link: (
    key: ArchiveKey,
    link: {
      readonly version?: string;
      readonly fileName: string;
      readonly contentType?: string;
      readonly seconds: number;
    },
  ) => Promise<string>;
  /** A form that may send one file of one type, of so many bytes at most, to one key, within the time. */
  readonly form: (
    key: ArchiveKey,
    form: {
      readonly contentType: string;
      readonly mostBytes: number;
      readonly seconds: number;
      /** Where the browser is led when the file is there. */
      readonly returnTo?: string;
    },
  ) => Promise<UploadForm>;
  /** Where its forms are sent: what a page's policy has to let through. */
  readonly origin: () => Promise<string>;
  /** Keeps a version under another key, too. */
  readonly copy: (from: ArchiveKey, version: string, to: ArchiveKey) => Promise<Kept>;
  /**
   * Nothing is found under the key any more but by its version. What lay there is gone for good when the bucket's rules
   * end it, as they do with all but attachments.
   */
  readonly remove: (key: ArchiveKey) => Promise<void>;
};
