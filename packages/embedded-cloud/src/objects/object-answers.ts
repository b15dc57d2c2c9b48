import type { ServerResponse } from "node:http";

const namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

/** One element with texts in it, as S3 answers. */
export function xml(element: string, members: Readonly<Record<string, string>>): string {
  const inner = Object.entries(members).map(([name, text]) => `<${name}>${escaped(text)}</${name}>`);
  const opening = element === "Error" ? element : `${element} xmlns="${namespace}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${opening}>${inner.join("")}</${element}>`;
}

export function write(
  response: ServerResponse,
  status: number,
  body: string | Buffer = "",
  headers: Readonly<Record<string, string>> = {},
): void {
  const type = typeof body === "string" && body !== "" ? { "content-type": "application/xml" } : {};
  response.writeHead(status, { ...type, ...headers });
  response.end(body);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
