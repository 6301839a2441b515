import { toString as draw } from 'qrcode';

/** The QR code drawn with characters, small enough for a terminal of 80 columns. */
export const terminalQr = (text: string): Promise<string> => draw(text, { type: 'terminal', small: true });
