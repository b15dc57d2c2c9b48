import type { Permissions } from "../permissions/permissions.ts";
import { messageOf } from "../permissions/refusal.ts";
import type { Refusal } from "../permissions/refusal.ts";
import { ServiceRefusal } from "../service-refusal.ts";

/** A call that is about one object, by whom it is signed. */
export type ObjectCall = {
  /** The `Authorization` header, or the credential of a link or form. */
  readonly signedBy: string;
  readonly action: string;
  readonly bucket: string;
  readonly key: string;
};

/** The credential that a link carries, written as the header has it. */
export function signerOfLink(query: URLSearchParams): string | undefined {
  return credential(query.get("X-Amz-Credential") ?? undefined);
}

/** Likewise, of the credential that stands in a form. */
export function credential(given: string | undefined): string | undefined {
  return given === undefined ? undefined : `Credential=${given}`;
}

/**
 * The action of an operation on an object: its method and what in the query makes it another one.
 *
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
export function actionOf(operation: string, query: URLSearchParams): string | undefined {
  const version = query.has("versionId") ? "Version" : "";
  switch (operation) {
    case "GET":
    case "HEAD":
      return `s3:GetObject${version}`;
    case "DELETE":
      return `s3:DeleteObject${version}`;
    case "PUT":
    case "POST uploads":
    case "PUT uploadId":
    case "POST uploadId":
      return "s3:PutObject";
    case "DELETE uploadId":
      return "s3:AbortMultipartUpload";
    default:
      return undefined;
  }
}

/** @throws ServiceRefusal `AccessDenied` for what the signer may not do */
export function checkObjectCall(permissions: Permissions, { signedBy, action, bucket, key }: ObjectCall): void {
  const refusal = permissions.judge(signedBy, { action, resource: `arn:aws:s3:::${bucket}/${key}` });
  if (refusal !== undefined) throw denied(refusal);
}

/**
 * Finds an object. Who may not list the bucket is not told that there is none.
 *
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 *
 * @throws ServiceRefusal `NoSuchKey`, `NoSuchVersion`, `AccessDenied`
 */
export function findFor<Found>(
  permissions: Permissions | undefined,
  { signedBy, bucket }: Pick<ObjectCall, "signedBy" | "bucket">,
  find: () => Found,
): Found {
  try {
    return find();
  } catch (error) {
    if (!(error instanceof ServiceRefusal) || error.status !== 404 || permissions === undefined) throw error;
    const refusal = permissions.judge(signedBy, { action: "s3:ListBucket", resource: `arn:aws:s3:::${bucket}` });
    throw refusal === undefined ? error : denied(refusal);
  }
}

function denied(refusal: Refusal): ServiceRefusal {
  return new ServiceRefusal("AccessDenied", messageOf(refusal, `"${refusal.resource}"`), 403);
}
