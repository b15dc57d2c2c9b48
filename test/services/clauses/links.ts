import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";

import { Bucket, Key, api, archive, guide, put } from "../bucket.ts";
import { refusalOf } from "../clause.ts";
import type { Clause } from "../clause.ts";
import { awsEnvironment } from "../services.ts";

/** What a link answers; of a refusal its code. */
async function answerTo(link: string, method = "GET"): Promise<[number, string]> {
  const response = await fetch(link, { method });
  const text = await response.text();
  return [response.status, response.ok ? text : (/<Code>(\w+)</.exec(text)?.[1] ?? "")];
}

export const linkClauses: readonly Clause[] = [
  {
    title: "a link gives the version to whoever has it, for saving only, under its name in Vietnamese",
    source: `${api}/API_GetObject.html`,
    see: async (services) => {
      const { version } = await put(services, "one");
      await put(services, "two");
      const link = { version, fileName: "Báo cáo đợt 1.pdf", contentType: "text/plain", seconds: 60 };
      const response = await fetch(await archive(services).link(Key, link));
      const headers = ["content-type", "content-disposition", "cache-control"].map((name) =>
        response.headers.get(name),
      );
      return [response.status, await response.text(), ...headers];
    },
    expected: [
      200,
      "one",
      "text/plain",
      `attachment; filename="Bao cao dot 1.pdf"; filename*=UTF-8''B%C3%A1o%20c%C3%A1o%20%C4%91%E1%BB%A3t%201.pdf`,
      "private, no-store",
    ],
  },
  {
    title: "a link leads to nothing where there is nothing",
    source: `${guide}/using-presigned-url.html`,
    see: async (services) => answerTo(await archive(services).link("exports/none", { fileName: "a", seconds: 60 })),
    expected: [404, "NoSuchKey"],
  },
  {
    title: "a link lapses",
    source: `${guide}/using-presigned-url.html`,
    see: async (services) => {
      await put(services, "one");
      const link = await archive(services).link(Key, { fileName: "a", seconds: 1 });
      await services.pass(2.1);
      return answerTo(link);
    },
    expected: [403, "AccessDenied"],
  },
  {
    title: "a link that was changed leads nowhere",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html",
    see: async (services) => {
      await put(services, "one");
      await put(services, "two", "attachments/b");
      const link = await archive(services).link(Key, { fileName: "a", seconds: 60 });
      return [
        await answerTo(link.replace("attachments/a", "attachments/b")),
        await answerTo(link.replace("attachment%3B", "inline%3B")),
        await answerTo(link.replace("Expires=60", "Expires=6000")),
        await answerTo(link, "DELETE"),
      ];
    },
    expected: Array.from({ length: 4 }, () => [403, "SignatureDoesNotMatch"]),
  },
  {
    title: "nobody comes in without a signature, or with that of another key",
    source: `${api}/ErrorResponses.html`,
    see: async (services) => {
      await put(services, "one");
      const { origin, pathname } = new URL(await archive(services).link(Key, { fileName: "a", seconds: 60 }));
      const stranger = new S3Client({
        region: awsEnvironment.region,
        endpoint: origin,
        credentials: { accessKeyId: "function", secretAccessKey: "guessed" },
      });
      const guessed = await refusalOf(stranger.send(new GetObjectCommand({ Bucket, Key })));
      stranger.destroy();
      return [await answerTo(origin + pathname), guessed];
    },
    expected: [[403, "AccessDenied"], "SignatureDoesNotMatch"],
  },
  {
    title: "a key is the same wherever it is named, with blanks, signs and Vietnamese letters",
    source: `${guide}/object-keys.html`,
    see: async (services) => {
      const key = "exports/Báo cáo (đợt 1) + phụ lục.csv";
      await put(services, "one", key);
      const { head, link } = archive(services);
      return [(await head(key))?.size, await answerTo(await link(key, { fileName: "a", seconds: 60 }))];
    },
    expected: [3, [200, "one"]],
  },
];
