import { archiveIn } from "../../functions/objects/s3-archive.ts";
import { resources } from "./services.ts";
import type { Services } from "./services.ts";

/** The bucket as its clauses ask of it: where its documentation stands, and our own module on it. */
export const api = "https://docs.aws.amazon.com/AmazonS3/latest/API";
export const guide = "https://docs.aws.amazon.com/AmazonS3/latest/userguide";
export const pdf = "application/pdf";
export const Bucket = resources.bucket;
export const Key = "attachments/a";

export const archive = ({ s3 }: Services) => archiveIn(Bucket, s3);
export const put = (services: Services, text: string, key = Key) =>
  archive(services).put(key, Buffer.from(text), { contentType: pdf });
