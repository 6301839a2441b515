/** Markup whose every inserted text is escaped, so that no message can become a part of the page. */
export type Markup = { readonly markup: string };
type Piece = string | number | Markup | readonly Markup[];

const signs: { readonly [sign: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);

const written = (piece: Piece): string => {
  if (typeof piece === 'string' || typeof piece === 'number') return escaped(String(piece));
  return 'markup' in piece ? piece.markup : piece.map(({ markup }) => markup).join('');
};

/** A tagged template: texts and numbers are escaped, markup is taken as it is. */
export const html = (strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup => ({
  markup: strings.reduce((all, string, at) => all + string + (at < pieces.length ? written(pieces[at] ?? '') : ''), ''),
});

/** Markup of our own source, never of a message. */
export const raw = (markup: string): Markup => ({ markup });

const percentFormat = new Intl.NumberFormat('id-ID', {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const numberFormat = new Intl.NumberFormat('id-ID');

/** A share of 0 to 1 as Indonesians write it ("93,4%"); a dash when there is none. */
export const percent = (share: number | null): string => (share === null ? '–' : percentFormat.format(share));
export const counted = (value: number): string => numberFormat.format(value);
