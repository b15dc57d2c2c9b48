/**
 * Whether the file system did not let it be done: a full disk, a folder to be read only, a file where a folder should
 * be, one that another process has just tidied away.
 */
export function isRefused(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return ["EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT", "EEXIST", "ENOTDIR", "ENOENT"].includes(code);
}
