/** What the QR reader of the tests needs of qrcode's inside; its types only cover the outside. */
declare module 'qrcode/lib/core/utils.js' {
  export function getSymbolTotalCodewords(version: number): number;
}
declare module 'qrcode/lib/core/mask-pattern.js' {
  export function applyMask(mask: number, matrix: object): void;
}
declare module 'qrcode/lib/core/error-correction-level.js' {
  export function from(name: string): object;
}
declare module 'qrcode/lib/core/error-correction-code.js' {
  export function getBlocksCount(version: number, level: object): number;
  export function getTotalCodewordsCount(version: number, level: object): number;
}
