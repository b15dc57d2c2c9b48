import { Aws, CfnOutput, Duration, Fn, RemovalPolicy, Validations } from "aws-cdk-lib";
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  ClientAttributes,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  UserPool,
} from "aws-cdk-lib/aws-cognito";
import { Construct } from "constructs";

export interface IdentityProps {
  /** Where the site is: people come back there after signing in. */
  readonly siteUrl: string;
  /**
   * A province's own OpenID Connect issuer.
   * @default - a Cognito user pool
   */
  readonly issuer: string | undefined;
  /**
   * Whom a token may be meant for, besides the user pool's own client. With an issuer of its own, the first is the
   * client id that people sign in by.
   * @default - nobody else
   */
  readonly audience: readonly string[] | undefined;
  /** Whether its first deployment has succeeded. */
  readonly stands?: boolean;
  /** Whether everybody in the stack's own pool has to have a second factor. */
  readonly secondFactor?: boolean | undefined;
  /** The clients of units' own systems, each for one unit. */
  readonly systems?: readonly { readonly client: string; readonly unit: string }[];
}

/** Who somebody is. What they may do is in the register. */
export class Identity extends Construct {
  readonly issuer: string;
  /** As whose client people sign in to the pages: a public one, without a secret. */
  readonly clientId: string;
  readonly audience: readonly string[];

  constructor(scope: Construct, id: string, { siteUrl, issuer, audience = [] }: IdentityProps) {
    super(scope, id);
    if (issuer !== undefined) {
      const [clientId] = audience;
      if (clientId === undefined)
        throw new Error("With an issuer, audience holds at least the client id that people sign in by.");
      this.issuer = issuer;
      this.clientId = clientId;
      this.audience = audience;
      return;
    }
    const pool = this.#makePool(siteUrl);
    const client = pool.addClient("Site", {
      // A public client: the code is bound to its browser by PKCE, and there is no secret to leak.
      generateSecret: false,
      authFlows: {},
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL],
        callbackUrls: [`${siteUrl}/signed-in`],
        logoutUrls: [`${siteUrl}/`],
      },
      preventUserExistenceErrors: true,
      idTokenValidity: Duration.hours(1),
      accessTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.days(1),
      readAttributes: new ClientAttributes().withStandardAttributes({ email: true, emailVerified: true }),
      // Authority hangs on the e-mail address, so nobody writes their own.
      writeAttributes: new ClientAttributes().withStandardAttributes({ locale: true }),
    });
    new CfnManagedLoginBranding(this, "SignInPage", {
      userPoolId: pool.userPoolId,
      clientId: client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
    new CfnOutput(this, "UserPoolId", { value: pool.userPoolId });
    new CfnOutput(this, "ClientId", { value: client.userPoolClientId });
    this.issuer = pool.userPoolProviderUrl;
    this.clientId = client.userPoolClientId;
    this.audience = [client.userPoolClientId, ...audience];
  }

  #makePool(siteUrl: string): UserPool {
    const pool = new UserPool(this, "Pool", {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      standardAttributes: { email: { required: true, mutable: true } },
      keepOriginal: { email: true },
      mfa: Mfa.OPTIONAL,
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
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(pool).acknowledge(
      {
        id: "AwsSolutions-COG2",
        reason:
          "Many offices share one machine and have no telephone for it: a second factor is offered, not demanded.",
      },
      {
        id: "AwsSolutions-COG8",
        reason:
          "The Plus plan is paid by the user; there is no self sign-up, and a province with more to protect gives its own issuer.",
      },
    );
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
}
