import type { Cloud } from "../cloud.ts";
import { gateway } from "./gateway.ts";
import type { IdentityProvider } from "./identity-provider.ts";
import { whyNotLocal } from "./loopback-only.ts";
import { underOneName } from "./one-name.ts";
import { issuerPath } from "../template/template-types.ts";
import type { Handle } from "../loopback-server.ts";

/** What answers at a cloud's address: the issuer and what drives the cloud, below `/local`; the template's routes, elsewhere. */
export function frontOf({
  url,
  stack,
  issuer,
  control,
}: {
  readonly url: string;
  readonly stack: Cloud;
  readonly issuer: Pick<IdentityProvider, "handle">;
  readonly control: Handle | undefined;
}): Handle {
  const { standIns } = stack;
  const site = gateway({
    routes: stack.routes,
    rates: stack.routeRates,
    log: stack.log,
    host: stack.host,
    clock: standIns.clock,
    work: stack.work,
    permissions: stack.permissions,
    awsEnvironment: stack.awsEnvironment,
    domainName: new URL(url).host,
    onWrite: () => standIns.schedules.noteActivity(),
  });
  // Whoever asks the issuer is believed.
  const guardedIssuer: Handle = async (request, response) => {
    const why = whyNotLocal(request);
    if (why === undefined) await issuer.handle(request, response);
    else response.writeHead(403, { "content-type": "text/plain; charset=utf-8" }).end(`${why}\n`);
  };

  return async (request, response) => {
    const location = underOneName(url, request);
    if (location !== undefined) return void response.writeHead(302, { location }).end();
    const path = request.url ?? "/";
    if (path.startsWith(`${issuerPath}/`)) return guardedIssuer(request, response);
    return control !== undefined && /^\/local(?:[/?]|$)/.test(path)
      ? control(request, response)
      : site(request, response);
  };
}
