import { askAws, loadAws } from "./load-aws.js";
import { signingKeyJson, type KeyPems } from "./key-files.js";

/** What `keys create --apply` does at AWS. */
export interface KeyToRegister {
  name: string;
  pems: KeyPems;
  /** The group to add it to; undefined for a new one. */
  keyGroup: string | undefined;
  /** The secret to keep the signing key in; undefined for none. */
  secret: string | undefined;
}

export interface RegisteredKey {
  keyPairId: string;
  keyGroup: string;
  secret: string | undefined;
}

/** A public key of a key group, as CloudFront has it. */
export interface GroupKey {
  id: string;
  /** ISO 8601. */
  createdAt: string | undefined;
}

const cloudFront = () =>
  loadAws(
    "@aws-sdk/client-cloudfront",
    () => import("@aws-sdk/client-cloudfront"),
  );

/**
 * Gives CloudFront the public half, puts it into a group, and keeps the private half with its ID in Secrets Manager.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-trusted-signers.html
 */
export async function registerKey({
  name,
  pems,
  keyGroup,
  secret,
}: KeyToRegister): Promise<RegisteredKey> {
  const {
    CloudFrontClient,
    CreateKeyGroupCommand,
    CreatePublicKeyCommand,
    GetKeyGroupCommand,
    UpdateKeyGroupCommand,
  } = await cloudFront();
  const client = new CloudFrontClient({ region: "us-east-1" });
  const made = await askAws("The public key", () =>
    client.send(
      new CreatePublicKeyCommand({
        PublicKeyConfig: {
          CallerReference: `${name}-${Date.now()}`,
          Name: name,
          EncodedKey: pems.publicKey,
        },
      }),
    ),
  );
  const keyPairId = made.PublicKey!.Id!;
  const group = await askAws("The key group", async () => {
    if (keyGroup === undefined) {
      const { KeyGroup } = await client.send(
        new CreateKeyGroupCommand({
          KeyGroupConfig: { Name: name, Items: [keyPairId] },
        }),
      );
      return KeyGroup!.Id!;
    }
    const { KeyGroup, ETag } = await client.send(
      new GetKeyGroupCommand({ Id: keyGroup }),
    );
    const config = KeyGroup!.KeyGroupConfig!;
    await client.send(
      new UpdateKeyGroupCommand({
        Id: keyGroup,
        IfMatch: ETag,
        KeyGroupConfig: {
          ...config,
          Items: [...(config.Items ?? []), keyPairId],
        },
      }),
    );
    return keyGroup;
  });
  if (secret !== undefined)
    await createSecret(secret, signingKeyJson(keyPairId, pems.privateKey));
  return { keyPairId, keyGroup: group, secret };
}

/** The public keys of a group. */
export async function listKeyGroup(id: string): Promise<GroupKey[]> {
  const { CloudFrontClient, GetKeyGroupCommand, GetPublicKeyCommand } =
    await cloudFront();
  const client = new CloudFrontClient({ region: "us-east-1" });
  return askAws(`The key group ${id}`, async () => {
    const { KeyGroup } = await client.send(new GetKeyGroupCommand({ Id: id }));
    const ids = KeyGroup?.KeyGroupConfig?.Items ?? [];
    return Promise.all(
      ids.map(async (keyId) => {
        const { PublicKey } = await client.send(
          new GetPublicKeyCommand({ Id: keyId }),
        );
        return { id: keyId, createdAt: PublicKey?.CreatedTime?.toISOString() };
      }),
    );
  });
}

const secretsManager = () =>
  loadAws(
    "@aws-sdk/client-secrets-manager",
    () => import("@aws-sdk/client-secrets-manager"),
  );

/** A new secret. One that is there may be signing: it is not written over. */
async function createSecret(name: string, text: string): Promise<void> {
  const { CreateSecretCommand, SecretsManagerClient } = await secretsManager();
  await askAws(
    `The secret ${name}`,
    () =>
      new SecretsManagerClient().send(
        new CreateSecretCommand({ Name: name, SecretString: text }),
      ),
    { ResourceExistsException: "Use `secure-hls keys rotate --secret`." },
  );
}

/** A new version of a secret that is there. */
export async function putSecret(name: string, text: string): Promise<void> {
  const { PutSecretValueCommand, SecretsManagerClient } =
    await secretsManager();
  await askAws(`The secret ${name}`, () =>
    new SecretsManagerClient().send(
      new PutSecretValueCommand({ SecretId: name, SecretString: text }),
    ),
  );
}
