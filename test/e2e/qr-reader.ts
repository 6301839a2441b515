/** Reads a QR code as it stands in a terminal, as the camera of a phone would; without the correction of errors, because there are none. */
import { create, type QRCode, type QRCodeErrorCorrectionLevel } from 'qrcode';
import { getBlocksCount, getTotalCodewordsCount } from 'qrcode/lib/core/error-correction-code.js';
import { from as levelOf } from 'qrcode/lib/core/error-correction-level.js';
import { applyMask } from 'qrcode/lib/core/mask-pattern.js';
import { getSymbolTotalCodewords } from 'qrcode/lib/core/utils.js';

type Matrix = QRCode['modules'];
type Level = Extract<QRCodeErrorCorrectionLevel, 'L' | 'M' | 'Q' | 'H'>;

/** Codes of the terminal that change the ink (30, 37) or the paper (40, 47); black counts as dark, white and no colour as light. */
function coloured(pen: { ink: boolean; paper: boolean }, code: string): { ink: boolean; paper: boolean } {
  if (code === '30' || code === '37') return { ...pen, ink: code === '30' };
  if (code === '40' || code === '47') return { ...pen, paper: code === '40' };
  return { ink: false, paper: false };
}

/** The two rows of dots that one line of half blocks draws. */
function rowsOf(line: string): readonly (readonly boolean[])[] {
  const upper: boolean[] = [];
  const lower: boolean[] = [];
  let pen = { ink: false, paper: false };
  for (const piece of line.split('\u001b[')) {
    const [, code, marks = ''] = /^(\d+)m(.*)$/u.exec(piece) ?? [undefined, undefined, piece];
    if (code !== undefined) pen = coloured(pen, code);
    upper.push(...[...marks].map((mark) => ('▀█'.includes(mark) ? pen.ink : pen.paper)));
    lower.push(...[...marks].map((mark) => ('▄█'.includes(mark) ? pen.ink : pen.paper)));
  }
  return [upper, lower];
}

/** The dots without the white around them: square, and its corner is dark in every QR code. */
function dotsIn(drawn: string): readonly (readonly boolean[])[] {
  const rows = drawn.split('\n').flatMap(rowsOf);
  const dark = rows.filter((row) => row.includes(true));
  const left = Math.min(...dark.map((row) => row.indexOf(true)));
  return dark.map((row) => Array.from({ length: dark.length }, (_, at) => row[left + at] ?? false));
}

const levels: readonly Level[] = ['M', 'L', 'H', 'Q'];

/** Level of correction and mask, from the strip beside the upper left square. */
function formatOf(dots: readonly (readonly boolean[])[]): { level: Level; mask: number } {
  const rowOf = (bit: number) => (bit < 6 ? bit : bit < 8 ? bit + 1 : dots.length - 15 + bit);
  const bits = Array.from({ length: 15 }, (_, bit) => (dots[rowOf(bit)]?.[8] ? 1 << bit : 0));
  const data = (bits.reduce((sum, one) => sum + one, 0) ^ 0x5412) >> 10;
  return { level: levels[data >> 3] ?? 'M', mask: data & 7 };
}

/** The places of dots in the order in which bits are laid: up and down in columns of two, from the right; column 6 belongs to the form. */
function places(size: number): readonly number[] {
  const pairs = Array.from({ length: (size - 1) / 2 }, (_, pair) => size - 1 - 2 * pair);
  return pairs.flatMap((right, pair) => {
    const column = right <= 6 ? right - 1 : right;
    const rows = Array.from({ length: size }, (_, step) => (pair % 2 === 0 ? size - 1 - step : step));
    return rows.flatMap((row) => [row * size + column, row * size + column - 1]);
  });
}

function codewords({ size, data, reservedBit }: Matrix): readonly number[] {
  const bits = places(size).flatMap((place) => (reservedBit[place] ? [] : [data[place] ? 1 : 0]));
  return Array.from({ length: Math.floor(bits.length / 8) }, (_, at) =>
    bits.slice(at * 8, at * 8 + 8).reduce<number>((sum, bit) => sum * 2 + bit, 0),
  );
}

/** The data bytes of all blocks, which lie interleaved. */
function dataOf(laid: readonly number[], version: number, level: Level): readonly number[] {
  const correction = levelOf(level);
  const total = getSymbolTotalCodewords(version);
  const blocks = getBlocksCount(version, correction);
  const length = total - getTotalCodewordsCount(version, correction);
  const short = Math.floor(length / blocks);
  const shortBlocks = blocks - (length % blocks);
  const at = (block: number, place: number) =>
    place < short ? place * blocks + block : short * blocks + block - shortBlocks;
  return Array.from({ length: blocks }, (_, block) =>
    Array.from({ length: block < shortBlocks ? short : short + 1 }, (_, place) => laid[at(block, place)] ?? 0),
  ).flat();
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

/** The text in the data: pieces of digits, of capital letters, and of bytes. */
function textOf(data: readonly number[], version: number): string {
  const bits = data.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const size = version < 10 ? 0 : version < 27 ? 1 : 2;
  let at = 0;
  const take = (count: number) => {
    at += count;
    return Number.parseInt(bits.slice(at - count, at) || '0', 2);
  };
  const digits = (left: number) => String(take([0, 4, 7, 10][left] ?? 10)).padStart(left, '0');
  const letters = (left: number) => {
    const pair = take(left === 1 ? 6 : 11);
    return left === 1 ? (alphabet[pair] ?? '') : `${alphabet[Math.floor(pair / 45)]}${alphabet[pair % 45]}`;
  };
  const byte = () => String.fromCharCode(take(8));
  const kinds = new Map([
    [1, { count: [10, 12, 14], most: 3, read: digits }],
    [2, { count: [9, 11, 13], most: 2, read: letters }],
    [4, { count: [8, 16, 16], most: 1, read: byte }],
  ]);
  let text = '';
  for (let kind = kinds.get(take(4)); kind; kind = kinds.get(take(4))) {
    for (let left = take(kind.count[size] ?? 0); left > 0; left -= kind.most) {
      text += kind.read(Math.min(left, kind.most));
    }
  }
  return text;
}

/** The text of a QR code that was drawn with half blocks and colours of a terminal. */
export function readTerminalQr(drawn: string): string {
  const dots = dotsIn(drawn);
  const version = (dots.length - 17) / 4;
  const { level, mask } = formatOf(dots);
  // A code of the same form tells which dots belong to the form and not to the data.
  const { modules } = create('-', { version, errorCorrectionLevel: level });
  modules.data.set(dots.flat().map(Number));
  applyMask(mask, modules);
  return textOf(dataOf(codewords(modules), version, level), version);
}
