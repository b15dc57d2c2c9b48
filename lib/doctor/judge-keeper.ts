import type { AdminGetUserCommandOutput } from "@aws-sdk/client-cognito-identity-provider";

import type { Finding } from "./finding.ts";

export type KeeperNeed = { readonly keeper: string; readonly poolId: string; readonly region: string };

/** How long a temporary password is good (lib/identity.ts). */
const INVITATION_DAYS = 7;

/**
 * Whether the keeper can sign in, with an address that counts.
 * @param user nothing, when the pool knows nobody of this address
 * @param now epoch milliseconds
 */
export function judgeKeeper(user: AdminGetUserCommandOutput | undefined, need: KeeperNeed, now: number): Finding {
  const about = "keeper";
  const { keeper, poolId, region } = need;
  const inPool = `--user-pool-id ${poolId} --username ${keeper} --region ${region}`;
  const missing = (says: string, todo: string): Finding => ({ about, state: "missing", says, todo });
  if (user === undefined) {
    return missing(
      `${keeper} has no account`,
      `aws cognito-idp admin-create-user ${inPool} --user-attributes Name=email,Value=${keeper} Name=email_verified,Value=true`,
    );
  }
  if (user.Enabled === false) {
    return missing(`the account of ${keeper} is switched off`, `aws cognito-idp admin-enable-user ${inPool}`);
  }
  if (!isVerified(user)) {
    return missing(
      `the address ${keeper} is not verified, so it counts for nothing`,
      `aws cognito-idp admin-update-user-attributes ${inPool} --user-attributes Name=email_verified,Value=true`,
    );
  }
  switch (user.UserStatus) {
    case "CONFIRMED":
      return { about, state: "there", says: `${keeper} has an account, and has signed in` };
    case "FORCE_CHANGE_PASSWORD":
      return invited(user, need, now);
    case "RESET_REQUIRED":
      return { about, state: "there", says: `${keeper} has an account, and sets a new password at the next sign-in` };
    default:
      return missing(
        `the account of ${keeper} is ${user.UserStatus}`,
        `aws cognito-idp admin-get-user ${inPool} tells more`,
      );
  }
}

function invited({ UserLastModifiedDate }: AdminGetUserCommandOutput, need: KeeperNeed, now: number): Finding {
  const about = "keeper";
  const { keeper, poolId, region } = need;
  const until = (UserLastModifiedDate?.getTime() ?? 0) + INVITATION_DAYS * 86_400_000;
  return until > now
    ? {
        about,
        state: "there",
        says: `${keeper} is invited; the password in the mail is good until about ${new Date(until).toISOString().slice(0, 16)}Z`,
      }
    : {
        about,
        state: "missing",
        says: `${keeper} was invited, and did not sign in within ${INVITATION_DAYS} days`,
        todo: `aws cognito-idp admin-create-user --user-pool-id ${poolId} --username ${keeper} --region ${region} --message-action RESEND`,
      };
}

const isVerified = ({ UserAttributes = [] }: AdminGetUserCommandOutput): boolean =>
  UserAttributes.some(({ Name, Value }) => Name === "email_verified" && Value === "true");
