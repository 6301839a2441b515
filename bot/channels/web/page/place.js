import { byId, intro, log, scroll } from './bubbles.js';
import { storage } from './kept.js';

// The place in the conversation: at its end, or at a line that was being read.
let following = true;
let restored = false;
const end = () => scroll.scrollHeight - scroll.clientHeight;

/** To the end, but never past the participant's last message: what answers it is read from its beginning. */
function follow() {
  const own = document.querySelectorAll('.own');
  const last = own[own.length - 1];
  scroll.scrollTop = last ? Math.min(end(), last.offsetTop - scroll.offsetTop - 12) : end();
}

/** Something above or below grew: whoever was at the end stays there. */
export function keepEnd() {
  if (restored && following && document.querySelector('.own')) follow();
}

export function savePlace() {
  if (!restored) return;
  const lines = [intro].concat(Array.from(log.querySelectorAll('.message')));
  const top = scroll.getBoundingClientRect().top;
  const first = lines.find((node) => node.getBoundingClientRect().bottom > top);
  const place = first && { seq: first.dataset.seq, top: first.getBoundingClientRect().top - top };
  storage.write('place', end() - scroll.scrollTop < 8 || !place ? null : JSON.stringify(place));
}

export function restorePlace() {
  const place = JSON.parse(storage.read('place') || 'null');
  const node = place && document.querySelector(`[data-seq="${Number(place.seq)}"]`);
  restored = true;
  if (node) scroll.scrollTop += node.getBoundingClientRect().top - scroll.getBoundingClientRect().top - place.top;
  else if (log.firstChild) scroll.scrollTop = end();
}

/** After writing, the participant wants to see what was written, and what comes of it. */
export function goToEnd() {
  follow();
  following = true;
}

export function watchPlace() {
  let saving = 0;
  scroll.addEventListener('scroll', () => {
    following = end() - scroll.scrollTop < 60;
    clearTimeout(saving);
    saving = setTimeout(savePlace, 200);
  });
}

export const isPlaced = () => restored;

export function notice(text) {
  const node = byId('notice');
  if (node.textContent === text) return;
  node.textContent = text;
  keepEnd();
}
