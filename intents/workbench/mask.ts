/** Four digits and more with anything between them that people put between digits; months and other years stay readable. */
const digits = /\p{Nd}(?:[\s.()/_+-]{0,3}\p{Nd}){3,}/gu;
const year = /^(?:19|20)\d\d$/;
const address = /[^\s@]{1,64}@[^\s@]{1,255}/g;

/** The text with long numbers and e-mail addresses hidden: what is printed for people is no place for personal data. */
export const mask = (text: string): string =>
  text.replace(address, '[email]').replace(digits, (found) => (year.test(found) ? found : '[angka]'));
