import {
  aesDecryptGCM,
  aesEncryptGCM,
  Curve,
  hkdf,
  type KeyPair,
  NOISE_MODE,
  NOISE_WA_HEADER,
  proto,
  sha256,
} from '@whiskeysockets/baileys';

const empty = Buffer.alloc(0);
const { Details } = proto.CertChain.NoiseCertificate;

function nonce(counter: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(counter, 8);
  return bytes;
}

/** A frame as it goes over the socket: three bytes of length, then the bytes. */
export function framed(bytes: Uint8Array): Buffer {
  const head = Buffer.alloc(3);
  head.writeUIntBE(bytes.length, 0, 3);
  return Buffer.concat([head, bytes]);
}

/** The certificate with which the server proves its key: a root signs an intermediate, which signs the server's static key. */
function certificate(root: KeyPair, serverKey: Uint8Array): Uint8Array {
  const between = Curve.generateKeyPair();
  const intermediate = Details.encode({ serial: 1, issuerSerial: 0, key: between.public }).finish();
  const leaf = Details.encode({ serial: 2, issuerSerial: 1, key: serverKey }).finish();
  return proto.CertChain.encode({
    intermediate: { details: intermediate, signature: Curve.sign(root.private, intermediate) },
    leaf: { details: leaf, signature: Curve.sign(between.private, leaf) },
  }).finish();
}

/** Cuts what comes over the socket into frames, after the intro with which a client begins. */
export function frameReader() {
  let buffer = empty;
  let introduced = false;
  const skipIntro = () => {
    // Routing, which a client sends first when an earlier server told it to.
    if (buffer.subarray(0, 2).toString() === 'ED') buffer = buffer.subarray(7 + buffer.readUIntBE(4, 3));
    if (!buffer.subarray(0, 4).equals(NOISE_WA_HEADER))
      throw new Error('The client does not begin with the header of WhatsApp.');
    buffer = buffer.subarray(4);
    introduced = true;
  };
  return (data: Buffer): Buffer[] => {
    buffer = Buffer.concat([buffer, data]);
    if (!introduced) skipIntro();
    const frames: Buffer[] = [];
    while (buffer.length >= 3) {
      const end = 3 + buffer.readUIntBE(0, 3);
      if (buffer.length < end) break;
      frames.push(buffer.subarray(3, end));
      buffer = buffer.subarray(end);
    }
    return frames;
  };
}

/** The answering side of the handshake Noise_XX_25519_AESGCM_SHA256, with WhatsApp's certificate, and the transport after it. */
export function serverNoise(root: KeyPair) {
  let hash: Buffer = Buffer.from(NOISE_MODE);
  let salt: Buffer = hash;
  let key: Buffer = hash;
  let counter = 0;
  const ephemeral = Curve.generateKeyPair();
  const own = Curve.generateKeyPair();

  const authenticate = (data: Uint8Array) => {
    hash = Buffer.from(sha256(Buffer.concat([hash, data])));
  };
  const derive = (data: Uint8Array): [Buffer, Buffer] => {
    const both = Buffer.from(hkdf(data, 64, { salt, info: '' }));
    return [both.subarray(0, 32), both.subarray(32)];
  };
  const mix = (shared: Uint8Array) => {
    [salt, key] = derive(shared);
    counter = 0;
  };
  const seal = (plain: Uint8Array): Uint8Array => {
    const sealed = aesEncryptGCM(plain, key, nonce(counter++), hash);
    authenticate(sealed);
    return sealed;
  };
  const open = (sealed: Uint8Array): Uint8Array => {
    const plain = aesDecryptGCM(sealed, key, nonce(counter++), hash);
    authenticate(sealed);
    return plain;
  };
  authenticate(NOISE_WA_HEADER);

  return {
    /** The server's answer to the client's ephemeral key. */
    hello: (client: Uint8Array): Uint8Array => {
      authenticate(client);
      authenticate(ephemeral.public);
      mix(Curve.sharedKey(ephemeral.private, client));
      const sealedStatic = seal(own.public);
      mix(Curve.sharedKey(own.private, client));
      const payload = seal(certificate(root, own.public));
      return proto.HandshakeMessage.encode({
        serverHello: { ephemeral: ephemeral.public, static: sealedStatic, payload },
      }).finish();
    },
    /** What the client says of itself, and the functions that open and seal every frame from here on. */
    finish: (client: { readonly static: Uint8Array; readonly payload: Uint8Array }) => {
      mix(Curve.sharedKey(ephemeral.private, open(client.static)));
      const payload = proto.ClientPayload.decode(open(client.payload));
      const [reading, writing] = derive(empty);
      let reads = 0;
      let writes = 0;
      return {
        payload,
        open: (frame: Uint8Array) => aesDecryptGCM(frame, reading, nonce(reads++), empty),
        seal: (plain: Uint8Array) => aesEncryptGCM(plain, writing, nonce(writes++), empty),
      };
    },
  };
}
