import { Aws, CfnOutput, Duration, Fn, RemovalPolicy, Validations } from "aws-cdk-lib";
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  ClientAttributes,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  UserPool,
} from "aws-cdk-lib/aws-cognito";
import { Construct } from "constructs";

import { writeClients } from "../functions/domain/clients.ts";
import type { System } from "../functions/domain/clients.ts";
import { systemScope } from "./systems/deployed-clients.ts";

export interface IdentityProps {
  /** Where the site is: people come back there after signing in. */
  readonly siteUrl: string;
  /**
   * A province's own OpenID Connect issuer.
   * @default - a Cognito user pool
   */
  readonly issuer: string | undefined;
  /**
   * Whom a token may be meant for, besides the user pool's own clients. With an issuer of its own, the first is the
   * client id that people sign in by, and the only one whose tokens are people's.
   * @default - nobody else
   */
  readonly audience: readonly string[] | undefined;
  /**
   * Units' own systems, each by its client.
   * @default - none
   */
  readonly systems?: readonly System[];
  /**
   * Whether the first deployment has succeeded: from then on the user pool is protected from being deleted.
   * @default false
   */
  readonly stands?: boolean;
  /**
   * Whether everybody in the user pool has to have a second factor.
   * @default false - it is offered
   */
  readonly secondFactor?: boolean | undefined;
}

/** Where a person's own script waits for the browser to come back, on the machine of that person. */
export const scriptCallback = "http://localhost:8976/signed-in";

/** Who somebody is. What they may do is in the register. */
export class Identity extends Construct {
  readonly issuer: string;
  /** As whose client people sign in to the pages: a public one, without a secret. */
  readonly clientId: string;
  /** Whom the gateway lets a token be meant for. */
  readonly audience: readonly string[];
  /** Whose tokens count, as a function's environment says it. */
  readonly clients: string;

  constructor(scope: Construct, id: string, props: IdentityProps) {
    super(scope, id);
    const { issuer, audience = [], systems = [] } = props;
    const given = issuer === undefined ? this.#pool(props) : givenIssuer(issuer, audience);
    this.issuer = given.issuer;
    this.clientId = given.people[0];
    this.audience = [...new Set([...given.people, ...audience, ...systems.map(({ client }) => client)])];
    this.clients = writeClients({ people: given.people, systems });
  }

  #pool(props: IdentityProps): Issuer {
    const { siteUrl } = props;
    const pool = this.#makePool(props);
    const site = this.#addClient(pool, "Site", [`${siteUrl}/signed-in`], [`${siteUrl}/`]);
    const script = this.#addClient(pool, "Script", [scriptCallback]);
    pool.addResourceServer("Api", {
      identifier: systemScope.server,
      scopes: [
        new ResourceServerScope({ scopeName: systemScope.name, scopeDescription: "What a unit's system may do" }),
      ],
    });
    this.#tell("UserPoolId", pool.userPoolId);
    this.#tell("ClientId", site);
    this.#tell("ScriptClientId", script);
    this.#tell("Issuer", pool.userPoolProviderUrl);
    return { issuer: pool.userPoolProviderUrl, people: [site, script] };
  }

  /** A client for people: public, so that there is no secret to leak; the code is bound to who asked by PKCE. */
  #addClient(pool: UserPool, id: string, callbackUrls: string[], logoutUrls?: string[]): string {
    const client = pool.addClient(id, {
      generateSecret: false,
      // Nobody signs in but by the pool's own pages: a token got by a call could change its owner's attributes.
      authFlows: { user: false },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL],
        callbackUrls,
        ...(logoutUrls && { logoutUrls }),
      },
      preventUserExistenceErrors: true,
      idTokenValidity: Duration.hours(1),
      accessTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.days(1),
      readAttributes: new ClientAttributes().withStandardAttributes({ email: true, emailVerified: true }),
      // Authority hangs on the e-mail address, so nobody writes their own. An empty list would mean all of them.
      writeAttributes: new ClientAttributes().withStandardAttributes({ locale: true }),
    });
    // Without one, the pool's pages do not open for a client.
    new CfnManagedLoginBranding(this, `${id}Pages`, {
      userPoolId: pool.userPoolId,
      clientId: client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
    return client.userPoolClientId;
  }

  #makePool({ siteUrl, stands = false, secondFactor = false }: IdentityProps): UserPool {
    const pool = new UserPool(this, "Pool", {
      selfSignUpEnabled: false,
      // The address is the user name, and so every account has one. It is not a required attribute besides: those have to
      // be writable by each client that says what it writes, or the client is refused; and that cannot be changed later.
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      keepOriginal: { email: true },
      mfa: secondFactor ? Mfa.REQUIRED : Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        passwordHistorySize: 5,
        tempPasswordValidity: Duration.days(7),
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      userInvitation: {
        emailSubject: "Tài khoản Đúng Hạn của đơn vị",
        emailBody: `<p>Kính gửi đơn vị,</p><p>Đăng nhập tại ${siteUrl} bằng địa chỉ {username}, mật khẩu tạm thời (dùng trong 7 ngày): {####}</p>`,
      },
      userVerification: {
        emailSubject: "Mã xác nhận Đúng Hạn",
        emailBody: "<p>Mã xác nhận của đơn vị là {####}</p>",
      },
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: stands,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    if (!secondFactor) {
      Validations.of(pool).acknowledge({
        id: "AwsSolutions-COG2",
        reason:
          "Many offices share one machine and have no telephone for it: a second factor is offered, not demanded, unless the deployment says so.",
      });
    }
    Validations.of(pool).acknowledge({
      id: "AwsSolutions-COG8",
      reason:
        "The Plus plan is paid by the user; there is no self sign-up, and a province with more to protect gives its own issuer.",
    });
    pool.addDomain("SignIn", {
      // Unique in its region, since part of the stack's id; a name by hand would clash with another province's.
      cognitoDomain: {
        domainPrefix: Fn.join("-", [
          "dung-han",
          Fn.select(0, Fn.split("-", Fn.select(2, Fn.split("/", Aws.STACK_ID)))),
        ]),
      },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    return pool;
  }

  /** By a name that stays: `npm run add-system` looks for it, and people copy it into commands. */
  #tell(name: string, value: string): void {
    new CfnOutput(this, name, { value }).overrideLogicalId(name);
  }
}

type Issuer = { readonly issuer: string; readonly people: readonly [string, ...string[]] };

function givenIssuer(issuer: string, [clientId]: readonly string[]): Issuer {
  if (clientId === undefined)
    throw new Error("With an issuer, audience holds at least the client id that people sign in by.");
  return { issuer, people: [clientId] };
}
