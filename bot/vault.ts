import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Encrypts identifiers at rest with AES-256-GCM; the sealed form is base64url of nonce (12 bytes), tag (16) and ciphertext. */
export type Vault = {
  readonly seal: (value: string) => string;
  /** Throws when the value was sealed with another key or was changed. */
  readonly open: (sealed: string) => string;
};

/** `key`: 32 bytes. */
export function vault(key: Uint8Array): Vault {
  return {
    seal(value) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const text = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    },
  };
}
