import type { UploadForm } from "../../../functions/objects/archive.ts";
import { archiveIn } from "../../../functions/objects/s3-archive.ts";
import type { Clause } from "../clause.ts";
import { resources } from "../services.ts";
import type { Services } from "../services.ts";

const source = "https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html";
const pdf = "application/pdf";
const key = "incoming/5500/bao-cao/stp/a1";
const archive = ({ s3 }: Services) => archiveIn(resources.bucket, s3);
const formFor = (services: Services, seconds = 600) =>
  archive(services).form(key, { contentType: pdf, mostBytes: 20, seconds });

type Changed = Readonly<Record<string, string | null>>;

/** Sends a form as a browser does, with some of its fields changed. */
function post({ url, fields }: UploadForm, file: string, changed: Changed = {}): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...changed })) if (value !== null) body.append(name, value);
  body.append("file", new Blob([file], { type: "text/html" }), "a.pdf");
  return fetch(url, { method: "POST", body, redirect: "manual" });
}

/** What comes of a form: status, the code of a refusal, and the size of what was kept under its key. */
async function outcomeOf(services: Services, form: UploadForm, file: string, changed: Changed = {}) {
  const response = await post(form, file, changed);
  const code = /<Code>(\w+)</.exec(await response.text())?.[1];
  return [response.status, code, (await archive(services).head(key))?.size];
}

const refused = (title: string, changed: Changed, expected: string, file = "%PDF-1.7"): Clause => ({
  title: `a form is refused with ${title}, and nothing is kept`,
  source,
  see: async (services) => outcomeOf(services, await formFor(services), file, changed),
  expected: [expected === "AccessDenied" || expected === "SignatureDoesNotMatch" ? 403 : 400, expected, undefined],
});

export const postedFormClauses: readonly Clause[] = [
  {
    title: "a form sends one file to its key, with the type that it was made for",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html",
    see: async (services) => {
      const outcome = await outcomeOf(services, await formFor(services), "%PDF-1.7");
      return [...outcome, (await archive(services).head(key))?.contentType];
    },
    expected: [204, undefined, 8, pdf],
  },
  {
    title: "a form leads the browser back to where it was told, with bucket, key and tag",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html",
    see: async (services) => {
      const returnTo = "http://127.0.0.1:4000/duties/a?file=1";
      const form = await archive(services).form(key, { contentType: pdf, mostBytes: 20, seconds: 600, returnTo });
      const response = await post(form, "one");
      const { pathname, searchParams } = new URL(response.headers.get("location") ?? "http://none.example");
      return [response.status, pathname, Object.fromEntries(searchParams)];
    },
    expected: [
      303,
      "/duties/a",
      { file: "1", bucket: resources.bucket, key, etag: '"f97c5d29941bfb1b2fdab0874906ab82"' },
    ],
  },
  refused("another key", { key: "attachments/5500/bao-cao/stp/a1" }, "AccessDenied"),
  refused("another type", { "Content-Type": "text/html" }, "AccessDenied"),
  refused("no type", { "Content-Type": null }, "AccessDenied"),
  refused("a field that its policy does not name", { "x-amz-meta-note": "x" }, "AccessDenied"),
  refused("an open door", { acl: "public-read" }, "AccessDenied"),
  refused("a place to be led to", { success_action_redirect: "https://evil.example/" }, "AccessDenied"),
  refused("a file too large", {}, "EntityTooLarge", "%PDF-1.7 and much more of it"),
  refused("an empty file", {}, "EntityTooSmall", ""),
  refused("no policy", { Policy: null }, "AccessDenied"),
  refused(
    "a policy of its own",
    { Policy: Buffer.from('{"conditions":[]}').toString("base64") },
    "SignatureDoesNotMatch",
  ),
  {
    title: "a form lapses",
    source,
    see: async (services) => {
      const form = await formFor(services, 1);
      await services.pass(2.1);
      return outcomeOf(services, form, "%PDF-1.7");
    },
    expected: [403, "AccessDenied", undefined],
  },
];
