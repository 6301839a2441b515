import { type BinaryNode, decodeBinaryNode, encodeBinaryNode, type KeyPair, proto } from '@whiskeysockets/baileys';
import type { WebSocket } from 'ws';
import { framed, frameReader, serverNoise } from './noise.ts';

/** One connection of the bot. */
export type Wire = {
  readonly send: (node: BinaryNode) => void;
  /** Cuts the connection without a word, as a network does. */
  readonly drop: () => void;
  readonly close: () => void;
};

type Events = {
  /** The client has shaken hands; `payload` says who it is. */
  readonly onLogin: (wire: Wire, payload: proto.IClientPayload) => void;
  readonly onNode: (wire: Wire, node: BinaryNode) => Promise<void>;
  readonly onClosed: (wire: Wire) => void;
  readonly onProblem: (error: unknown) => void;
};

/** Speaks Noise and WhatsApp's binary XML with one client. */
export function wire(socket: WebSocket, root: KeyPair, events: Events): Wire {
  const noise = serverNoise(root);
  const frames = frameReader();
  let transport: ReturnType<typeof noise.finish> | undefined;
  let greeted = false;

  const self: Wire = {
    send: (node) => {
      if (socket.readyState !== socket.OPEN || !transport) return;
      socket.send(framed(transport.seal(encodeBinaryNode(node))));
    },
    drop: () => socket.terminate(),
    close: () => socket.close(),
  };

  const onFrame = async (frame: Buffer): Promise<void> => {
    if (transport) return await events.onNode(self, await decodeBinaryNode(Buffer.from(transport.open(frame))));
    const { clientHello, clientFinish } = proto.HandshakeMessage.decode(frame);
    if (!greeted && clientHello?.ephemeral) {
      greeted = true;
      socket.send(framed(noise.hello(clientHello.ephemeral)));
      return;
    }
    if (!clientFinish?.static || !clientFinish.payload) throw new Error('The client does not keep to the handshake.');
    transport = noise.finish({ static: clientFinish.static, payload: clientFinish.payload });
    events.onLogin(self, transport.payload);
  };

  // Frames are taken one after another, because each moves the counters of the transport.
  let last: Promise<void> = Promise.resolve();
  socket.on('message', (data: Buffer) => {
    last = last
      .then(async () => {
        for (const frame of frames(data)) await onFrame(frame);
      })
      .catch((error: unknown) => {
        events.onProblem(error);
        socket.terminate();
      });
  });
  socket.on('close', () => events.onClosed(self));
  socket.on('error', () => socket.terminate());
  return self;
}
