/** A path of this site to lead somebody to; anything else, `//elsewhere` among it, leads to the start. */
export function ownPath(path: string | null | undefined): string {
  return path && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(path) ? path : "/";
}
