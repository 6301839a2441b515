/** Amounts of rupiah as participants write them. */

/** An amount in words that were made plain ("23 juta", "15jt", "rp 15 000 000", "9 5 juta"), in rupiah. */
export function rupiah(said: string): number | undefined {
  const millions =
    /(?:^| )(?:rp ?)?(\d{1,4})(?: (\d{1,2}))? ?(?:jt|jta|juta|jutaan|jtan|jeti)(?: (\d{1,3}) ?(?:rb|ribu|k))?(?: |$)/.exec(
      said,
    );
  if (millions) return Math.round(Number(`${millions[1]}.${millions[2] ?? 0}`) * 1e6) + Number(millions[3] ?? 0) * 1e3;
  const thousands = /(?:^| )(?:rp ?)?(\d{1,4}) ?(?:rb|ribu|ribuan|k)(?: |$)/.exec(said);
  if (thousands) return Number(thousands[1]) * 1e3;
  const written = /(?:^| )(?:rp ?)?(\d{1,3}(?: 000| \d{3}){1,3}|\d{6,10})(?: |$)/.exec(said);
  return written ? Number((written[1] ?? '').replaceAll(' ', '')) : undefined;
}

/** The same, one rupiah more for "di atas …" and one less for "kurang dari …". */
export function amountOf(said: string): number | undefined {
  const amount = rupiah(said);
  if (amount === undefined) return undefined;
  if (
    /(?:^| )(?:di ?atas|lebih(?: dari)?|lbh|melebihi|lewat)(?: rp)? ?\d/.test(said) ||
    /\d[^ ]* ?(?:jt|juta)? (?:lebih|lbh|ke ?atas|an lebih)(?: |$)/.test(said)
  )
    return amount + 1;
  if (
    /(?:^| )(?:di ?bawah|kurang(?: dari)?|krg|belum(?: sampai| nyampe)?|ga sampai|gak sampai|tidak sampai)(?: rp)? ?\d/.test(
      said,
    )
  )
    return amount - 1;
  return amount;
}
