import { byId, input, intro, log, pending, scroll, texts } from './bubbles.js';
import { storage } from './kept.js';
import { connect, lost, reviveSilent, wake } from './live.js';
import { keepEnd, notice, savePlace, standingNotice, watchPlace } from './place.js';
import { send, takeUpWaiting, whenLate } from './sending.js';

const textLimit = 10000;

// The participant's side: writing, pressing, settings.
function problem(text) {
  byId('problem').textContent = text;
}

function growInput() {
  input.style.height = 'auto';
  input.style.height = `${input.scrollHeight + 3}px`;
  keepEnd();
}

function submit() {
  const text = input.value.trim();
  if (!text) return;
  if (text.length > textLimit) {
    const count = (number) => number.toLocaleString('id-ID');
    problem(texts.tooLong.replace('{length}', count(text.length)).replace('{limit}', count(textLimit)));
    return;
  }
  const isFirst = !log.firstChild && !pending.firstChild;
  const quick = isFirst && /^\d$/.test(text) && intro.querySelectorAll('.option')[Number(text) - 1];
  input.value = '';
  storage.write('draft', null);
  problem('');
  growInput();
  send({ type: 'text', text: quick ? quick.dataset.quick : text });
  wake();
}

let pressed = { timeStamp: Number.NEGATIVE_INFINITY, clientX: 0, clientY: 0, button: null };

/**
 * The second tap of a hurried finger is no answer of its own; by then another button may have come under it. A press by the keyboard
 * has no place on the screen, and always means the button that has the focus.
 */
function isSecondTap(event, button) {
  const { timeStamp, clientX, clientY } = pressed;
  const isNear = Math.abs(event.clientX - clientX) < 30 && Math.abs(event.clientY - clientY) < 30;
  return (event.detail === 0 ? pressed.button === button : isNear) && event.timeStamp - timeStamp < 700;
}

scroll.addEventListener('click', (event) => {
  const button = event.target.closest('.option');
  if (!button || isSecondTap(event, button)) return;
  const { timeStamp, clientX, clientY } = event;
  pressed = { timeStamp, clientX, clientY, button };
  const { quick, option, label } = button.dataset;
  send(quick ? { type: 'text', text: quick } : { type: 'choice', option, text: label });
});

byId('form').addEventListener('submit', (event) => {
  event.preventDefault();
  submit();
});
// The keyboard of the phone stays open: pressing the button does not take the focus away.
byId('form')
  .querySelector('.send')
  .addEventListener('pointerdown', (event) => event.preventDefault());
input.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  submit();
});
input.addEventListener('input', () => {
  storage.write('draft', input.value || null);
  problem('');
  growInput();
});

const system = matchMedia('(prefers-color-scheme: dark)');
const isDark = () => (storage.read('theme') || (system.matches ? 'dark' : 'light')) === 'dark';

function applySettings() {
  const chosen = storage.read('theme');
  const root = document.documentElement;
  const isLarge = storage.read('large') === 'yes';
  if (chosen) root.dataset.theme = chosen;
  root.classList.toggle('large', isLarge);
  byId('theme').setAttribute('aria-pressed', String(isDark()));
  byId('large').setAttribute('aria-pressed', String(isLarge));
  const surface = getComputedStyle(root).getPropertyValue('--surface').trim();
  if (chosen) for (const meta of document.querySelectorAll('meta[name=theme-color]')) meta.content = surface;
}

byId('theme').addEventListener('click', () => {
  storage.write('theme', isDark() ? 'light' : 'dark');
  applySettings();
});
byId('large').addEventListener('click', () => {
  storage.write('large', storage.read('large') === 'yes' ? null : 'yes');
  applySettings();
  growInput();
});
system.addListener(applySettings);

addEventListener('resize', keepEnd);
addEventListener('pagehide', savePlace);
addEventListener('online', connect);
addEventListener('offline', lost);
addEventListener('focus', wake);
addEventListener('click', wake);
document.addEventListener('visibilitychange', wake);

intro.dataset.seq = '0';
watchPlace();
// What was written while the script was on its way stays.
if (!input.value) input.value = storage.read('draft') || '';
applySettings();
takeUpWaiting();
growInput();
whenLate(reviveSilent);
// From here on the page works, and what it says about not being ready goes.
byId('notice').classList.remove('slow');
notice('');
if (navigator.cookieEnabled === false) standingNotice(texts.cookies);
connect();
