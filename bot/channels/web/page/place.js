import { byId, intro, log, scroll, texts } from './bubbles.js';
import { storage } from './kept.js';

// The place in the conversation: at its end, or at a line that was being read.
let following = true;
let restored = false;
const end = () => scroll.scrollHeight - scroll.clientHeight;
const jump = byId('jump');

/**
 * To the end, but never past the participant's last message: what answers it is read from its beginning. Of a message that is taller
 * than a third of the view only the foot stays, so that the answer has room under it.
 */
function follow() {
  const own = document.querySelectorAll('.own');
  const last = own[own.length - 1];
  const top = last ? last.offsetTop - scroll.offsetTop - 12 : end();
  const foot = last ? top + 12 + last.offsetHeight - scroll.clientHeight / 3 : end();
  scroll.scrollTop = Math.min(end(), Math.max(top, foot));
}

/** The button to the end is only there while the end is out of sight. */
function showJump() {
  jump.hidden = end() - scroll.scrollTop < 60;
  if (jump.hidden) nameJump(texts.newest, false);
}

function nameJump(name, isFresh) {
  jump.classList.toggle('fresh', isFresh);
  jump.setAttribute('aria-label', name);
  jump.title = name;
  jump.lastChild.textContent = isFresh ? name : '';
}

/** Something above or below grew: whoever was at the end stays there. */
export function keepEnd() {
  if (restored && following && document.querySelector('.own')) follow();
  if (restored) showJump();
}

/** The bot has written; whoever reads further up is told. */
export function tellOfNew() {
  if (!restored || following) return;
  showJump();
  if (!jump.hidden) nameJump(texts.fresh, true);
}

/** Changes something above what is being read, which stays where it is. */
export function keepPlace(change) {
  const below = scroll.scrollHeight - scroll.scrollTop;
  change();
  scroll.scrollTop = scroll.scrollHeight - below;
}

export function savePlace() {
  if (!restored) return;
  const lines = [intro].concat(Array.from(scroll.querySelectorAll('#older .message, #log .message')));
  const top = scroll.getBoundingClientRect().top;
  const first = lines.find((node) => node.getBoundingClientRect().bottom > top);
  const place = first && { seq: first.dataset.seq, top: first.getBoundingClientRect().top - top };
  storage.write('place', end() - scroll.scrollTop < 8 || !place ? null : JSON.stringify(place));
}

export function restorePlace() {
  const place = storage.readValue('place');
  const node = place && document.querySelector(`[data-seq="${Number(place.seq)}"]`);
  restored = true;
  if (node) {
    const top = Number(place.top) || 0;
    scroll.scrollTop += node.getBoundingClientRect().top - scroll.getBoundingClientRect().top - top;
  } else if (log.firstChild) scroll.scrollTop = end();
  showJump();
}

/** After writing, the participant wants to see what was written, and what comes of it. */
export function goToEnd() {
  follow();
  following = true;
  showJump();
}

export function watchPlace() {
  let saving = 0;
  scroll.addEventListener('scroll', () => {
    following = end() - scroll.scrollTop < 60;
    showJump();
    clearTimeout(saving);
    saving = setTimeout(savePlace, 200);
  });
  jump.addEventListener('click', (event) => {
    scroll.scrollTop = end();
    // The button goes away; whoever pressed it with the keyboard stays near it.
    if (event.detail === 0) byId('text').focus();
  });
}

export const isPlaced = () => restored;

let standing = false;
export function notice(text) {
  const node = byId('notice');
  if (standing || node.textContent === text) return;
  node.textContent = text;
  keepEnd();
}

/** A notice that no other takes the place of; an empty one ends it. */
export function standingNotice(text) {
  standing = false;
  notice(text);
  standing = text !== '';
}
