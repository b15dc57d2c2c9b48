/**
 * Who verifies an ID token may do so by the virtual clock, which may be years before or after the real one: the token
 * holds for its time by either. That it is issued in the future of a virtual 2017 is no fault: neither OpenID Connect
 * nor openid-client judges `iat` by the clock.
 *
 * @returns for how long it has to hold by the real clock
 */
export function holdsByBothClocks(seconds: number, virtualNowMs: number): number {
  return Math.ceil(Math.max(0, virtualNowMs - Date.now()) / 1000) + seconds;
}

export const nowSeconds = (): number => Math.floor(Date.now() / 1000);
